"""Reach in the CMS: per page of the editor, and the last few on the dashboard."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from analytics.figures import Figure, figures_of
from analytics.models import ReachCount
from core.exporting import PlainExportMixin

AT_MOST = 5
EDITS = {"change", "publish"}


def counted_pages(user) -> QuerySet[Page]:
    """The live pages of this editor that were ever counted, newest first."""
    counted = ReachCount.objects.filter(kind="page").values("object_id")
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, EDITS)
    return (
        pages.filter(live=True, pk__in=counted).select_related("page_audience").order_by("-first_published_at", "-pk")
    )


def figures_for(pages: list[Page]) -> dict[int, Figure]:
    """The figure of each of these pages."""
    return figures_of("page", {page.pk: audience_of(page) for page in pages})


def audience_of(page: Page) -> int | None:
    audience = getattr(page, "page_audience", None)
    return audience.audience_id if audience else None


class ReachReport(PlainExportMixin, ReportView):
    """How far the pages of this editor reached, as counts and shares of their readers."""

    results_template_name = "analytics/admin/reach_report.html"
    page_title = _("Reach")
    header_icon = "view"
    index_url_name, index_results_url_name = "analytics_reach", "analytics_reach_results"
    default_ordering = None
    export_filename = "reach"
    list_export = ["title", "first_published_at", "reach_readers", "reach_seen", "reach_share"]
    export_headings = {
        "title": _("Title"),
        "first_published_at": _("First published"),
        "reach_readers": _("Readers"),
        "reach_seen": _("Seen by about"),
        "reach_share": _("Share in %"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not PagePermissionPolicy().user_has_any_permission(request.user, EDITS):
            raise PermissionDenied("This report is for editors.")
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Page]:
        return counted_pages(self.request.user)

    def decorate_paginated_queryset(self, object_list):
        pages = list(object_list)
        figures = figures_for(pages)
        for page in pages:
            page.figure = figures[page.pk]
            page.reach_readers = page.figure.audience
            page.reach_seen, page.reach_share = page.figure.seen, page.figure.share
        if not self.is_export:
            object_list.object_list = pages
            return object_list
        return pages


class ReachPanel(Component):
    """The numbers of what was published last."""

    name = "reach"
    order = 200
    template_name = "analytics/admin/reach_panel.html"

    def __init__(self, request) -> None:
        self.request = request

    def get_context_data(self, parent_context) -> dict:
        pages = list(counted_pages(self.request.user)[:AT_MOST])
        figures = figures_for(pages)
        return {"rows": [{"page": page, "figure": figures[page.pk]} for page in pages]}

    def render_html(self, parent_context=None) -> str:
        context = self.get_context_data(parent_context)
        if not context["rows"]:
            return ""
        return render_to_string(self.template_name, context)
