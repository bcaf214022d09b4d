"""One number for any thing: what sources, reactions, mutes and counters are stored and indexed by.

The upper bits are the content type (a page: of its own class), the lower forty the primary key. Numbers below 2**40
are no things but the lanes of the home page, which everybody follows, and mentions of a person, which only that person
follows. A number whose lower bits are zero is a whole type of things.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, F, Model, QuerySet, Value
from django.db.models.functions import Cast

from access.contents import Contents

SHIFT = 40
MASK = (1 << SHIFT) - 1

LANES = {"organisation": 1, "colleagues": 2, "systems": 3}
LANE_NAMES = {number: name for name, number in LANES.items()}
MENTIONS = 1 << 36


def key_of(thing: Model) -> int:
    """The number of this thing; the same for a page fetched as its base class."""
    # A page knows its own class; get_for_model would answer "page" for one that was fetched as a base page.
    own_type = thing.__dict__.get("content_type_id") if hasattr(thing, "specific_class") else None
    return join(own_type or ContentType.objects.get_for_model(thing, for_concrete_model=True).pk, thing.pk)


def join(content_type_id: int, pk: int) -> int:
    """The number of the thing with this content type and primary key."""
    return (content_type_id << SHIFT) | int(pk)


def keys_in(contents: Contents) -> QuerySet:
    """The numbers of these things, for a subquery."""
    of_type = contents.of_type
    content_type = F(of_type) if isinstance(of_type, str) else Value(of_type)
    key = Cast(content_type, BigIntegerField()) * Value(1 << SHIFT) + F(contents.number)
    return contents.things.order_by().annotate(key=key).values("key")


def split(key: int) -> tuple[int, int]:
    """The content type id and the primary key in a number."""
    return key >> SHIFT, key & MASK


def key_for(model: type[Model], pk: int) -> int:
    """The number of a thing of exactly this model (for pages: its own class)."""
    return join(ContentType.objects.get_for_model(model).pk, pk)


def model_of(key: int) -> type[Model] | None:
    """The model behind a number, or None when it is a lane or no longer exists."""
    if key <= MASK:
        return None
    return ContentType.objects.get_for_id(key >> SHIFT).model_class()


def by_model(keys: Iterable[int]) -> dict[type[Model], list[int]]:
    """Primary keys grouped by model, lanes and unknown models left out."""
    groups: dict[type[Model], list[int]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        model = model_of(key)
        if model is not None:
            groups[model].append(key & MASK)
    return groups


def mention_key(user_id: int) -> int:
    """The source of every activity in which this person is mentioned."""
    return MENTIONS | user_id


def type_key(model: type[Model]) -> int:
    """The number of everything of this model: what is muted with it is the type."""
    return key_for(model, 0)


def is_type(key: int) -> bool:
    """Whether a number stands for a whole type."""
    return key > MASK and not key & MASK
