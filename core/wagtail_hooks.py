"""The administrator's place to see what failed."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.parked import parked
from core.wagtail_forms import make_patient

make_patient()


class SuperuserMenuItem(MenuItem):
    """A menu item that only superusers see."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


@hooks.register("register_admin_urls")
def parked_url() -> list:
    return [path("reports/parked/", parked, name="core_parked")]


@hooks.register("register_reports_menu_item")
def parked_menu_item() -> MenuItem:
    return SuperuserMenuItem(_("Failed tasks"), reverse("core_parked"), icon_name="warning", order=2000)
