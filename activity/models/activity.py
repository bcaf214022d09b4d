"""One slim row per activity: what every timeline reads. The permanent log beside it is actstream's `Action`."""

from actstream.models import Action
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.IntegerChoices):
    """What somebody did. A code; the words are chosen when it is shown."""

    PUBLISHED = 1, _("published")
    COMMENTED = 2, _("commented")
    REACTED = 3, _("responded")
    FOLLOWED = 4, _("follows")


class Hidden(models.IntegerChoices):
    """Why an activity does not show; the reasons add up as bits, so that one can end while the other stays."""

    NO = 0
    THING_GONE = 1
    PLACE_GONE = 2


class ActivityQuerySet(models.QuerySet):
    def about(self, keys) -> "ActivityQuerySet":
        """Activities that show one of these things, or belong to one of them."""
        return self.filter(models.Q(thing__in=keys) | models.Q(place__in=keys))


class Activity(models.Model):
    """Its id is that of its action, and ids are the order of every timeline.

    `thing` is what is shown (a comment), `place` what it belongs to (the page under which it stands); for a news
    item both are the item. Both are numbers of `activity.keys`.
    """

    action = models.OneToOneField(Action, on_delete=models.CASCADE, primary_key=True, db_column="id", related_name="+")
    # Makes delivery idempotent: the id of the event, or a name made of who, what and when.
    event_id = models.UUIDField(unique=True)
    verb = models.PositiveSmallIntegerField(choices=Verb.choices)
    hidden = models.PositiveSmallIntegerField(default=Hidden.NO)
    audience_id = models.IntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    thing = models.BigIntegerField()
    place = models.BigIntegerField()
    created_at = models.DateTimeField()
    # Whether it moves its conversation to the top: for comments at most once per KRING_LIFT_HOURS.
    lifts = models.BooleanField(default=True)

    objects = ActivityQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["thing"], name="activity_thing"),
            models.Index(fields=["place", "actor"], name="activity_place_actor"),
            models.Index(fields=["actor", "-action"], condition=models.Q(verb=2), name="activity_talk"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_verb_display()} {self.thing}"
