"""Which pages an editor meets in choosers: what she may read, and what she may edit."""

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from access.reach import reach


def choosable_pages(user) -> QuerySet[Page]:
    """Live pages within reach, and every page that Wagtail's own page permissions let this person explore."""
    explorable = PagePermissionPolicy().explorable_instances(user)
    readable = Q(live=True, page_audience__audience_id__in=reach(user))
    return Page.objects.filter(readable | Q(depth=1) | Q(pk__in=explorable.values("pk")))
