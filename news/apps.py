from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from news.models import Topic

        register(
            Kind(name="topic", model=Topic, label=_("topic"), visible_to=readable(Topic), followable=True),
        )
