"""Sending at this very moment: the things are held and looked at again before anybody is told."""

from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from access.kinds import kinds
from activity.keys import split
from activity.records import audience_for
from notifications.registry import get
from notifications.telling import Telling, tell


@transaction.atomic
def tell_now(event: dict, people: list[int]) -> int:
    """One batch of `notifications.actions.notify`. What is withdrawn or removed at this moment is either told to nobody
    or hidden from everybody: its row is held until this transaction ends."""
    held = {number: hold(number) for number in dict.fromkeys([event["place"], event["thing"], event["newest"]])}
    if not all(held.values()):
        return 0
    audience_id = audience_for(held[event["place"]])
    again = {"kind": get(event["kind"]), "event_id": UUID(event["event_id"]), "audience_id": audience_id}
    return tell(Telling(**event | again), people)


def hold(number: int) -> Model | None:
    """The thing with this number as it is now, locked; None when its readers do not find it."""
    content_type_id, pk = split(number)
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None:
        return None
    # A page is one row of its base table, whatever its class: that row says whether it is live.
    model = next((kind.model for kind in kinds() if issubclass(model, kind.model)), model)
    row = model._base_manager.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    return row if row is not None and is_there(row) else None


def is_there(thing: Model) -> bool:
    """Whether its readers find it: published, not removed, not hidden with its place; of a person, the account open."""
    if getattr(thing, "removed_at", None) is not None or getattr(thing, "is_hidden", False):
        return False
    return getattr(thing, "live", True) and getattr(thing, "is_active", True)
