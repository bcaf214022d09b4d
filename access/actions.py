"""What changes who may read: audiences after a change of privacy or membership, and breaking the glass."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from access.clauses import key_of
from access.derive import TREES, Tree, audiences_for, inherit, lock, refresh, refresh_readers
from access.models import Audience, BreakGlass, Reader
from access.own import owners
from access.permissions import can_break_glass, can_end_break_glass
from access.reach import forget_reach, reach
from access.rule import audience_id_of
from access.tasks import tell_editors
from core.events import AudienceChanged, emit

__all__ = [
    "audience_of_groups",
    "break_glass",
    "end_break_glass",
    "follow_memberships",
    "follow_privacy",
    "let_in",
    "own_audience",
    "place",
    "put_out",
    "repair",
]


@transaction.atomic
def follow_privacy(tree: Tree, node_ids: Iterable[int]) -> None:
    """Make the audiences of these nodes, and of all below them, what the privacy dialogs now say."""
    for root in refresh(tree, node_ids):
        emit(AudienceChanged(model=tree.label, pk=root))


@transaction.atomic
def place(tree: Tree, node) -> None:
    """Give a node that was just added its audience."""
    inherit(tree, node)


@transaction.atomic
def follow_memberships(*, users: set[int] | None = None, groups: set[int] | None = None) -> None:
    """Make the readers of the audiences that name these groups, as far as these people go, what they are now."""
    for audience in refresh_readers(users=users, groups=groups):
        emit(AudienceChanged(model="access.audience", pk=audience))


@transaction.atomic
def audience_of_groups(group_ids: Iterable[int]) -> int:
    """The id of the audience of everybody in any of these groups; of nobody when there are none. For things outside
    the trees of pages and files."""
    lock()
    key = key_of(frozenset({frozenset(group_ids)}))
    return audiences_for({key})[key]


@transaction.atomic
def own_audience(key: str) -> Audience:
    """A new audience without readers, for an app that keeps them itself (`access.own`)."""
    return Audience.objects.create(key=key)


@transaction.atomic
def let_in(audience_id: int, users: Iterable[int]) -> None:
    """Make these people readers. In the transaction of the membership that makes them so."""
    rows = [Reader(audience_id=audience_id, user_id=user) for user in sorted(set(users))]
    Reader.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)


@transaction.atomic
def put_out(audience_id: int, users: Iterable[int]) -> None:
    """These people are no longer readers, and what belonged to them as such goes at once."""
    if Reader.objects.filter(audience_id=audience_id, user_id__in=set(users)).delete()[0]:
        emit(AudienceChanged(model="access.audience", pk=audience_id))


@transaction.atomic
def repair() -> None:
    """Derive everything again: the audiences of all pages and collections, and all readers."""
    Audience.objects.get_or_create(pk=Audience.EVERYONE_ID, defaults={"key": Audience.EVERYONE_KEY})
    for tree in TREES:
        follow_privacy(tree, tree.node.objects.filter(depth=1).values_list("pk", flat=True))
    follow_memberships()
    for prefix, readers in owners().items():
        wanted: dict[int, set[int]] = {pk: set() for pk in _keyed(prefix).values_list("pk", flat=True)}
        for audience, user in readers():
            wanted[audience].add(user)
        for audience, users in wanted.items():
            found = set(Reader.objects.filter(audience_id=audience).values_list("user_id", flat=True))
            put_out(audience, found - users)
            let_in(audience, users - found)


def _keyed(prefix: str):
    return Audience.objects.filter(key__startswith=prefix)


@transaction.atomic
def break_glass(page: Page, *, by, reason: str, hours: int = 1) -> BreakGlass:
    """Let an administrator read what has the audience of this page, for at most four hours.

    The use is logged for ever, stands in the page's history, and its editors get a message. Raises ValidationError
    with a message per field.
    """
    if not can_break_glass(by):
        raise PermissionDenied("Only administrators may break the glass.")
    reason = " ".join(reason.split())
    errors = {}
    if len(reason) < 10:
        errors["reason"] = _("Say why in at least 10 characters: the editors of this page will read it.")
    elif len(reason) > 500:
        errors["reason"] = _("Say why in at most 500 characters.")
    if not 1 <= hours <= BreakGlass.MAX_HOURS:
        errors["hours"] = _("Choose 1 to 4 hours.")
    audience_id = audience_id_of(page)
    if audience_id in reach(by):
        errors["page"] = _("You can already read this page.")
    if errors or audience_id is None:
        raise ValidationError(errors or {"page": _("This page has no readers yet.")})
    now = timezone.now()
    use = BreakGlass.objects.create(
        administrator=by,
        administrator_name=str(by)[:301],
        page_id=page.pk,
        page_title=page.title,
        audience_id=audience_id,
        reason=reason,
        starts_at=now,
        ends_at=now + timedelta(hours=hours),
    )
    log(page, "access.break_glass", user=by, data={"reason": reason, "hours": hours})
    tell_editors.enqueue(use.pk)
    forget_reach(by)
    return use


@transaction.atomic
def end_break_glass(use: BreakGlass, *, by) -> BreakGlass:
    """Close what `break_glass` opened, at once. Ending what has ended changes nothing."""
    use = BreakGlass.objects.select_for_update().get(pk=use.pk)
    if not use.is_open:
        return use
    if not can_end_break_glass(by, use):
        raise PermissionDenied("Only administrators may end this.")
    use.ended_at = timezone.now()
    use.save()
    if use.page is not None:
        log(use.page, "access.end_break_glass", user=by)
    forget_reach(by)
    return use
