"""Wagtail's pages. Its other front-end addresses (a login form, shared passwords) are not mounted."""

from django.urls import re_path
from wagtail.urls import serve_pattern

from access.views import serve_page

urlpatterns = [re_path(serve_pattern, serve_page, name="wagtail_serve")]
