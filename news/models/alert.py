"""A message on top of every page, for as long as it matters."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PreviewableMixin

from access.models import ReadableQuerySet
from news.banners import banner_of
from news.models.editorial_page import PREVIEW_POLICY
from news.models.for_groups import ForGroups
from news.models.tool import check_address
from news.models.topic import in_active_language


class AlertQuerySet(ReadableQuerySet):
    """Alerts by time."""

    def not_over(self, now) -> "AlertQuerySet":
        """What is on now or still to come, the gravest first."""
        return self.filter(ends_at__gt=now).order_by("-severity", "-starts_at", "-pk")


class Alert(PreviewableMixin, ForGroups):
    """One message with a beginning and an end."""

    class Severity(models.IntegerChoices):
        """How grave it is; a critical one cannot be put away."""

        INFO = 1, _("Good to know")
        WARNING = 2, _("Warning")
        CRITICAL = 3, _("Critical")

    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity.choices, default=Severity.INFO)
    text_nl = models.CharField(
        _("message in Dutch"), max_length=300, help_text=_("What is going on, and what the reader should do.")
    )
    text_en = models.CharField(_("message in English"), max_length=300, blank=True)
    link_page = models.ForeignKey(
        Page, verbose_name=_("page to read on"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    link_address = models.CharField(_("or an address"), max_length=500, blank=True, validators=[check_address])
    link_text_nl = models.CharField(_("words of the link in Dutch"), max_length=80, blank=True)
    link_text_en = models.CharField(_("words of the link in English"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("begins"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))

    objects = AlertQuerySet.as_manager()

    panels = [
        FieldPanel("severity"),
        FieldRowPanel([FieldPanel("text_nl"), FieldPanel("text_en")]),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("When")),
        MultiFieldPanel([FieldPanel("for_everyone"), FieldPanel("groups")], heading=_("Audience")),
        MultiFieldPanel(
            [
                FieldPanel("link_page"),
                FieldPanel("link_address"),
                FieldRowPanel([FieldPanel("link_text_nl"), FieldPanel("link_text_en")]),
            ],
            heading=_("Link"),
        ),
    ]

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return in_active_language(self.text_nl, self.text_en)

    @property
    def link_text(self) -> str:
        return in_active_language(self.link_text_nl, self.link_text_en)

    @property
    def state(self) -> str:
        """In words, for the list in the CMS."""
        now = timezone.now()
        if self.starts_at > now:
            return str(_("Planned"))
        return str(_("On now") if self.ends_at > now else _("Past"))

    def clean(self) -> None:
        """It ends after it begins, and a link has one target and words."""
        errors: dict = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("This is before the beginning. Choose a later moment.")
        if self.link_page_id and self.link_address:
            errors["link_address"] = _("Choose a page or give an address: one of the two.")
        if self.link_address and not self.link_text_nl:
            errors["link_text_nl"] = _("Say in words where the link leads.")
        if errors:
            raise ValidationError(errors)

    def get_preview_template(self, request, mode_name) -> str:
        return "news/alert_preview.html"

    def get_preview_context(self, request, mode_name) -> dict:
        """In both languages, whatever the editor's own is."""
        texts = {"nl": (self.text_nl, self.link_text_nl), "en": (self.text_en, self.link_text_en)}
        other = "en" if (get_language() or "nl").startswith("nl") else "nl"
        second = {"language": other, "text": texts[other][0], "link_text": texts[other][1]}
        both = self.text_nl and self.text_en
        context = super().get_preview_context(request, mode_name)
        return context | {"banner": banner_of(self), "other": second if both else None}

    def serve_preview(self, request, mode_name):
        response = super().serve_preview(request, mode_name)
        response._csp_replace = PREVIEW_POLICY
        return response


class AlertDismissal(models.Model):
    """That a person put an alert away. Goes with the alert."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="dismissals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("alert that was put away")
        verbose_name_plural = _("alerts that were put away")
        constraints = [models.UniqueConstraint(fields=["user", "alert"], name="news_dismissed_once")]

    def __str__(self) -> str:
        return f"{self.user_id} put away {self.alert_id}"
