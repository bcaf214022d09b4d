from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from activity.registry import register_card
        from news.cards import NewsCard
        from news.models import NewsPage, Topic

        register(
            Kind(name="topic", model=Topic, label=_("topic"), visible_to=readable(Topic), followable=True),
        )
        register_card(NewsPage, NewsCard)
