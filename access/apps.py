from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = _("Access")

    def ready(self) -> None:
        from wagtail.models import Page

        from access.contents import pages_under, register_contents
        from access.kinds import Kind, register
        from access.reach import register_reach
        from access.rule import visible_pages

        register_reach()
        register_contents(Page._meta.label_lower, pages_under)
        register(
            Kind(
                name="page",
                model=Page,
                label=_("page"),
                visible_to=visible_pages,
                commentable=True,
                reactable=True,
                followable=True,
                savable=True,
            )
        )
