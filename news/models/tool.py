"""The systems and sites that people work with."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from news.models.for_groups import ForGroups
from news.models.topic import in_active_language

OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
# Inside an organisation a host may be a single word, which Django's own validator refuses.
ON_THE_WEB = re.compile(r"https?://[\w.-]+(:\d{1,5})?([/?#][^\s\\]*)?", re.IGNORECASE)


def check_address(value: str) -> None:
    """Refuse everything but an address on the web or a path of this site."""
    if not OWN_PATH.fullmatch(value) and not ON_THE_WEB.fullmatch(value):
        message = _("Give a full address (https://…) or a path of this site that begins with /.")
        raise ValidationError(message, code="address")


class Tool(ForGroups, index.Indexed):
    """One tool: what it is called, what it is for, and where it is."""

    class Icon(models.TextChoices):
        """Signs that exist as icons of the site."""

        CALENDAR = "calendar", _("Calendar")
        MAIL = "mail", _("Mail")
        PHONE = "phone", _("Phone")
        FILES = "file-text", _("Files")
        PEOPLE = "users-round", _("People")
        SYSTEM = "cpu", _("System")
        PICTURES = "images", _("Pictures")
        KEY = "key-round", _("Key")
        HELP = "life-buoy", _("Help")
        PLACE = "map-pin", _("Place")
        NEWS = "megaphone", _("News")
        SETTINGS = "sliders-horizontal", _("Settings")
        LINK = "link", _("Link")

    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    purpose_nl = models.CharField(_("what it is for, in Dutch"), max_length=200)
    purpose_en = models.CharField(_("what it is for, in English"), max_length=200, blank=True)
    also_called = models.CharField(
        _("also called"), max_length=200, blank=True, help_text=_("Other words that people look for, with commas.")
    )
    address = models.CharField(_("address"), max_length=500, validators=[check_address])
    icon = models.CharField(_("icon"), max_length=30, choices=Icon.choices, default=Icon.LINK)

    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("purpose_nl"), FieldPanel("purpose_en")]),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("also_called")]),
        MultiFieldPanel([FieldPanel("for_everyone"), FieldPanel("groups")], heading=_("Audience")),
    ]
    search_fields = [
        index.SearchField("name_nl"),
        index.SearchField("name_en"),
        index.SearchField("also_called"),
        index.AutocompleteField("name_nl"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        verbose_name = _("tool")
        verbose_name_plural = _("tools")
        ordering = ["name_nl", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its place in the list of tools."""
        return f"{reverse('tools')}#tool-{self.pk}"

    @property
    def name(self) -> str:
        return in_active_language(self.name_nl, self.name_en)

    @property
    def purpose(self) -> str:
        return in_active_language(self.purpose_nl, self.purpose_en)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it opens outside this site."""
        return not self.address.startswith("/")
