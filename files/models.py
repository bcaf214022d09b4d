"""Images and documents of editors. Their addresses lead to `files.views`, never to a public folder."""

from django.conf import settings
from django.core.cache.backends.dummy import DummyCache
from django.db import models
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, SourceImageIOError, get_upload_to
from wagtail.images.models import Image as WagtailImage
from wagtail.images.utils import generate_signature

from files import visibility
from files.fields import CleanPictureField
from files.limits import CONTENT_TYPES
from files.names import clean_name, extension_of, stored_name
from files.reading import is_reading


class VisibleFiles:
    """The visibility rule on a queryset of files."""

    def visible_to(self, user):
        """The files this person may read: see `files.visibility`."""
        return visibility.visible_to(self, user)

    def kept_by(self, user):
        """The files this person works with in the CMS."""
        return visibility.kept_by(self, user)


class VisibleImages(VisibleFiles, ImageQuerySet):
    """Images with the visibility rule."""


class VisibleDocuments(VisibleFiles, DocumentQuerySet):
    """Documents with the visibility rule."""


def document_place(document: "Document", name: str) -> str:
    """Where an uploaded document is kept; the name it came with is remembered for people."""
    document.original_name = clean_name(name)
    return stored_name("documents", name)


class NamedFile:
    """A file that has one name on disk and another for people."""

    @property
    def filename(self) -> str:
        """What people see and download."""
        if self.original_name:
            return self.original_name
        extension = extension_of(self.file.name)
        return clean_name(f"{self.title}.{extension}", otherwise=str(self.pk))

    @property
    def content_type(self) -> str:
        """By the extension that was checked at the upload, never by guessing."""
        return CONTENT_TYPES.get(extension_of(self.file.name), "application/octet-stream")


class Image(NamedFile, AbstractImage):
    """A picture. `description` is its default alternative text."""

    file = CleanPictureField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height", max_length=255
    )
    original_name = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    # Renamed backwards: Wagtail's own Image is installed too and claims the default names.
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_images")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_images",
    )

    admin_form_fields = WagtailImage.admin_form_fields

    objects = VisibleImages.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args, **kwargs) -> None:
        """Store a new picture first: size and fingerprint are those of what is kept, not of what was uploaded."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
            self._set_image_file_metadata()
            self.file.close()
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter, *, source=None):
        """A damaged original is told as a missing one, which Wagtail's lists and our pages can bear."""
        try:
            return super().generate_rendition_file(filter, source=source)
        except (InvalidFilterSpecError, SourceImageIOError):
            raise
        except Exception as broken:  # the decoders raise whatever they like
            raise SourceImageIOError(str(broken)) from broken

    def create_rendition(self, filter):
        """A resized copy; while somebody reads one that is not stored (`files.reading`)."""
        return self.stand_in(filter) if is_reading() else super().create_rendition(filter)

    def create_renditions(self, *filters):
        """The same for several sizes."""
        if is_reading():
            return {filter: self.stand_in(filter) for filter in filters}
        return super().create_renditions(*filters)

    def stand_in(self, filter) -> "Rendition":
        """A rendition that is no row: right in its size, and at the signed address."""
        if not self.file.storage.exists(self.file.name):
            raise SourceImageIOError(f"{self.file.name} is missing.")
        width, height = filter.get_transform(self).size
        key = filter.get_cache_key(self)
        rendition = Rendition(image=self, filter_spec=filter.spec, focal_point_key=key)
        rendition.width, rendition.height = round(width), round(height)
        return rendition

    def get_upload_to(self, filename: str) -> str:
        self.original_name = clean_name(filename)
        return stored_name("images", filename)

    @property
    def url(self) -> str:
        """The original, for those who may see it."""
        return reverse("image_file", args=[self.pk, self.filename])


def signed_address(image_id: int, spec: str) -> str:
    """Where a picture can be had in this size by who may see it, without a stored copy."""
    return reverse("wagtailimages_serve", args=[generate_signature(image_id, spec), image_id, spec])


class Rendition(AbstractRendition):
    """A resized copy of a picture."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="files_rendition_once")
        ]

    @classproperty
    def cache_backend(cls) -> DummyCache:  # noqa: N805  a class property
        """None: Wagtail would pickle rows into the cache, and lists prefetch them anyway."""
        return DummyCache("renditions", {})

    def get_upload_to(self, filename: str) -> str:
        return stored_name("renditions", filename)

    @property
    def url(self) -> str:
        """The guarded address; of a stand-in the signed one; of that which Wagtail's lists use for a lost picture, one
        that is 404."""
        if self.pk is None:
            return self.file.url if self.file else signed_address(self.image_id, self.filter_spec)
        stem = self.image.filename.rpartition(".")[0] or str(self.image_id)
        return reverse("rendition_file", args=[self.pk, f"{stem}.{extension_of(self.file.name) or 'jpg'}"])


class Document(NamedFile, AbstractDocument):
    """A file to download."""

    file = models.FileField(_("file"), upload_to=document_place, max_length=255)
    original_name = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_documents",
    )

    admin_form_fields = WagtailDocument.admin_form_fields

    objects = VisibleDocuments.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    @property
    def url(self) -> str:
        """The guarded address."""
        return reverse("document_file", args=[self.pk, self.filename])
