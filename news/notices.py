"""What the owners of pages are told."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from activity.levels import Level
from news.models import PageCare
from notifications.registry import Kind, Lane, register

REVIEW = "page_review"
ANSWERABLE = {
    "lane": Lane.WORK,
    "reason": gettext_lazy("You keep this page right, or your team does."),
    "level": Level.MUTED,
    "mark": "managed",
}
SOON = Kind(
    code="page_review_soon",
    label=gettext_lazy("Pages I keep right whose review date comes near"),
    words=lambda people: _("%(thing)s has to be confirmed soon"),
    icon="calendar-clock",
    family=REVIEW,
    **ANSWERABLE,
)
DUE = Kind(
    code="page_review_due",
    label=gettext_lazy("Pages I keep right whose review date is there"),
    words=lambda people: _("%(thing)s has to be confirmed today"),
    icon="badge-check",
    family=REVIEW,
    **ANSWERABLE,
)
GOES_DOWN = Kind(
    code="page_goes_down",
    label=gettext_lazy("Pages I keep right that will be unpublished"),
    words=lambda people: _("%(thing)s is unpublished soon, because nobody confirmed it"),
    icon="triangle-alert",
    family=REVIEW,
    can_switch_off=False,
    **ANSWERABLE,
)
BROKEN = Kind(
    code="page_links",
    label=gettext_lazy("Links on my pages that lead nowhere"),
    words=lambda people: _("%(thing)s has links that lead nowhere"),
    icon="link",
    **ANSWERABLE,
)


def register_notices() -> None:
    """Called once, when the site starts."""
    for kind in (SOON, DUE, GOES_DOWN, BROKEN):
        register(kind)


def keepers_of(page: Page, care: PageCare | None) -> QuerySet:
    """The ids of who is told about a page: its owner, or its team when there is no owner with an account that is on."""
    people = get_user_model().objects.filter(is_active=True)
    owner = people.filter(pk=page.owner_id)
    if care is None or care.team_id is None or owner.exists():
        return owner.values_list("pk", flat=True)
    return people.filter(groups=care.team_id).values_list("pk", flat=True)
