"""A report: one thing that moderators look at, whoever brought it to them and however often."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.kinds import kind_of
from moderation.registry import places_of

SITE_MODERATOR = "moderation.moderate_site"


class Level(models.IntegerChoices):
    """Who decides: a report about a moderator, and an objection, go one up."""

    LOCAL = 1, _("The moderators of the community")
    SITE = 2, _("The site moderators")
    TOP = 3, _("The administrators")


class Stand(models.IntegerChoices):
    """How a report stands."""

    OPEN = 1, _("To decide")
    WAITING = 2, _("Waiting for the author")
    DONE = 3, pgettext_lazy("report", "Closed")


class Origin(models.TextChoices):
    """How it came to the moderators."""

    PEOPLE = "people", _("Reported")
    WORDS = "words", _("Found by the word list")
    HELD = "held", _("Waits for approval")
    DIRECT = "direct", _("Done by a moderator")


class ReportQuerySet(models.QuerySet):
    """Reports, as moderators and authors may see them."""

    def visible_to(self, user) -> "ReportQuerySet":
        """What this person moderates, at any level up to theirs; never what is about themselves."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        others = self.exclude(author=user)
        if user.is_superuser:
            return others
        own = Q(place__in=places_of(user), level=Level.LOCAL)
        return others.filter(own | Q(level__lte=Level.SITE) if user.has_perm(SITE_MODERATOR) else own)

    def about(self, thing: models.Model) -> "ReportQuerySet":
        """Those about this thing."""
        return self.filter(kind=kind_of(thing).name, object_id=thing.pk)

    def unfinished(self) -> "ReportQuerySet":
        """Those that somebody still has to do something about."""
        return self.exclude(stand=Stand.DONE)

    def waiting_for(self, thing: models.Model) -> "Report | None":
        """The report by which a thing is held back, or None."""
        return self.about(thing).filter(is_held=True).first()

    def is_held(self, thing: models.Model) -> bool:
        """Whether a thing waits for a moderator before others read it."""
        return self.waiting_for(thing) is not None

    def most_urgent_first(self) -> "ReportQuerySet":
        """What waits longest on top; what people wait for to be shown before all else."""
        return self.order_by("-is_held", "created_at", "pk")


class Report(models.Model):
    """One thing under the eyes of moderators. A thing has at most one that is not closed.

    `place` is the number (`activity.keys`) of what has moderators of its own, or 0. `words` is what the thing said when
    it was reported: an edit hides nothing from who decides.
    """

    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.BigIntegerField(_("object"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    place = models.BigIntegerField(default=0)
    origin = models.CharField(_("how it came"), max_length=6, choices=Origin)
    level = models.PositiveSmallIntegerField(_("who decides"), choices=Level)
    stand = models.PositiveSmallIntegerField(_("state"), choices=Stand, default=Stand.OPEN)
    outcome = models.CharField(_("decision"), max_length=12, blank=True)
    # Whether the thing is kept back until somebody approves it.
    is_held = models.BooleanField(_("waits for approval"), default=False)
    words = models.TextField(_("what it said"), blank=True)
    complaints_count = models.PositiveIntegerField(_("times reported"), default=0)
    created_at = models.DateTimeField(_("reported at"), default=timezone.now)
    escalated_at = models.DateTimeField(_("passed on at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        permissions = [("moderate_site", "Can decide about reports of the whole site")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], condition=~Q(stand=3), name="moderation_one_open_report"
            )
        ]
        indexes = [
            models.Index(fields=["stand", "level", "-is_held", "created_at"], name="moderation_queue"),
            models.Index(fields=["kind", "object_id"], name="moderation_of_thing"),
            models.Index(fields=["author", "-created_at"], name="moderation_of_author"),
        ]

    def __str__(self) -> str:
        """Without a word of what was reported: this stands in logs."""
        return f"{self.kind} {self.object_id}, report {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:report", args=[self.pk])
