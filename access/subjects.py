"""What a moderator meets of a kind of thing, and how such a thing goes and comes back.

The app that owns a kind (`access.kinds`) says so with a `Subject`, registered under the name of the kind in
`AppConfig.ready()`. What has one can be reported. `moderation` asks here and knows no content by name.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from markupsafe import Markup

from access.kinds import kind_of
from core.events import Removed, Restored, emit
from core.models import Removable


@dataclass(frozen=True)
class Shown:
    """A thing as a moderator reads it who may not see what is around it: its own words and nothing else."""

    html: Markup
    """Safe HTML: `core.text.render_markdown` or `sanitise_html`."""
    title: str = ""
    """Its own title, never that of what it stands on."""


class Subject(ABC):
    """Answers for a model that is `Removable` and names its author; override what differs. Nothing here asks who may:
    `moderation.permissions` did."""

    label: str | Promise = ""
    """What such a thing is called ("profile"), where that is not the word of its kind ("person")."""
    may_go: bool = True
    """Whether a moderator may hide and remove it. Otherwise it can only be let be, or an edit asked for."""

    @abstractmethod
    def shown(self, thing: Model) -> Shown:
        """The thing itself, also when it was removed."""

    @abstractmethod
    def words(self, thing: Model) -> str:
        """All its text, plain or Markdown: kept with a report, and searched for the words that moderators watch."""

    def author_id(self, thing: Model) -> int | None:
        """Who answers for it and hears of decisions."""
        named = (getattr(thing, name, None) for name in ("author_id", "owner_id", "user_id"))
        return next((pk for pk in named if pk is not None), None)

    def place(self, thing: Model) -> Model | None:
        """What it was put into and which has moderators of its own (`moderation.registry`): a community."""
        return None

    def address(self, thing: Model) -> str:
        """Where its readers find it."""
        found = getattr(thing, "get_absolute_url", None)
        return (found() or "") if found else ""

    def edit_address(self, thing: Model) -> str:
        """Where its author changes it; empty when the author cannot."""
        return ""

    def is_gone(self, thing: Model) -> bool:
        """Whether it was taken away, by whomever."""
        return getattr(thing, "removed_at", None) is not None

    def remove(self, thing: Model, *, by, reason: str) -> None:
        """Take it away, for now (hide) or for good (remove), and emit `Removed`. Its author may no longer undo that."""
        with transaction.atomic():
            held = _held(thing)
            if held is not None and held.removed_at is None:
                held.removed_at, held.removed_by, held.removal_reason = timezone.now(), by, reason[:255]
                held.save(update_fields=["removed_at", "removed_by", "removal_reason"])
                emit(Removed(model=held._meta.label_lower, pk=held.pk, by=by.pk))

    def restore(self, thing: Model, *, by) -> None:
        """Bring it back, and emit `Restored`."""
        with transaction.atomic():
            held = _held(thing)
            if held is not None and held.removed_at is not None:
                held.removed_at, held.removed_by, held.removal_reason = None, None, ""
                held.save(update_fields=["removed_at", "removed_by", "removal_reason"])
                emit(Restored(model=held._meta.label_lower, pk=held.pk, by=by.pk))

    def release(self, thing: Model, *, by) -> None:
        """A moderator approved what was held back: publish it now, and emit `Published` with its author."""
        raise NotImplementedError(f"{type(self).__name__} has nothing that is held back.")


_subjects: dict[str, Subject] = {}


def register_subject(kind: str, subject: Subject) -> None:
    """Let things of this kind be reported and moderated."""
    _subjects[kind] = subject


def find_subject(kind: str) -> Subject | None:
    """What answers for this kind, or None when it cannot be reported."""
    return _subjects.get(kind)


def subject_of(thing: Model) -> Subject:
    """The same for a thing. PermissionDenied when it cannot be reported."""
    found = _subjects.get(kind_of(thing).name)
    if found is None:
        raise PermissionDenied("This kind of thing cannot be reported.")
    return found


def _held(thing: Model) -> Removable | None:
    """The row as it is now, kept from changing."""
    rows = cast("type[Removable]", type(thing))._base_manager
    return rows.select_for_update(no_key=True, of=("self",)).filter(pk=thing.pk).first()
