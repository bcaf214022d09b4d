"""What a page says about its own keeping: to its readers, and to those who answer for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from access.rule import visible_pages
from news.models.cared import Cared
from news.models.link_check import LinkCheck, LinkProblem
from news.models.page_care import PageCare
from news.models.useful_answer import UsefulAnswer
from news.permissions import can_edit

SOON = timedelta(days=28)


@dataclass
class Keeping:
    """The care of one page for one reader."""

    care: PageCare
    is_mine: bool
    may_confirm: bool
    today: date

    @property
    def is_stale(self) -> bool:
        """Whether readers must be told that nobody confirmed the page in time."""
        return self.care.is_stale_on(self.today)

    @property
    def is_due_soon(self) -> bool:
        """Whether its day comes within four weeks."""
        return self.care.review_by is not None and self.care.review_by <= self.today + SOON

    @property
    def is_confirmed_today(self) -> bool:
        return self.care.confirmed_on == self.today and self.care.confirmed_by_id is not None


def keeping_of(page: Page, user) -> Keeping | None:
    """What to say about the keeping of this page; None for one that nobody has to confirm. One query, and none for a
    page without a review interval and a team."""
    if not isinstance(page, Cared) or not page.live or not (page.review_every or page.team_id):
        return None
    care = PageCare.objects.filter(page_id=page.pk).annotate(reader_in_team=in_team(user)).first()
    if care is None:
        return None
    mine = bool(user.is_active and (page.owner_id == user.pk or care.reader_in_team))
    return Keeping(care, mine, mine or can_edit(user, page), timezone.localdate())


def in_team(user) -> Exists:
    """Whether this person belongs to the team of a row of `PageCare`."""
    return Exists(user.groups.through.objects.filter(user_id=user.pk, group_id=OuterRef("team_id")))


def kept_by(user) -> QuerySet[PageCare]:
    """The live pages that are this person's to keep right: as owner, or in the team of one whose owner left. The most
    urgent first, with what was found about each."""
    left = Q(page__owner=None) | Q(page__owner__is_active=False)
    run = LinkCheck.objects.latest_finished()
    problems = LinkProblem.objects.filter(page_id=OuterRef("page_id"), check_run=run)
    broken = problems.exclude(kind=LinkProblem.Kind.ORPHAN)
    answers = UsefulAnswer.objects.filter(page_id=OuterRef("page_id"))
    return (
        PageCare.objects.filter(page__in=visible_pages(user))
        .annotate(reader_in_team=in_team(user))
        .filter(Q(page__owner=user) | (Q(reader_in_team=True) & left))
        .annotate(
            broken=count_of(broken),
            is_orphan=Exists(problems.filter(kind=LinkProblem.Kind.ORPHAN)) if run else Value(False, BooleanField()),
            helped=count_of(answers.filter(is_useful=True)),
            failed=count_of(answers.filter(is_useful=False)),
        )
        .select_related("page", "team", "confirmed_by")
        .order_by(F("review_by").asc(nulls_last=True), "page__title", "pk")
    )


def count_of(rows: QuerySet):
    """How many rows, as a column of another query."""
    number = rows.order_by().values("page_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def problems_of(pages: list[int]) -> dict[int, list[LinkProblem]]:
    """What the last finished check found on these pages."""
    found: dict[int, list[LinkProblem]] = {}
    run = LinkCheck.objects.latest_finished()
    if run is not None:
        for problem in LinkProblem.objects.filter(check_run=run, page_id__in=pages).order_by("pk"):
            found.setdefault(problem.page_id, []).append(problem)
    return found
