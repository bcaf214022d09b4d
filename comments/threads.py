"""A discussion as it is read: twenty threads at a time, each with its first answers, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
    Window,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from access.kinds import allows, kind_of
from access.reach import ANY_READER
from activity.keys import join
from activity.models import Reaction
from activity.reactions import KINDS
from comments.models import Comment, Discussion
from comments.permissions import (
    Standing,
    columns_for,
    is_by,
    paths_above,
    standing_columns,
    standing_with,
)
from comments.things import name_of
from core.among import late
from core.prepared import Late, Prepared

PAGE = 20
FIRST_REPLIES = 3
MORE_REPLIES = 100


class Sort(TextChoices):
    """The orders of threads; within a thread the answers are always oldest first."""

    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")
    HELPFUL = "helpful", _("Most helpful first")


@dataclass
class Entry:
    """One comment in its place. `answered` is the name of whom it answers, when that is not who opened the thread;
    `more` is how many answers are not shown yet."""

    comment: Comment
    replies: list["Entry"] = field(default_factory=list)
    more: int = 0
    answered: str = ""

    @property
    def last_reply(self) -> int | None:
        return self.replies[-1].comment.pk if self.replies else None


@dataclass
class Thread:
    """The comments on a thing for one reader, from `after` on."""

    thing: Model
    user: object
    discussion: Discussion
    standing: Standing
    sort: Sort
    entries: list[Entry]
    pinned: Entry | None = None
    after: int | None = None
    next_after: int | None = None

    @cached_property
    def kind(self) -> str:
        return kind_of(self.thing).name

    @cached_property
    def is_on(self) -> bool:
        """Whether the thing takes comments at all; what was said before stays to be read."""
        return allows(self.thing, "comments")

    @property
    def comments(self) -> list[Comment]:
        """Every comment that is shown, each once: what reactions are loaded for."""
        shown = [self.pinned] if self.pinned else []
        for entry in self.entries:
            shown += [entry, *entry.replies]
        return list({entry.comment.pk: entry.comment for entry in shown}.values())


def thread_of(
    thing: Model, user, *, sort: Sort = Sort.OLDEST, after: int | None = None, opened: int | None = None
) -> Thread:
    """The threads after the one with id `after`, and all answers in the thread of the comment `opened`.

    One query when there are comments, however many; two when there are none; one more for a later page. The caller
    has looked the thing up as something this person may see.
    """
    if after is None and opened is None and user.is_active:
        above = paths_above(thing)
        shape = (sort, user.is_superuser, is_by(user, thing), above is not None)
        rows = _first_page.rows(*shape, reader=user.pk, above=above or [], **name_of(thing))
    else:
        columns = standing_columns(user, thing)
        shown = Comment.objects.about(*name_of(thing).values()).shown_to(user, columns["reader_moderates"])
        rows = list(_rows(shown, columns, sort, after, opened))
    if not rows:
        return head_of(thing, user, sort, after=after)
    found = Standing(bool(rows[0].reader_moderates), bool(rows[0].reader_answers))
    pinned = next((Entry(row) for row in rows if row.pinned_at is not None), None)
    entries = _in_threads(rows, sort)
    more = len(entries) > PAGE
    entries = entries[:PAGE]
    _name_answered([*entries, *([pinned] if pinned else [])])
    return Thread(
        thing, user, rows[0].discussion, found, sort, entries, pinned, after, entries[-1].comment.pk if more else None
    )


def _rows(shown: QuerySet, columns: dict, sort: Sort, after: int | None, opened: int | None) -> QuerySet:
    openings = _after(_openings(shown, sort), sort, after)
    wanted = Q(thread_id__in=openings.values("thread_id")[: PAGE + 1])
    if after is None:
        wanted |= Q(pinned_at__isnull=False)
    return _with_first_replies(shown.filter(wanted), opened).annotate(**columns, **_score(sort)).with_faces()


def _first_page_of(sort: Sort, is_superuser: bool, is_theirs: bool, is_page: bool) -> QuerySet:
    """The query that most visits ask, for `core.prepared`."""
    columns = columns_for(ANY_READER, is_superuser, is_theirs, late("above") if is_page else None)
    about = Comment.objects.about(Late("kind", CharField()), Late("object_id", BigIntegerField()))
    return _rows(about.shown_to(ANY_READER, columns["reader_moderates"]), columns, sort, None, None)


_first_page = Prepared(_first_page_of)


def head_of(thing: Model, user, sort: Sort, *, after: int | None = None) -> Thread:
    """The discussion without its comments: the reader's standing and the setting of the discussion, in one query."""
    rows = Discussion.objects.filter(**name_of(thing))
    names = ("pk", "comment_count", "closed_at", "closes_at", "reason")
    found, values = standing_with(
        user, thing, **{f"discussion_{name}": Subquery(rows.values(name)[:1]) for name in names}
    )
    kept = {name: values[f"discussion_{name}"] for name in names if values[f"discussion_{name}"] is not None}
    return Thread(thing, user, Discussion(**name_of(thing) | kept), found, sort, [], after=after)


def replies_of(opening: Comment, user, *, after: int | None = None) -> Entry:
    """The answers in a thread after the answer `after`, a hundred at a time. Two queries."""
    columns = standing_columns(user, opening)
    shown = Comment.objects.filter(thread_id=opening.thread_id, level=1).shown_to(user, columns["reader_moderates"])
    if after is not None:
        last = shown.filter(pk=after).values("submit_date")[:1]
        shown = shown.filter(Q(submit_date__gt=Subquery(last)) | Q(submit_date=Subquery(last), pk__gt=after))
    rows = list(shown.with_faces().order_by("submit_date", "pk")[: MORE_REPLIES + 1])
    more = shown.count() - MORE_REPLIES if len(rows) > MORE_REPLIES else 0
    entry = Entry(opening, [Entry(row) for row in rows[:MORE_REPLIES]], more)
    _name_answered([entry])
    return entry


def page_of(comment: Comment, thing: Model, user, sort: Sort) -> int | None:
    """The `after` of the page on which the thread of this comment stands; None for the first page."""
    columns = standing_columns(user, thing)
    shown = Comment.objects.about(*name_of(thing).values()).shown_to(user, columns["reader_moderates"])
    openings = list(_openings(shown, sort).values_list("pk", flat=True))
    if comment.thread_id not in openings:
        return None
    start = openings.index(comment.thread_id) // PAGE * PAGE
    return openings[start - 1] if start else None


def _openings(shown: QuerySet, sort: Sort) -> QuerySet:
    return shown.filter(level=0).annotate(**_score(sort)).order_by(*_order(sort))


def _order(sort: Sort) -> list[OrderBy]:
    if sort == Sort.NEWEST:
        return [F("submit_date").desc(), F("pk").desc()]
    oldest = [F("submit_date").asc(), F("pk").asc()]
    return [F("score").desc(), *oldest] if sort == Sort.HELPFUL else oldest


def _score(sort: Sort) -> dict:
    """How many people found a comment helpful; asked only when it decides the order."""
    if sort != Sort.HELPFUL:
        return {}
    # A field of its own: as an ordinary integer PostgreSQL would be handed the lower half of the number.
    first = Value(join(ContentType.objects.get_for_model(Comment).pk, 0), BigIntegerField())
    thing = ExpressionWrapper(OuterRef("pk") + first, BigIntegerField())
    helpful = (
        Reaction.objects.filter(thing=thing, code=KINDS["helpful"].code)
        .order_by()
        .values("thing")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return {"score": Coalesce(Subquery(helpful, output_field=IntegerField()), 0)}


def _after(openings: QuerySet, sort: Sort, after: int | None) -> QuerySet:
    """From the thread after this one. A thread that is not there (any more) gives the first page."""
    last = openings.filter(pk=after).first() if after is not None else None
    if last is None:
        return openings
    if sort == Sort.NEWEST:
        return openings.filter(Q(submit_date__lt=last.submit_date) | Q(submit_date=last.submit_date, pk__lt=last.pk))
    later = Q(submit_date__gt=last.submit_date) | Q(submit_date=last.submit_date, pk__gt=last.pk)
    if sort == Sort.HELPFUL:
        later = Q(score__lt=last.score) | (Q(score=last.score) & later)
    return openings.filter(later)


def _with_first_replies(rows: QuerySet, opened: int | None) -> QuerySet:
    """Of each thread the opening and its first answers; more of the thread that was asked for; the pinned one always.

    `place` is the place in the thread and `total` its size, whether shown or not.
    """
    place = Window(RowNumber(), partition_by=F("thread_id"), order_by=[F("level"), F("submit_date"), F("pk")])
    whens = [When(pinned_at__isnull=False, then=Value(0))]
    if opened is not None:
        thread = Comment.objects.filter(pk=opened).values("thread_id")[:1]
        whens.append(When(thread_id=Subquery(thread), then=F("place") - Value(MORE_REPLIES)))
    return rows.annotate(
        place=place,
        total=Window(Count("pk"), partition_by=F("thread_id")),
        kept=Case(*whens, default=F("place"), output_field=IntegerField()),
    ).filter(kept__lte=1 + FIRST_REPLIES)


def _in_threads(rows: Iterable[Comment], sort: Sort) -> list[Entry]:
    """Entries in reading order. A pinned answer whose thread is on another page has no place here."""
    entries: dict[int, Entry] = {}
    for row in sorted(rows, key=lambda row: (row.level, row.submit_date, row.pk)):
        if row.level == 0:
            entries[row.pk] = Entry(row, more=row.total - 1)
        elif row.thread_id in entries and _has_place(row, entries[row.thread_id]):
            entries[row.thread_id].replies.append(Entry(row))
            entries[row.thread_id].more -= 1
    found = list(entries.values())
    if sort == Sort.NEWEST:
        found.reverse()
    elif sort == Sort.HELPFUL:
        found.sort(key=lambda entry: -entry.comment.score)
    return found


def _has_place(row: Comment, opening: Entry) -> bool:
    """A pinned answer far down its thread is fetched for the top of the page only: nothing before it is shown."""
    return row.pinned_at is None or row.place == len(opening.replies) + 2


def _name_answered(entries: list[Entry]) -> None:
    """Say whom an answer to an answer answers. One more query only when that one is not shown."""
    nested = [reply for entry in entries for reply in (*entry.replies, entry)]
    nested = [reply for reply in nested if reply.comment.parent_id not in (reply.comment.thread_id, reply.comment.pk)]
    if not nested:
        return
    known = {reply.comment.pk: reply.comment.user for entry in entries for reply in (*entry.replies, entry)}
    missing = {reply.comment.parent_id for reply in nested} - known.keys()
    if missing:
        known |= {row.pk: row.user for row in Comment.objects.filter(pk__in=missing).select_related("user")}
    for reply in nested:
        reply.answered = str(known.get(reply.comment.parent_id) or _("a former colleague"))
