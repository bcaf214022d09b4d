"""When the described people were last here, how they read, and what they muted or want less of; so that catching up has
something to catch up with."""

from datetime import datetime, timedelta

from activity.actions import ask_less, choose_order, mute
from activity.models import Activity, Visit
from demo.texts import read


def come_back(people: dict, topics: dict, now: datetime) -> None:
    """As visits.yaml says: days since the last visit, and choices."""
    for name, entry in read("visits").items():
        person = people[name]
        if "days" in entry:
            at = now - timedelta(days=entry["days"])
            seen = Activity.objects.filter(created_at__lte=at).order_by("-pk").values_list("pk", flat=True).first() or 0
            stamp = int(at.timestamp())
            Visit.objects.update_or_create(user=person, defaults={"visited_to": seen, "visited_at": stamp})
        if "order" in entry:
            choose_order(entry["order"], by=person)
        for key in entry.get("less", []):
            ask_less(people.get(key) or topics[key], by=person)
        for key in entry.get("mute", []):
            mute(people.get(key) or topics[key], by=person)
