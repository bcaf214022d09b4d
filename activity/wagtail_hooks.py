"""Where the CMS asks: the page with the weights of the timeline, and the words of its log."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from activity.admin_views import weights
from activity.weights import PERMISSION


class WeightsMenuItem(MenuItem):
    """For who may change them."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return WeightsMenuItem(
        gettext_lazy("Order of the timeline"),
        reverse("activity_weights"),
        name="timeline-weights",
        icon_name="list-ol",
        order=800,
    )


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("timeline-weights/", weights, name="activity_weights")]


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(content_type__app_label="activity", codename="change_weighing")


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    @actions.register_action("activity.weights")
    class ChangedWeights(LogFormatter):
        label = gettext_lazy("Change the order of the timeline")

        def format_message(self, log_entry):
            return _("Changed the order of the timeline")
