from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from accounts import identity
        from moderation.models import Complaint, Report, Step
        from moderation.standing import moderates
        from moderation.telling import register_telling

        register(Kind(name="report", model=Report, label=_("report"), visible_to=readable(Report)))
        register(Kind(name="complaint", model=Complaint, label=_("report"), visible_to=readable(Complaint)))
        register(Kind(name="decision", model=Step, label=_("decision"), visible_to=readable(Step)))
        register_telling()
        identity.register("moderates", moderates)
