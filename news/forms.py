"""What the editing form checks. A draft may be partial; what goes to readers may not."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from news.models.cared import Cared


class EditorialPageForm(WagtailAdminPageForm):
    """What all pages of editors have in common."""

    def clean_language(self):
        """A page that has a version in the other language stays in its own."""
        language = self.cleaned_data["language"]
        page = self.instance
        is_paired = page.pk and (hasattr(page, "pair_as_dutch") or hasattr(page, "pair_as_english"))
        if is_paired and language != type(page).objects.values_list("language", flat=True).get(pk=page.pk):
            raise ValidationError(
                _("This page has a version in the other language. Take the two apart before you change this.")
            )
        return language


class NewsPageForm(EditorialPageForm):
    """News: the author is you unless you choose another, a picture is described, a place on top is free."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.instance.author_id and "author" in self.fields:
            self.initial["author"] = getattr(self.for_user, "pk", None)
        # Ticked for one publication only: never carried over from the version that was saved last.
        self.initial["tell_again"] = False

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self.check_lead_image(cleaned)
            self.check_place(cleaned)
            self.check_talk(cleaned)
        return cleaned

    def check_talk(self, cleaned: dict) -> None:
        """The category allows what is chosen here."""
        category = cleaned.get("category")
        if category is None:
            return
        for what, message in (
            ("comment", _("Comments are not allowed in this category. Leave this empty or choose “Off”.")),
            ("reaction", _("Reactions are not allowed in this category. Leave this empty or choose “Off”.")),
        ):
            field = f"{what}_choice"
            if cleaned.get(field) == "on" and not getattr(category, f"{what}s_allowed"):
                self.add_error(field, message)
        notify = cleaned.get("notify_choice")
        if notify is not None and notify > category.notify_most:
            message = _("This category allows at most: %(most)s.")
            self.add_error(
                "notify_choice", ValidationError(message, params={"most": category.get_notify_most_display()})
            )

    def check_lead_image(self, cleaned: dict) -> None:
        """The lead image has a description of its own, one in the image library, or is decoration."""
        image = cleaned.get("lead_image")
        if not image or cleaned.get("lead_image_alt") or cleaned.get("lead_image_decorative"):
            return
        if not image.description:
            self.add_error("lead_image_alt", _("Describe the picture, or mark it as decorative."))

    def check_place(self, cleaned: dict) -> None:
        """A place on top has an end date and is nobody else's in that time."""
        slot, until = cleaned.get("slot"), cleaned.get("slot_until")
        if not slot:
            return
        if not until:
            self.add_error("slot_until", _("Say until when this item stays on top."))
            return
        start = max(cleaned.get("go_live_at") or timezone.now(), timezone.now())
        if until <= start:
            self.add_error("slot_until", _("This moment is over before the item goes live. Choose a later one."))
            return
        holder = self.holder_of(slot, start)
        if holder:
            message = _(
                "“%(title)s” has this place until %(until)s. At most three items are on top at once: choose another "
                "place, or end that one first."
            )
            values = {
                "title": holder.title,
                "until": formats.date_format(timezone.localtime(holder.slot_until), "DATETIME_FORMAT"),
            }
            self.add_error("slot", ValidationError(message, code="taken", params=values))

    def holder_of(self, slot: int, start):
        """The live item that still holds this place when ours would begin, if any."""
        live = type(self.instance).objects.filter(live=True, slot=slot, slot_until__gt=start)
        if self.instance.pk:
            # The two languages of one page share a place: no reader sees both.
            own = Q(pk=self.instance.pk) | Q(pair_as_dutch__english=self.instance.pk)
            live = live.exclude(own | Q(pair_as_english__dutch=self.instance.pk))
        return live.order_by("-slot_until").first()


class CaredPageForm(EditorialPageForm):
    """A page that stays has an owner (you, unless you choose another) and a team before readers get it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            return
        if not self.instance.owner_id and "owner" in self.fields:
            self.initial["owner"] = getattr(self.for_user, "pk", None)
        if "review_every" in self.fields:
            self.initial.setdefault("review_every", Cared.Every.YEAR)
            if self.initial["review_every"] is None:
                self.initial["review_every"] = Cared.Every.YEAR

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            if "owner" in self.fields and not cleaned.get("owner"):
                self.add_error("owner", _("Choose who keeps this page right."))
            if "team" in self.fields and not cleaned.get("team"):
                self.add_error("team", _("Choose the team that takes over when the owner is not here."))
        return cleaned


class InformationPageForm(CaredPageForm):
    """Information and how-to pages."""


class SectionPageForm(CaredPageForm):
    """Sections."""
