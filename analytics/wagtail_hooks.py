"""Where the CMS asks: the report and the panel on the dashboard."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy

from analytics.admin_views import EDITS, ReachPanel, ReachReport


class ReachMenuItem(MenuItem):
    """For who edits pages."""

    def is_shown(self, request) -> bool:
        return PagePermissionPolicy().user_has_any_permission(request.user, EDITS)


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return ReachMenuItem(_("Reach"), reverse("analytics_reach"), name="reach", icon_name="view", order=690)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("reports/reach/", ReachReport.as_view(), name="analytics_reach"),
        path("reports/reach/results/", ReachReport.as_view(results_only=True), name="analytics_reach_results"),
    ]


@hooks.register("construct_homepage_panels")
def panel(request, panels) -> None:
    panels.append(ReachPanel(request))
