"""What the described people keep for later, some with a reminder to come."""

from datetime import datetime

from activity.actions import remind, save
from demo.texts import moment, read


def keep_for_later(pages: dict, people: dict, now: datetime) -> None:
    """Through the actions that people use, so nobody keeps what is closed to them."""
    for name, entries in read("saved").items():
        for entry in entries:
            slug, _, when = entry.partition(" / ")
            if when:
                remind(pages[slug], moment(when, now), by=people[name])
            else:
                save(pages[slug], by=people[name])
