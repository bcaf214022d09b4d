"""Who may do what with comments. Every answer starts from being able to see the thing."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import BooleanField, Exists, Model, Q, Value
from wagtail.models import GroupPagePermission, Page

from access.kinds import allows, kind_of
from access.rule import can_see
from comments.models import Comment, Discussion

MODERATE = "comments.moderate_comment"
EDITING = ("change_page", "publish_page")


@dataclass(frozen=True)
class Standing:
    """What a person is to one thing: a moderator, and somebody who answers for it (author, owner or editor)."""

    moderates: bool = False
    answers: bool = False


def standing_columns(user, thing: Model) -> dict:
    """`Standing` as two columns that any query about the thing can carry, so that knowing it costs no query of its
    own. Each is a question about the reader and not about the row: the database answers it once."""
    if not user.is_active:
        return {"reader_moderates": _constant(False), "reader_answers": _constant(False)}
    return columns_for(user, user.is_superuser, is_by(user, thing), paths_above(thing))


def columns_for(reader, is_superuser: bool, is_theirs: bool, above) -> dict:
    """The same, for an active reader, from what is known of them: only `pk` is asked of the reader, and `above` holds
    the paths of the page and of what it stands under (None for what is no page)."""
    if is_superuser:
        return {"reader_moderates": _constant(True), "reader_answers": _constant(True)}
    held = Permission.objects.filter(content_type__app_label="comments", codename="moderate_comment").filter(
        Q(user=reader.pk) | Q(group__user=reader.pk)
    )
    if is_theirs or above is None:
        return {"reader_moderates": Exists(held), "reader_answers": _constant(is_theirs)}
    editing = GroupPagePermission.objects.filter(
        group__user=reader.pk, page__path__among=above, permission__codename__in=EDITING
    )
    return {"reader_moderates": Exists(held), "reader_answers": Exists(editing)}


def paths_above(thing: Model) -> list[str] | None:
    """The tree paths of a page and of all above it; None for what is no page."""
    if not isinstance(thing, Page):
        return None
    return [thing.path[: thing.steplen * depth] for depth in range(1, thing.depth + 1)]


def standing(user, thing: Model) -> Standing:
    """What this person is to this thing, in one query."""
    return standing_with(user, thing)[0]


def standing_with(user, thing: Model, **more) -> tuple[Standing, dict]:
    """The same, and in the same query the values of other expressions."""
    columns = standing_columns(user, thing)
    row = get_user_model()._base_manager.filter(pk=user.pk).annotate(**columns, **more).values(*columns, *more).get()
    return Standing(bool(row.pop("reader_moderates")), bool(row.pop("reader_answers"))), row


def is_by(user, thing: Model) -> bool:
    """Whether this person wrote or owns the thing, or is it."""
    owners = {getattr(thing, name, None) for name in ("author_id", "owner_id")}
    return user.pk is not None and (user.pk in owners or thing == user)


def can_comment(user, thing: Model, discussion: Discussion | None = None) -> bool:
    """Readers of a thing may comment on it while it takes comments and its discussion is open."""
    if not kind_of(thing).commentable or not allows(thing, "comments") or not can_see(user, thing):
        return False
    return discussion is None or not discussion.is_closed


def can_see_comment(user, comment: Comment, thing: Model | None) -> bool:
    """Whether this person may meet the comment at all, be it as a placeholder."""
    return thing is not None and not comment.is_hidden and can_see(user, thing)


def can_edit(user, comment: Comment, thing: Model) -> bool:
    """Authors may change their own words while the discussion is open and on; nobody changes another's. What a
    moderator took away can be changed too: that is what the moderator waits for."""
    own = user.is_active and comment.user_id == user.pk and not comment.is_removed_by_author
    return own and not comment.discussion.is_closed and allows(thing, "comments") and can_see(user, thing)


def can_delete(user, comment: Comment, thing: Model) -> bool:
    """Authors and moderators."""
    if comment.removed_at is not None or not can_see(user, thing):
        return False
    return comment.user_id == user.pk or can_moderate(user)


def can_restore(user, comment: Comment, thing: Model) -> bool:
    """Authors for a while, what they removed themselves; moderators always."""
    if comment.removed_at is None or not can_see(user, thing):
        return False
    own = comment.user_id == user.pk and comment.is_removed_by_author
    return (own and comment.removed_at > Comment.undo_since()) or can_moderate(user)


def can_read_history(user, comment: Comment, thing: Model) -> bool:
    """Its author and moderators."""
    return can_see(user, thing) and ((comment.user_id == user.pk and comment.removed_at is None) or can_moderate(user))


def can_close(user, thing: Model) -> bool:
    """Who answers for the thing, and moderators."""
    if not can_see(user, thing):
        return False
    found = standing(user, thing)
    return found.moderates or found.answers


def can_label(user, thing: Model) -> bool:
    """Who answers for the thing: they know what the official answer is."""
    return can_see(user, thing) and standing(user, thing).answers


def can_moderate(user) -> bool:
    """People with the permission to moderate comments."""
    return user.is_active and user.has_perm(MODERATE)


def _constant(value: bool) -> Value:
    return Value(value, output_field=BooleanField())
