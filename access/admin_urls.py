"""Addresses in the CMS that stand before Wagtail's own of the same path."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from access.admin_views import BrowsePagesView, ChosenPagesView

browse = require_admin_access(BrowsePagesView.as_view())
chosen = require_admin_access(ChosenPagesView.as_view())

urlpatterns = [
    path("choose-page/<int:parent_page_id>/", browse, name="access_choose_page_child"),
    path("choose-page/chosen-multiple/", chosen, name="access_choose_page_chosen_multiple"),
]
