"""Naming the versions of a page that matter."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from news.models import RevisionName


def check_may_edit(revision: Revision, person) -> Page:
    """The page of the revision. Raises PermissionDenied for who may not edit it."""
    page = revision.content_object
    if not isinstance(page, Page) or not page.permissions_for_user(person).can_edit():
        raise PermissionDenied
    return page


@transaction.atomic
def name_revision(revision: Revision, name: str, *, by) -> RevisionName:
    """Give a version of a page a name that stands out in its history."""
    page = check_may_edit(revision, by)
    milestone, _is_new = RevisionName.objects.update_or_create(
        revision=revision, defaults={"name": name.strip()[:80], "named_by": by}
    )
    log(instance=page, action="news.name_version", user=by, revision=revision, data={"name": milestone.name})
    return milestone


@transaction.atomic
def unname_revision(revision: Revision, *, by) -> None:
    """Take the name away; the version itself stays."""
    check_may_edit(revision, by)
    RevisionName.objects.filter(revision=revision).delete()
