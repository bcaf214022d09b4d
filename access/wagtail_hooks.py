"""Where Wagtail's CMS asks: choosers, menus, log actions."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.permission_policies.pages import PagePermissionPolicy

from access import admin_views
from access.choosing import choosable_pages
from access.permissions import can_break_glass
from access.rule import audience_id_of, reach


@hooks.register("construct_page_chooser_queryset")
def only_choosable_pages(pages, request):
    """Wagtail offers every page to every editor; Kring offers those she may read or edit."""
    return pages.filter(pk__in=choosable_pages(request.user).values("pk"))


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("break-glass/", admin_views.break_glass_log, name="access_break_glass"),
        path("break-glass/<int:pk>/end/", admin_views.end, name="access_break_glass_end"),
    ]


class BreakGlassMenuItem(MenuItem):
    """For administrators, and for those who edit pages: the log is theirs to read."""

    def is_shown(self, request) -> bool:
        return can_break_glass(request.user) or PagePermissionPolicy().user_has_any_permission(
            request.user, {"change", "publish"}
        )


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return BreakGlassMenuItem(
        _("Break-glass log"), reverse("access_break_glass"), name="break-glass", icon_name="key", order=900
    )


@hooks.register("register_page_header_buttons")
def header_button(page, user, view_name, next_url=None):
    """Beside a page that the administrator can edit but not read."""
    if can_break_glass(user) and not page.is_root() and audience_id_of(page) not in reach(user):
        url = f"{reverse('access_break_glass')}?page={page.pk}"
        yield Button(_("Break glass to read on the site"), url, icon_name="key", priority=90)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action(
        "access.break_glass", _("Break glass"), _("An administrator broke the glass to read this page")
    )
    actions.register_action(
        "access.end_break_glass", _("End break glass"), _("An administrator stopped reading this page")
    )
