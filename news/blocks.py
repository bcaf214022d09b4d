"""What the body of a news item or information page is made of. One definition for both; templates in news/blocks/."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from news.choosers import PersonChooserBlock

RICH_TEXT = [
    "h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link",
    "blockquote", "hr", "code", "superscript", "subscript", "strikethrough",
]  # fmt: skip
SHORT_RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class DescribedPicture(blocks.StructBlock):
    """A block with a picture that is either described or marked as decoration."""

    def clean(self, value):
        value = super().clean(value)
        if self.child_blocks["alt_text"].is_deferred_validation or not value.get("image"):
            return value
        described = bool((value.get("alt_text") or "").strip())
        if not described and not value.get("decorative"):
            message = _("Describe the picture, or mark it as decorative.")
            raise blocks.StructBlockValidationError(block_errors={"alt_text": ValidationError(message)})
        if described and value.get("decorative"):
            message = _("A decorative picture has no description. Remove the description or the mark.")
            raise blocks.StructBlockValidationError(block_errors={"decorative": ValidationError(message)})
        return value


class ImageBlock(DescribedPicture):
    """One picture."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Description"),
        required=False,
        max_length=255,
        help_text=_("What the picture shows, for colleagues who cannot see it."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        default=False,
        help_text=_("The picture says nothing that the text does not say."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Image")


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    images = blocks.ListBlock(ImageBlock(), label=_("Images"), min_num=1, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")


class VideoBlock(blocks.StructBlock):
    """A film from our own documents, or a link to one elsewhere. Nothing from elsewhere is loaded in the page."""

    document = DocumentChooserBlock(label=_("Film from our documents"), required=False)
    url = blocks.URLBlock(
        label=_("Address of a film elsewhere"),
        required=False,
        help_text=_("Readers get a link; nothing is loaded from the other site until they follow it."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    transcript = blocks.TextBlock(
        label=_("Transcript"),
        required=False,
        help_text=_("What is said and shown, for colleagues who cannot hear or see it."),
    )

    class Meta:
        icon = "media"
        label = _("Video")

    def clean(self, value):
        value = super().clean(value)
        if self.child_blocks["title"].is_deferred_validation:
            return value
        if bool(value.get("document")) == bool(value.get("url")):
            message = _("Choose a film from our documents or give an address: one of the two.")
            raise blocks.StructBlockValidationError(block_errors={"document": ValidationError(message)})
        return value


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(label=_("Quote"))
    attribution = blocks.CharBlock(label=_("Who says it"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class CalloutBlock(blocks.StructBlock):
    """A few lines that must not be missed."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Good to know")), ("tip", _("Tip")), ("warning", _("Take care"))],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_RICH_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")


class CaptionedTableBlock(blocks.StructBlock):
    """Figures in rows and columns, with a caption that says what they are."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200, help_text=_("What the table is about."))
    table = TableBlock(label=_("Table"))

    class Meta:
        icon = "table"
        label = _("Table")

    def clean(self, value):
        table = value.get("table")
        rows = table.get("data") if isinstance(table, dict) else None
        if table and not (isinstance(rows, list) and all(isinstance(row, list) for row in rows)):
            raise blocks.StructBlockValidationError(block_errors={"table": ValidationError(_("This is no table."))})
        return super().clean(value)


class PeopleBlock(blocks.StructBlock):
    """Colleagues to turn to."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    people = blocks.ListBlock(PersonChooserBlock(label=_("Person")), label=_("People"), min_num=1, max_num=24)

    class Meta:
        icon = "group"
        label = _("People")


class DocumentsBlock(blocks.StructBlock):
    """Files to download. Each reader sees the ones that are meant for him or her."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Documents")


class LinkBlock(blocks.StructBlock):
    """One link, to a page of ours or to an address elsewhere."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)
    text = blocks.CharBlock(
        label=_("Text"), required=False, max_length=120, help_text=_("A page shows its own title when this is empty.")
    )
    description = blocks.CharBlock(label=_("Description"), required=False, max_length=200)

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value):
        value = super().clean(value)
        if self.child_blocks["text"].is_deferred_validation:
            return value
        if not getattr(self.meta, "required", True) and not any(
            value.get(name) for name in ("page", "url", "text", "description")
        ):
            return value
        if bool(value.get("page")) == bool(value.get("url")):
            message = _("Choose a page or give an address: one of the two.")
            raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(message)})
        if value.get("url") and not value.get("text"):
            message = _("Say in words where the link leads.")
            raise blocks.StructBlockValidationError(block_errors={"text": ValidationError(message)})
        return value


class LinksBlock(blocks.StructBlock):
    """Where to read on. Each reader sees only the pages he or she may open."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Links")


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, icon="pilcrow")
    image = ImageBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    table = CaptionedTableBlock()
    people = PeopleBlock()
    documents = DocumentsBlock()
    links = LinksBlock()

    class Meta:
        required = False


class NeedsBlock(blocks.StructBlock):
    """What to have at hand before the first step."""

    items = blocks.ListBlock(blocks.CharBlock(label=_("Thing"), max_length=200), label=_("Things"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("What you need")


class StepBlock(DescribedPicture):
    """One step. Its number, and its address in the page, follow from its place."""

    title = blocks.CharBlock(label=_("What to do"), max_length=160, help_text=_("Begin with a verb: “Choose a date”."))
    text = blocks.RichTextBlock(label=_("Explanation"), features=SHORT_RICH_TEXT, required=False)
    image = ImageChooserBlock(label=_("Image"), required=False)
    alt_text = blocks.CharBlock(
        label=_("Description"),
        required=False,
        max_length=255,
        help_text=_("What the picture shows, for colleagues who cannot see it."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        default=False,
        help_text=_("The picture says nothing that the text does not say."),
    )
    note = blocks.CharBlock(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("What often goes wrong here, or what to take care of."),
    )

    class Meta:
        icon = "order"
        label = _("Step")


class HowToBlock(blocks.StreamBlock):
    """The body of a how-to page."""

    needs = NeedsBlock()
    step = StepBlock()
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, icon="pilcrow")
    callout = CalloutBlock()
    image = ImageBlock()
    video = VideoBlock()
    table = CaptionedTableBlock()
    people = PeopleBlock()
    documents = DocumentsBlock()

    class Meta:
        required = False
        block_counts = {"needs": {"max_num": 1}}


class RelatedBlock(blocks.StreamBlock):
    """Pages and tools that belong with a how-to page."""

    page = blocks.PageChooserBlock(label=_("Page"))
    tool = SnippetChooserBlock("news.Tool", label=_("Tool"))

    class Meta:
        required = False


class NewsListBlock(blocks.StructBlock):
    """The newest news: of this section, of a category or about a topic."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    category = SnippetChooserBlock("news.NewsCategory", label=_("Only this category"), required=False)
    topic = SnippetChooserBlock("news.Topic", label=_("Only this topic"), required=False)
    only_here = blocks.BooleanBlock(label=_("Only news below this section"), required=False, default=False)
    number = blocks.IntegerBlock(label=_("Number of items"), default=5, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("News list")


class CardBlock(blocks.StructBlock):
    """A short text with a picture and one link."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])
    image = ImageChooserBlock(label=_("Image"), required=False, help_text=_("Shown as decoration."))
    link = LinkBlock(label=_("Link"), required=False)

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Card")


class WidgetsBlock(blocks.StreamBlock):
    """What a section page is made of."""

    news_list = NewsListBlock()
    people = PeopleBlock()
    links = LinksBlock(label=_("Quick links"))
    card = CardBlock()
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, icon="pilcrow")

    class Meta:
        required = False
