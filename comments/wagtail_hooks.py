"""Where Wagtail's CMS asks: the moderators' list and the words of the log."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from comments.admin_views import CommentReport
from comments.permissions import can_moderate


class ModeratorMenuItem(MenuItem):
    """A menu item that only moderators see."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_moderate(request.user)


@hooks.register("register_admin_urls")
def report_urls() -> list:
    return [
        path("reports/comments/", CommentReport.as_view(), name="comments_report"),
        path("reports/comments/results/", CommentReport.as_view(results_only=True), name="comments_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    return ModeratorMenuItem(_("Comments"), reverse("comments_report"), name="comments", icon_name="comment", order=850)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    """What the history of a page says about its discussion."""
    actions.register_action("comments.close", _("Close comments"), _("Closed the comments"))
    actions.register_action("comments.reopen", _("Open comments"), _("Opened the comments again"))
    actions.register_action("comments.remove", _("Remove a comment"), _("Removed a comment"))
    actions.register_action("comments.restore", _("Restore a comment"), _("Put a comment back"))
