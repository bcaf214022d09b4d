"""Comments follow what they are about: who may read it, and whether it is there."""

from django.apps import apps
from django.db.models import Model

from access.contents import contents_of
from access.kinds import kinds
from comments.models import Comment, Discussion
from comments.telling import tell_of_closing, tell_of_marks
from comments.things import is_live
from core.events import AudienceChanged, Changed, Event, Published, Removed, Restored, Withdrawn, on


@on(AudienceChanged, immediately=True)
def copy_audiences(event: AudienceChanged) -> None:
    """The comments under a thing, and under everything that lies in it, are for whom these things are for."""
    for contents in contents_of(event):
        discussions = Discussion.objects.filter(kind=contents.kind, object_id__in=contents.numbers).values("pk")
        comments = Comment.objects.filter(discussion__in=discussions).exclude(audience_id=contents.audience_id)
        comments.update(audience_id=contents.audience_id)
    kind = _kind_name(event)
    thing = event.thing() if kind else None
    if kind and thing is not None and hasattr(thing, "audience_id"):
        _comments_on(kind, event.pk).update(audience_id=thing.audience_id)


@on(Withdrawn, Removed, immediately=True)
def hide(event: Event) -> None:
    """What is said about something goes with it, in the same transaction."""
    kind = _kind_name(event)
    if kind:
        _comments_on(kind, event.pk).update(is_hidden=True)


@on(Published, Changed, Restored, immediately=True)
def show(event: Event) -> None:
    """And comes back with it. Asks the thing itself, because an old event may be delivered again."""
    kind = _kind_name(event)
    if kind:
        _comments_on(kind, event.pk).update(is_hidden=not is_live(event.thing()))


@on(Changed)
def tell_of_change(event: Event) -> None:
    """Official answers, pins and closed discussions are told; other changes are not."""
    thing = event.thing()
    if isinstance(thing, Comment):
        tell_of_marks(thing, event.by)
    elif isinstance(thing, Discussion):
        tell_of_closing(thing, event.by)


def _kind_name(event: Event) -> str | None:
    """The kind of commentable thing an event is about; by its model, because the thing may be gone."""
    model: type[Model] = apps.get_model(event.model)
    return next((kind.name for kind in kinds() if kind.commentable and issubclass(model, kind.model)), None)


def _comments_on(kind: str, pk: int):
    return Comment.objects.filter(discussion__in=Discussion.objects.filter(kind=kind, object_id=pk).values("pk"))
