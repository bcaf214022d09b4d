"""What the apps above say about notifications; this app knows no kind of content by name.

`register(Kind(...))` makes a kind of notification known, `register_label(...)` says how a kind of thing is named in the
list, and `register_answer(...)` how a model of comments is asked who is in the conversation. All are called from
`AppConfig.ready()` of the app that owns them, and so is `register_replies(...)`, with which an app takes answers that
come by mail. What is published may say with an attribute `notifies` who hears of it:
0 nobody, 1 followers (also without the attribute), 2 everyone who may read it; and with `told_in` the languages of the
followers it is meant for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activity.levels import Level


class Lane(models.IntegerChoices):
    """Under which filter chip a notification stands."""

    YOU = 1, _("For you")
    FOLLOWED = 2, _("What you follow")
    ORGANISATION = 3, _("The organisation")
    WORK = 4, _("Editing")


class ByMail(models.IntegerChoices):
    """What the normal preset does with a kind."""

    NEVER = 0
    DIGEST = 1
    AT_ONCE = 2


@dataclass(frozen=True)
class Kind:
    """A kind of notification. Kinds of one `family` about one thing share a row: "Anna and 3 others"."""

    code: str
    """Stored, so never changed."""
    label: str | Promise
    """In the settings: "Comments on what I wrote"."""
    words: Callable[[int], str]
    """The sentence for so many people, translated when called, with %(who)s, %(thing)s and if need be %(total)s: use
    ngettext. Both are put in as links or bold."""
    icon: str
    """Name of the icon on the face or mark; one of templates/icons."""
    lane: Lane = Lane.YOU
    family: str = ""
    """What it groups with; its own code when empty."""
    reason: str | Promise = ""
    """Why one gets it: a sentence, with %(name)s for the thing behind the reason."""
    level: Level = Level.NORMAL
    """Who holds the thing at a lower level does not hear of it. MUTED: also who muted it (reminders, work)."""
    can_switch_off: bool = True
    """Whether a person may do without it on the intranet. By mail everything can be switched off."""
    by_mail: ByMail = ByMail.DIGEST
    """Who never chose gets it so."""
    can_wait: bool = True
    """False: its mail comes in quiet hours and on days off too, and says so."""
    action: str | Promise = ""
    """The words on a button that leads to it, for what asks something of the reader."""
    mark: str = ""
    """"managed" or "auto": a mark of that shape instead of the face of who did it."""

    @property
    def group(self) -> str:
        return self.family or self.code


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind of notification known."""
    _kinds[kind.code] = kind
    return kind


def get(code: str) -> Kind:
    """The kind with this code. LookupError for another word."""
    return _kinds[code]


def find(code: str) -> Kind | None:
    """The same, or None for a kind whose app is gone."""
    return _kinds.get(code)


def kinds() -> list[Kind]:
    """All kinds, in the order of the settings page: by lane, then as they were registered."""
    return sorted(_kinds.values(), key=lambda kind: kind.lane)


@dataclass(frozen=True)
class Named:
    """A thing or a person as a line of the list shows it."""

    name: str
    url: str = ""
    text: str = ""
    """What was said, for a comment."""
    face: Any = None
    """For a person: what templates/components/people.html takes."""


@dataclass(frozen=True)
class Label:
    """How things of one kind (of `access.kinds`) are named: columns of their table, and what these become. All kinds
    of a page of the list are asked in one statement, so the columns are at most five, and arrive as text."""

    kind: str
    columns: tuple[str, ...]
    build: Callable[..., Named]
    """Gets the primary key and a text (or None) per column."""


_labels: dict[str, Label] = {}


def register_label(label: Label) -> None:
    """Let things of this kind be named in the list. A thing whose kind has no label shows in none."""
    _labels[label.kind] = label


def labels() -> dict[str, Label]:
    """All labels by the name of their kind."""
    return dict(_labels)


class Answer(Protocol):
    """What the owner of a model of comments says about one of them."""

    def answered(self, thing: Model) -> Model | None:
        """The comment that this one answers, or None for one that opens a conversation."""

    def opening(self, thing: Model) -> Model:
        """The comment that opened the conversation; it may be this one."""

    def partners(self, thing: Model) -> Iterable[int]:
        """The ids of the people who said something in the conversation."""


_answers: dict[type[Model], Answer] = {}


def register_answer(model: type[Model], answer: Answer) -> None:
    """Let `Commented` about this model reach the people in its conversation."""
    _answers[model] = answer


def answer_of(model: type[Model]) -> Answer | None:
    """What was registered for exactly this model."""
    return _answers.get(model)


class Replies(Protocol):
    """How an answer that came by mail is placed. Registered by the app in which people answer."""

    def takes(self, user, thing: Model) -> bool:
        """Whether this person may answer this thing now. Asked for the address in a mail, and again when it comes."""

    def place(self, user, thing: Model, text: str, *, token: str) -> Model:
        """Place the answer, in the person's name; the same token twice is one answer. Raises ValidationError with words
        for the sender that do not tell what the thing was, or PermissionDenied."""


_replies: list[Replies] = []


def register_replies(replies: Replies) -> None:
    """Let people answer by mail to what this takes."""
    _replies.append(replies)


def replies_to(user, thing: Model) -> Replies | None:
    """Who takes the answer of this person to this thing; None when nobody does."""
    return next((replies for replies in _replies if replies.takes(user, thing)), None)
