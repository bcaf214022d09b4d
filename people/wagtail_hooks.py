"""The organisation in the CMS: departments, locations, and what it knows of each person."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from people.models import Department, Location, Profile


class DepartmentViewSet(ModelViewSet):
    model = Department
    icon = "group"
    menu_label = _("Departments")
    form_fields = ["name_nl", "name_en", "location"]
    list_display = ["name_nl", "name_en", "location"]
    search_fields = ["name_nl", "name_en"]
    list_export = ["name_nl", "name_en", "location"]
    add_to_reference_index = False


class LocationViewSet(ModelViewSet):
    model = Location
    icon = "site"
    menu_label = _("Locations")
    form_fields = ["name_nl", "name_en", "address"]
    list_display = ["name_nl", "name_en", "address"]
    search_fields = ["name_nl", "name_en"]
    list_export = ["name_nl", "name_en", "address"]
    add_to_reference_index = False


class ProfilePolicy(ModelPermissionPolicy):
    """Profiles come and go with accounts: here they can only be kept up."""

    def user_has_permission(self, user, action: str) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


class ProfileIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Profile.objects.with_cards()


class NoProfileView(generic.DeleteView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise PermissionDenied


class ProfileViewSet(ModelViewSet):
    """Job, department, location and first day: the part of a profile that is not the person's own to choose."""

    model = Profile
    icon = "user"
    menu_label = _("People")
    form_fields = ["job_title", "department", "location", "phone", "started_on"]
    list_display = [
        Column("user", label=_("Name"), sort_key="user__last_name"),
        "job_title",
        "department",
        "location",
        "started_on",
    ]
    list_filter = ["department", "location"]
    list_export = ["user", "job_title", "department", "location", "started_on"]
    search_fields = ["user__first_name", "user__last_name", "user__email", "job_title"]
    ordering = "user__last_name"
    permission_policy = ProfilePolicy(Profile)
    index_view_class = ProfileIndexView
    delete_view_class = NoProfileView
    copy_view_enabled = False
    add_to_reference_index = False


class OrganisationGroup(ModelViewSetGroup):
    """Everything about how the organisation is made up."""

    menu_label = _("Organisation")
    menu_icon = "group"
    menu_order = 300
    items = (ProfileViewSet, DepartmentViewSet, LocationViewSet)


@hooks.register("register_admin_viewset")
def organisation() -> OrganisationGroup:
    return OrganisationGroup()


@hooks.register("register_permissions")
def organisation_permissions():
    """Lets administrators give groups the right to keep these up."""
    return Permission.objects.filter(
        content_type__app_label="people",
        codename__in=[
            "add_department", "change_department", "delete_department",
            "add_location", "change_location", "delete_location", "change_profile",
        ],
    )  # fmt: skip
