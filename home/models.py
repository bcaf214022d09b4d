"""The root of the site's pages."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import ReadablePageManager
from home.page import respond


class HomePage(Page):
    """The address `/`, and in the CMS the page under which all others hang. What it shows is made per reader."""

    objects = ReadablePageManager()
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    page_description = _("The start of the intranet: there is one.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return respond(request)
