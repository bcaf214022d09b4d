"""Where people belong and where they work."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """Something of the organisation with a name in each language of the interface."""

    name_nl = models.CharField(_("name in Dutch"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "nl").startswith("en") else self.name_nl


class Location(Named):
    """A place where people work."""

    address = models.CharField(_("address"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name_nl"]
        constraints = [models.UniqueConstraint(fields=["name_nl"], name="people_location_name")]


class Department(Named):
    """A part of the organisation that people belong to."""

    location = models.ForeignKey(
        Location,
        verbose_name=_("location"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="departments",
    )

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["name_nl"]
        constraints = [models.UniqueConstraint(fields=["name_nl"], name="people_department_name")]
