from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("Communities")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from communities.models import Community

        register(
            Kind(
                name="community",
                model=Community,
                label=_("community"),
                visible_to=readable(Community),
                followable=True,
            )
        )
