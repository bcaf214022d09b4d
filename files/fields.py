"""The model field through which every picture enters, whatever form, importer or program it comes from."""

from django.core.files.base import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from files.pictures import clean_picture


class CleanPictureFile(WagtailImageFieldFile):
    """Cleans what it is given before it reaches the disk."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        cleaned = clean_picture(File(content, name=name))
        self.__dict__.pop("_dimensions_cache", None)
        super().save(cleaned.name, cleaned, save)


class CleanPictureField(WagtailImageField):
    """A picture without metadata."""

    attr_class = CleanPictureFile
