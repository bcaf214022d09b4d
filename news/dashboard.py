"""What editors see first in the CMS. Each panel is hidden when it has nothing to say, and costs one query."""

from datetime import timedelta

from django.core.cache import cache
from django.db.models import CharField, Exists, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, TaskState, WorkflowState

from core.clock import last_run
from news.models import CommunicationApproval, CommunicationApprovalState
from news.planning import expiring, planned
from news.tasks import publish_due

WEEK = timedelta(days=7)
SOON = timedelta(days=14)
GRACE = timedelta(minutes=2)
STALE = timedelta(minutes=15)
AT_MOST = 10
CLOCK_KEY = "news:clock_ran"


class NewsPanel(Component):
    """A table of a few rows under a heading."""

    template_name = "news/admin/dashboard_panel.html"
    name = ""
    heading = ""
    order = 100

    def __init__(self, request) -> None:
        self.request = request

    def rows(self) -> list[dict]:
        """What to show: dicts with `title`, `pk`, `at` and optionally `note`."""
        return []

    @cached_property
    def found(self) -> list[dict]:
        return self.rows()

    def get_context_data(self, parent_context) -> dict:
        return {"panel": self, "rows": self.found, "heading": self.heading, "name": self.name}

    def render_html(self, parent_context=None) -> str:
        return super().render_html(parent_context) if self.found else ""


def row(page: Page, at, note: str = "") -> dict:
    return {"title": page.get_admin_display_title(), "pk": page.pk, "at": at, "note": note}


class LatePanel(NewsPanel):
    """What should have happened already, and whether the clock runs at all."""

    name = "late"
    heading = _("Late")
    order = 50
    template_name = "news/admin/late_panel.html"

    @cached_property
    def clock_stopped(self) -> bool:
        """Asked of the database once a minute, and each time when it may have stopped."""
        long_ago, ran = timezone.now() - STALE, cache.get(CLOCK_KEY)
        if ran is None or ran < long_ago:
            ran = last_run(publish_due)
            cache.set(CLOCK_KEY, ran, 60)
        return ran is None or ran < long_ago

    def rows(self) -> list[dict]:
        moment = timezone.now() - GRACE
        late = [row(page, page.at, _("goes live")) for page in planned(self.request.user, end=moment)[:AT_MOST]]
        late += [row(page, page.expire_at, _("ends")) for page in expiring(self.request.user, end=moment)[:AT_MOST]]
        return sorted(late, key=lambda item: item["at"])

    def get_context_data(self, parent_context) -> dict:
        return super().get_context_data(parent_context) | {"clock_stopped": self.clock_stopped}

    def render_html(self, parent_context=None) -> str:
        if self.found or self.clock_stopped:
            return Component.render_html(self, parent_context)
        return ""


class PlannedPanel(NewsPanel):
    """What goes live in the coming seven days."""

    name = "planned"
    heading = _("Planned this week")
    order = 60

    def rows(self) -> list[dict]:
        now = timezone.now()
        return [row(page, page.at) for page in planned(self.request.user, start=now, end=now + WEEK)[:AT_MOST]]


class ReviewPanel(NewsPanel):
    """What waits for my judgement, the most urgent first."""

    name = "reviews"
    heading = _("Waiting for my review")
    order = 70
    template_name = "news/admin/review_panel.html"

    def rows(self) -> list[dict]:
        states = CommunicationApprovalState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        if not self.request.user.is_superuser:
            mine = CommunicationApproval.objects.filter(groups__user=self.request.user)
            states = states.filter(task_id__in=mine.values("pk"))
        states = states.select_related("revision", "revision__user", "looked_at_by").defer("revision__content")
        return [
            {
                "title": state.revision.object_str,
                "pk": state.revision.object_id,
                "at": state.due_at,
                "state": state,
                "by": state.revision.user,
            }
            for state in states.order_by("due_at", "pk")[:AT_MOST]
        ]


class UnscheduledPanel(NewsPanel):
    """My drafts with a date that nobody scheduled or submitted: they will not go live."""

    name = "unscheduled"
    heading = _("Drafts with a date that are not scheduled")
    order = 80

    def rows(self) -> list[dict]:
        in_workflow = WorkflowState.objects.active().filter(
            base_content_type__app_label="wagtailcore", base_content_type__model="page", object_id=OuterRef("text_pk")
        )
        date_of_draft = (
            Revision.objects.filter(pk=OuterRef("latest_revision_id"))
            .annotate(wanted=KT("content__go_live_at"))
            .values("wanted")
        )
        drafts = (
            Page.objects.filter(
                has_unpublished_changes=True,
                latest_revision__user=self.request.user,
                latest_revision__approved_go_live_at=None,
            )
            .annotate(wanted=Subquery(date_of_draft), text_pk=Cast("pk", CharField()))
            .filter(~Exists(in_workflow))
            .exclude(wanted=None)
            .order_by("-latest_revision_created_at")
            .only("title", "draft_title", "content_type")
        )
        found = [row(page, parse_datetime(page.wanted)) for page in drafts[:AT_MOST] if page.wanted]
        return [item for item in found if item["at"]]


class ExpiringPanel(NewsPanel):
    """What ends in the coming fourteen days."""

    name = "expiring"
    heading = _("Expiring soon")
    order = 90

    def rows(self) -> list[dict]:
        now = timezone.now()
        ending = expiring(self.request.user, start=now, end=now + SOON)[:AT_MOST]
        return [row(page, page.expire_at) for page in ending]


PANELS = [LatePanel, PlannedPanel, ReviewPanel, UnscheduledPanel, ExpiringPanel]
