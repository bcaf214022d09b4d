"""What the home page's template uses."""

from django.utils.text import capfirst

from home.shared import topics

POPULAR = 8


def popular_topics() -> list:
    """The topics with the most news for everyone in the last month."""
    return [topic for topic in topics().values() if topic.recent][:POPULAR]


GLOBALS = {"popular_topics": popular_topics}
FILTERS = {"capfirst": capfirst}
