"""Telling the editors of a page that an administrator broke the glass, and the nightly proof."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import Q
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import GroupPagePermission, Page

from access.check import differences
from access.models import BreakGlass
from core.clock import daily

logger = logging.getLogger(__name__)


@task()
def tell_editors(use_id: int) -> None:
    """Mail the owner of the page and everybody who was given editing rights on its section."""
    use = BreakGlass.objects.select_related("page").get(pk=use_id)
    if use.page is None:
        return
    for person in editors_of(use.page).exclude(pk=use.administrator_id):
        with translation.override(person.language):
            values = {
                "site": settings.SITE_NAME,
                "name": use.administrator_name,
                "title": use.page_title,
                "reason": use.reason,
                "until": formats.date_format(timezone.localtime(use.ends_at), "DATETIME_FORMAT"),
                "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("access_break_glass"),
            }
            subject = _("%(site)s: an administrator looks into “%(title)s”") % values
            text = _(
                "%(name)s, administrator, can read “%(title)s” until %(until)s.\n\n"
                "Reason: %(reason)s\n\n"
                "Every such use is listed here: %(url)s\n"
            )
            send_mail(" ".join(subject.split()), text % values, None, [person.email])


def editors_of(page: Page):
    """The owner and the people whose groups may change or publish this page; administrators only if they are one."""
    groups = GroupPagePermission.objects.filter(
        page__path__in=[page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)],
        permission__codename__in=["change_page", "publish_page"],
    ).values("group_id")
    people = get_user_model().objects.filter(Q(groups__in=groups) | Q(pk=page.owner_id), is_active=True)
    return people.distinct().order_by("pk")


@daily(hour=4)
@task()
def prove_readers() -> None:
    """What `manage.py check_readers` does, each night. Differences are an error in the log and change nothing."""
    found = list(differences())
    if found:
        logger.error(
            "%d audiences or readers are not what their definition says: %s", len(found), "; ".join(found[:20])
        )
