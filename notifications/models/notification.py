"""One line of a person's list: what happened with one thing, grouped."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Hidden(models.IntegerChoices):
    """Why a notification does not show; the reasons add up as bits, so that one can end while another stays."""

    NO = 0
    THING_GONE = 1
    EMPTY = 2
    PLACE_GONE = 4
    NOT_IN_APP = 8
    """The person wants it by mail only."""


class Notification(models.Model):
    """One row per person, family of kinds and thing, for ever: what happens after it was read opens it again, as a new
    *round*, in which only what is new counts. So grouping is an upsert that parallel deliveries cannot double.

    `thing`, `place`, `newest` and `reason` are numbers of `activity.keys`: what it is about (and grouped by), what that
    belongs to (the page of a comment), what happened last (where the link leads), and what the reason speaks of (a
    followed topic). It holds no text of them: names are read again, through the visibility rule, each time it is shown.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=30)
    family = models.CharField(max_length=30)
    lane = models.PositiveSmallIntegerField()
    thing = models.BigIntegerField()
    place = models.BigIntegerField()
    newest = models.BigIntegerField()
    reason = models.BigIntegerField(default=0)
    audience_id = models.IntegerField()
    # The rest is added up from the happenings of this round (notifications.telling.add_up).
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    people = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True)
    # Microseconds since 1970, of what happened last: the order of the list, the same on every database.
    stamp = models.BigIntegerField()
    hidden = models.PositiveSmallIntegerField(default=Hidden.NO)
    round = models.PositiveIntegerField(default=1)
    # The stamp it had when it was mailed, or when it was found that it need not be.
    mailed_stamp = models.BigIntegerField(db_default=0)
    seen_at = models.DateTimeField(_("seen at"), null=True)
    read_at = models.DateTimeField(_("read at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [models.UniqueConstraint(fields=["recipient", "family", "thing"], name="notifications_one_row")]
        indexes = [
            models.Index(
                fields=["recipient", "-stamp", "audience_id"],
                condition=Q(read_at=None, hidden=0),
                name="notifications_unread",
            ),
            models.Index(fields=["recipient", "-stamp"], name="notifications_list"),
            models.Index(fields=["recipient", "lane", "-stamp"], name="notifications_lane"),
            models.Index(fields=["thing"], name="notifications_thing"),
            models.Index(fields=["place", "recipient"], name="notifications_place"),
            models.Index(fields=["audience_id", "recipient"], condition=Q(read_at=None), name="notifications_audience"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} for {self.recipient_id}"
