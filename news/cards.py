"""How news shows in timelines."""

from activity.registry import Card
from news.languages import has_own_version
from news.models import NewsPage, SectionPage
from news.reading import with_cards


class NewsCard(Card):
    """A sheet of the organisation. It belongs to its author, its topics and the section it stands in."""

    template = "components/cards/news.html"
    lane = "organisation"

    def load(self, user, pks) -> dict[int, NewsPage]:
        news = NewsPage.objects.visible_to(user).annotate(is_elsewhere=has_own_version(user))
        return with_cards(news).in_bulk(list(pks))

    def sources(self, thing: NewsPage) -> list:
        parent = thing.get_parent()
        section = parent.specific if parent and parent.specific_class is SectionPage else None
        return [source for source in (thing.author, *thing.topics.all(), section) if source]

    def actor(self, thing: NewsPage):
        return thing.author

    def seconds(self, thing: NewsPage) -> int:
        return 60 * thing.reading_minutes

    def is_elsewhere(self, thing: NewsPage) -> bool:
        return getattr(thing, "is_elsewhere", False)

    def is_pinned(self, thing: NewsPage) -> bool:
        return thing.is_in_place
