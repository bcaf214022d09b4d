"""Who is told of an event, and as what. Called by the listeners, and by the demo for what happened lately."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model

from activity.keys import key_of
from activity.levels import Level
from activity.registry import card_for
from core.events import Commented, Followed, Published, Reacted
from notifications.actions import announce, notify
from notifications.hiding import show
from notifications.recipients import by_reason, owners_of, who_speak
from notifications.registry import answer_of

NOT_A_RESPONSE = {"seen"}
NOBODY, FOLLOWERS, EVERYONE = range(3)


def tell_of_comment(event: Commented) -> None:
    """Each person hears of it once, for the reason that concerns them most: it answers them, it is on what is theirs,
    they take part in the conversation, they watch, or they follow (then only of what opens a conversation)."""
    comment = event.thing()
    place = apps.get_model(event.on_model)._base_manager.filter(pk=event.on_pk).first()
    answer = comment and answer_of(type(comment))
    if comment is None or place is None or answer is None:
        return
    told = {event.by}

    def tell(kind: str, thing: Model, people: Iterable[int], reason: Model | None = None) -> None:
        fresh = set(people) - told
        told.update(fresh)
        notify(
            kind, thing, to=fresh, event_id=event.id, by=event.by, place=place, newest=comment, reason=reason
        )  # fmt: skip

    answered, opening = answer.answered(comment), answer.opening(comment)
    if answered is not None:
        tell("reply", answered, owners_of(answered))
    tell("comment_own", place, owners_of(place))
    if opening.pk != comment.pk:
        tell("comment_thread", opening, answer.partners(comment))
    speaker = get_user_model().objects.filter(pk=event.by).first()
    around = [place, *_sources_of(place), *([speaker] if speaker else [])]
    for thing, people in by_reason(around, at_least=Level.WATCHING):
        tell("comment_watched", place, people, reason=thing)
    if opening.pk == comment.pk:
        for thing, people in by_reason([place]):
            tell("comment_followed", place, people, reason=thing)


def tell_of_reaction(event: Reacted) -> None:
    """Whoever wrote it. Taking a reaction back and giving it again, or several kinds of it, is told once."""
    thing = event.thing()
    if thing is None or event.key in NOT_A_RESPONSE:
        return
    card = card_for(type(thing))
    place = card.place(thing) if card else thing
    notify(
        "reaction" if place == thing else "reaction_words",
        thing,
        to=owners_of(thing),
        event_id=f"reacted {event.by} {key_of(thing)}",
        by=event.by,
        place=place,
    )


def tell_of_follower(event: Followed) -> None:
    """A colleague who is followed from now on; once, however often that changes."""
    followed, follower = event.thing(), get_user_model().objects.filter(pk=event.by).first()
    if follower is not None and isinstance(followed, get_user_model()):
        told_once = f"followed {event.by} {key_of(followed)}"
        notify("follower", followed, to=[followed.pk], event_id=told_once, by=event.by, newest=follower)


def tell_of_news(event: Published) -> None:
    """Followers of its author, topics and section; or one announcement to everybody who may read it."""
    thing = event.thing()
    card = thing and card_for(type(thing))
    if thing is None or card is None:
        return
    show(key_of(thing))
    author = card.actor(thing)
    by = author.pk if author else event.by
    wanted = getattr(thing, "notifies", FOLLOWERS)
    if wanted == EVERYONE:
        announce("announcement", thing, event_id=event.id, by=by)
    elif wanted == FOLLOWERS:
        for followed, people in by_reason([*_sources_of(thing), thing]):
            readers = who_speak(people, getattr(thing, "told_in", None))
            notify("published", thing, to=readers - {event.by}, event_id=event.id, by=by, reason=followed)


def _sources_of(thing: Model) -> list[Model]:
    card = card_for(type(thing))
    return card.sources(thing) if card else []
