from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from files.models import Document

        register(Kind(name="document", model=Document, label=_("document"), visible_to=readable(Document)))
