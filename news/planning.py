"""What will happen to a page, in words, and what is planned altogether."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import BigIntegerField, CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from news.words import moment


@dataclass
class Plan:
    """Sentences for the editor. `needs_action` when a date was set that nothing will act on."""

    sentences: list[str] = field(default_factory=list)
    needs_action: bool = False


def plan_of(page: Page) -> Plan:
    """What will happen to this page by the clock, as its latest version and its approvals say."""
    now = timezone.now()
    plan = Plan()
    scheduled = page.scheduled_revision if page.pk else None
    if scheduled:
        plan.sentences.append(
            _("Scheduled: goes live on %(moment)s.") % {"moment": moment(scheduled.approved_go_live_at)}
        )
    wanted = page.go_live_at
    if wanted and wanted > now and not (scheduled and scheduled.approved_go_live_at == wanted):
        values = {"moment": moment(wanted)}
        if page.pk and page.workflow_in_progress:
            plan.sentences.append(_("Waits for approval. Once approved it goes live on %(moment)s.") % values)
        else:
            plan.needs_action = True
            plan.sentences.append(
                _(
                    "This will not go live on %(moment)s until you schedule it: choose “Publish on %(moment)s”, or "
                    "submit it for approval."
                )
                % values
            )
    elif not scheduled and not page.live:
        plan.sentences.append(
            _("Goes live as soon as it is published. For a later moment choose “Set schedule” in the status panel.")
        )
    elif not scheduled and page.has_unpublished_changes:
        plan.sentences.append(_("Live, with changes that readers do not see yet."))
    if page.expire_at:
        words = _("Ends on %(moment)s.") if page.expire_at > now else _("Ended on %(moment)s.")
        plan.sentences.append(words % {"moment": moment(page.expire_at)})
    return plan


def pages_of(user) -> QuerySet[Page]:
    """The pages that this person may edit or publish."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, {"change", "publish"})


def edits_pages(user) -> bool:
    """Whether there may be pages of this person at all. The rights that a page of the CMS has loaded already say it."""
    return PagePermissionPolicy().user_has_any_permission(user, {"change", "publish"})


def scheduled_revisions() -> QuerySet[Revision]:
    """Approved versions of pages that wait for their moment; `page_pk` is the number of the page."""
    return (
        Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        .annotate(page_pk=Cast("object_id", BigIntegerField()))
        .order_by("approved_go_live_at", "pk")
    )


def planned(user, *, start: datetime | None = None, end: datetime | None = None) -> QuerySet[Page]:
    """What will go live, soonest first, as far as this person edits it; `at` is the moment. One query."""
    waiting = scheduled_revisions().order_by()
    if start:
        waiting = waiting.filter(approved_go_live_at__gte=start)
    if end:
        waiting = waiting.filter(approved_go_live_at__lt=end)
    moment_of_page = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id=Cast(OuterRef("pk"), CharField())
    ).values("approved_go_live_at")[:1]
    return (
        pages_of(user)
        .filter(pk__in=waiting.values("page_pk"))
        .annotate(at=Subquery(moment_of_page))
        .order_by("at", "pk")
        .only("title", "draft_title", "live", "content_type")
    )


def expiring(user, *, start: datetime | None = None, end: datetime | None = None) -> QuerySet[Page]:
    """Live pages that will end, soonest first, as far as this person edits them. One query."""
    ending = pages_of(user).filter(live=True, expire_at__isnull=False)
    if start:
        ending = ending.filter(expire_at__gte=start)
    if end:
        ending = ending.filter(expire_at__lt=end)
    return ending.order_by("expire_at", "pk").only("title", "draft_title", "expire_at", "content_type")
