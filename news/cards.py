"""How news shows in timelines."""

from activity.registry import Card
from news.models import NewsPage, SectionPage
from news.reading import with_cards


class NewsCard(Card):
    """A sheet of the organisation. It belongs to its author, its topics and the section it stands in."""

    template = "components/cards/news.html"
    lane = "organisation"

    def load(self, user, pks) -> dict[int, NewsPage]:
        return with_cards(NewsPage.objects.visible_to(user)).in_bulk(list(pks))

    def sources(self, thing: NewsPage) -> list:
        parent = thing.get_parent()
        section = parent.specific if parent and parent.specific_class is SectionPage else None
        return [source for source in (thing.author, *thing.topics.all(), section) if source]

    def actor(self, thing: NewsPage):
        return thing.author

    def is_pinned(self, thing: NewsPage) -> bool:
        return thing.is_in_place
