"""What some of the described people chose about mail. Bo's next digest is still to come."""

from datetime import datetime, time, timedelta

from django.db.models import F

from demo.texts import read
from notifications.actions import choose, choose_preset, choose_rhythm
from notifications.mail.windows import open_for
from notifications.models import Channel, Notification

STILL_TO_COME = "bo"
SOME = 5


def choose_mail(people: dict, now: datetime) -> None:
    """Through the actions that people use."""
    for name, wishes in read("mail").items():
        if preset := wishes.get("preset"):
            choose_preset(preset, by=people[name])
        by_mail, digested = wishes.get("mail", []), wishes.get("digest", [])
        if isinstance(digested, str):
            digested = []
        if kinds := [*by_mail, *digested]:
            choose({Channel.APP: kinds, Channel.MAIL: by_mail, Channel.DIGEST: digested}, kinds, by=people[name])
        if rhythm := _rhythm(wishes, now):
            choose_rhythm(by=people[name], **rhythm)
    _leave_to_come(people[STILL_TO_COME])


def _rhythm(wishes: dict, now: datetime) -> dict:
    found: dict = {}
    if isinstance(wishes.get("digest"), str):
        found["digest"] = wishes["digest"]
    if "hour" in wishes:
        found["digest_hour"] = wishes["hour"]
    if "days" in wishes:
        found["working_days"] = sum(1 << day - 1 for day in wishes["days"])
    if "quiet" in wishes:
        found["quiet_from"], found["quiet_until"] = (time.fromisoformat(moment) for moment in wishes["quiet"])
    if "away" in wishes:
        found["away_until"] = (now + timedelta(days=wishes["away"])).date()
    return found


def _leave_to_come(person) -> None:
    """The newest of this person's notifications are unread, and have not been mailed yet."""
    newest = Notification.objects.filter(recipient=person, hidden=0).order_by("-stamp").values_list("pk", flat=True)
    waiting = Notification.objects.filter(pk__in=list(newest[:SOME]))
    waiting.update(read_at=None, seen_at=None, mailed_stamp=F("stamp") - 1)
    open_for([person.pk])
