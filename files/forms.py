"""Wagtail's own upload forms, with our checks first."""

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from files import limits
from files.names import clean_name
from files.renditions import CMS_SIZES, make
from files.validation import check_decodes, validate_upload


class PictureField(WagtailImageField):
    """An upload that is a picture by content, within the limits, with a name that harms nobody."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.max_upload_size = limits.MAX_IMAGE_MB * limits.MEGABYTE
        self.allowed_image_extensions = limits.IMAGE_EXTENSIONS
        self.validators = []
        self.help_text = _("JPG, PNG, GIF, WebP, AVIF or HEIC, at most %(most)s MB.") % {"most": limits.MAX_IMAGE_MB}

    def to_python(self, data):
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        check_decodes(upload, validate_upload(upload, kind="image"))
        upload.name = clean_name(upload.name)
        return upload


class ImageForm(BaseImageForm):
    """Of the image library, its chooser and its multiple upload."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget, initial=wagtails.initial
            )

    def save(self, commit=True):
        image = super().save(commit)
        if commit and "file" in self.changed_data:
            make([image], *CMS_SIZES)
        return image


class DocumentForm(BaseDocumentForm):
    """Of the document library, its chooser and its multiple upload."""

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and "file" in self.changed_data:
            if not upload.name:
                raise ValidationError(_("This file has no name."))
            validate_upload(upload, kind="document")
            upload.name = clean_name(upload.name)
        return upload
