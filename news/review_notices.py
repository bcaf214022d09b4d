"""What reviewers and authors are told of reviews. A review is a thing of its own in the list: the page it is about may
not be published, so that nobody but them reads its title."""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState

from activity.levels import Level
from news.models import CommunicationApproval, CommunicationApprovalState
from notifications.actions import notify, take_back
from notifications.registry import Kind, Label, Lane, Named, register

FAMILY = "review"
REQUESTED = Kind(
    code="review",
    label=gettext_lazy("Pages that wait for my review"),
    words=lambda people: _("%(who)s asks you to review %(thing)s"),
    icon="square-pen",
    lane=Lane.WORK,
    reason=gettext_lazy("You are one of the people who review this."),
    level=Level.MUTED,
    action=gettext_lazy("Review"),
)
OVERDUE = Kind(
    code="review_overdue",
    label=gettext_lazy("Reviews that are late"),
    words=lambda people: _("Still waiting for a review: %(thing)s"),
    icon="calendar-clock",
    lane=Lane.WORK,
    family=REQUESTED.code,
    reason=gettext_lazy("You are one of the people who review this, and the date has passed."),
    level=Level.MUTED,
    action=gettext_lazy("Review"),
    mark="managed",
)
APPROVED = Kind(
    code="review_approved",
    label=gettext_lazy("My page was approved"),
    words=lambda people: _("%(who)s approved %(thing)s"),
    icon="circle-check",
    lane=Lane.WORK,
    family="review_outcome",
    reason=gettext_lazy("You asked for the review."),
    level=Level.MUTED,
)
REJECTED = Kind(
    code="review_rejected",
    label=gettext_lazy("Changes are asked for in my page"),
    words=lambda people: _("%(who)s asks for changes to %(thing)s"),
    icon="pencil",
    lane=Lane.WORK,
    family="review_outcome",
    reason=gettext_lazy("You asked for the review."),
    level=Level.MUTED,
    action=gettext_lazy("Edit"),
)
OUTCOMES = {TaskState.STATUS_APPROVED: APPROVED, TaskState.STATUS_REJECTED: REJECTED}


def register_review_notices() -> None:
    """Called once, when the site starts."""
    for kind in (REQUESTED, OVERDUE, APPROVED, REJECTED):
        register(kind)


def visible_reviews(user) -> QuerySet[CommunicationApprovalState]:
    """Open reviews for who reviews them, and every review for who asked for it."""
    mine = CommunicationApproval.objects.filter(groups__user=user.pk).values("pk")
    waits = Q(status=TaskState.STATUS_IN_PROGRESS, task__in=mine)
    return CommunicationApprovalState.objects.filter(waits | Q(workflow_state__requested_by=user.pk))


def name_review(pk: int, title: str, page_id: str) -> Named:
    """The title of the version under review; it leads to the editing form, where the decision is made."""
    return Named(title, reverse("wagtailadmin_pages:edit", args=[page_id]))


LABEL = Label("review", ("revision__object_str", "workflow_state__object_id"), name_review)


def reviewers_of(state: CommunicationApprovalState) -> set[int]:
    """The ids of the people who may decide."""
    task = CommunicationApproval.objects.filter(pk=state.task_id).first()
    people = get_user_model().objects.filter(is_active=True)
    return set(people.filter(groups__in=task.groups.all()).values_list("pk", flat=True)) if task else set()


def tell_reviewers(state: CommunicationApprovalState, by: int | None) -> None:
    """A page waits for them."""
    notify(REQUESTED.code, state, to=reviewers_of(state), event_id=f"review {state.pk}", by=by)


def tell_overdue(state: CommunicationApprovalState) -> None:
    """Its date has passed; the line that asked for the review is unread again."""
    notify(OVERDUE.code, state, to=reviewers_of(state), event_id=f"review overdue {state.pk}")


def tell_outcome(state: CommunicationApprovalState, by: int | None) -> None:
    """The others need not look any more, and who asked hears what was decided, with the reason."""
    take_back(state)
    kind, asked = OUTCOMES.get(state.status), state.workflow_state.requested_by_id
    if kind and asked:
        event = f"review {state.status} {state.pk}"
        notify(kind.code, state, to=[asked], event_id=event, by=by, text=(state.comment or "")[:300])
