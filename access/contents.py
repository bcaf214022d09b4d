"""What lies inside what: the things that get another audience because something around them did.

The app that owns a container says what lies in it. Whoever copied the number of an audience (`activity`, `comments`,
`notifications`, `search`) copies it again for these things inside the transaction of `AudienceChanged`, and knows
neither pages nor any other container by name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from access.models import PageAudience
from core.events import Event


@dataclass(frozen=True)
class Contents:
    """Things of one kind with one audience. `content_type` is a column of `things`, for a kind of many models."""

    kind: str
    """The name of the kind in `access.kinds`."""
    audience_id: int
    """What they have from now on, whether their own rows say so already or not."""
    things: QuerySet
    number: str = "pk"
    """The column of `things` with the primary key of the thing."""
    content_type: str | int = ""
    """The column with its content type, or the id of the one that all have; that of `things` when it is left out."""

    @property
    def numbers(self) -> QuerySet:
        """The primary keys, for a subquery."""
        return self.things.order_by().values_list(self.number, flat=True)

    @property
    def of_type(self) -> str | int:
        """The column or the id of the content type."""
        return self.content_type or ContentType.objects.get_for_model(self.things.model).pk


_containers: dict[str, list[Callable[[int], Iterable[Contents]]]] = {}


def register_contents(model: str, contents: Callable[[int], Iterable[Contents]]) -> None:
    """Say what lies inside a thing of this model ("communities.community"), from its primary key. Called from
    `AppConfig.ready()`; several apps may put things into one container."""
    _containers.setdefault(model, []).append(contents)


def contents_of(event: Event) -> list[Contents]:
    """All that lies inside the thing of this event, by kind and audience."""
    return [found for contents in _containers.get(event.model, ()) for found in contents(event.pk)]


def pages_under(page_id: int) -> Iterable[Contents]:
    """A page and everything below it, by audience."""
    rows = PageAudience.objects.under(page_id)
    for audience_id in rows.order_by().values_list("audience_id", flat=True).distinct():
        of_audience = rows.filter(audience_id=audience_id)
        yield Contents("page", audience_id, of_audience, "page_id", "page__content_type_id")
