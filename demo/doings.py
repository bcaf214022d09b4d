"""Who follows what and who reacts to what: chosen by a fixed seed, so that every load gives the same picture."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid5

from actstream.models import Follow
from django.db.models import F, Model
from wagtail.models import Page

from access.models import Audience, PageAudience, Reader
from activity.keys import key_of, split
from activity.models import Reaction, ReactionCount, Verb
from activity.reactions import KINDS
from activity.records import NAMESPACE, Record
from comments.models import Comment
from communities.models import Post
from demo.texts import read

BATCH = 2000
ON_PAGES = {
    "like": 40,
    "thanks": 18,
    "insightful": 14,
    "agree": 10,
    "celebrate": 8,
    "support": 4,
    "seen": 4,
    "helpful": 2,
}
ON_COMMENTS = {"like": 34, "agree": 34, "thanks": 20, "insightful": 8, "support": 4}
CHEERFUL = {"mensen", "productie"}


class Readers:
    """Which of these people may read a page, without asking per page."""

    def __init__(self, people: list) -> None:
        self.people = people
        self.audience_of = dict(PageAudience.objects.values_list("page_id", "audience_id"))
        self._known: dict[int, list] = {Audience.EVERYONE_ID: people}

    def of(self, page: Model) -> list:
        audience = page.audience_id if isinstance(page, Post) else self.audience_of[page.pk]
        if audience not in self._known:
            inside = set(Reader.objects.filter(audience_id=audience).values_list("user_id", flat=True))
            self._known[audience] = [person for person in self.people if person.pk in inside]
        return self._known[audience]


def reactions(things: Iterable[tuple[Model, Model, datetime]], readers: Readers, now: datetime) -> list[Record]:
    """Reactions of the readers to things (each with the page it is on, and its time). Returns what the log needs."""
    rows, records, counts = [], [], Counter()
    for thing, page, start in things:
        pick = random.Random(f"reactions {getattr(page, 'slug', page)} {start:%H%M} {len(readers.people)}")
        kinds = ON_COMMENTS if isinstance(thing, Comment | Post) else _kinds(page)
        number, seen = key_of(thing), set()
        for person in pick.sample(pool := readers.of(page), _how_many(pick, thing, len(pool))):
            at = start + timedelta(minutes=3 + pick.expovariate(1 / 900))
            if at > now or person.date_joined > at or person.pk == _author_id(thing):
                continue
            for name in pick.choices(list(kinds), list(kinds.values()), k=1 + (pick.random() < 0.06)):
                if (person.pk, name) in seen:
                    continue
                seen.add((person.pk, name))
                rows.append(Reaction(user=person, thing=number, code=KINDS[name].code, created_at=at))
                counts[number, KINDS[name].code] += 1
            once = uuid5(NAMESPACE, f"reacted {person.pk} {number}")
            records.append(Record(Verb.REACTED, thing, thing, person.pk, at, once))
    Reaction.objects.bulk_create(rows, batch_size=BATCH)
    _add(counts)
    return records


def _kinds(page: Model) -> dict[str, int]:
    category = getattr(page, "category", None)
    return ON_PAGES | {"celebrate": 26} if category and category.slug in CHEERFUL else ON_PAGES


def _how_many(pick: random.Random, thing: Model, pool: int) -> int:
    if isinstance(thing, Comment | Post):
        return min(pool // 3, int(pick.expovariate(1 / (2.2 if isinstance(thing, Comment) else 9))))
    return min(pool // 2, int(pool * pick.triangular(0.01, 0.16, 0.05)))


def _author_id(thing: Model) -> int | None:
    return getattr(thing, "user_id", None) or getattr(thing, "author_id", None) if not isinstance(thing, Page) else None


def _add(counts: Counter) -> None:
    """Straight to the totals: nothing waits to be folded."""
    known = set(ReactionCount.objects.values_list("thing", "code"))
    new = [ReactionCount(thing=thing, code=code, total=total) for (thing, code), total in counts.items()
           if (thing, code) not in known]  # fmt: skip
    ReactionCount.objects.bulk_create(new, batch_size=BATCH)
    for (thing, code), total in counts.items():
        if (thing, code) in known:
            ReactionCount.objects.filter(thing=thing, code=code).update(total=F("total") + total)


def follows(people: dict, added: list, topics: dict, now: datetime) -> list[Record]:
    """Follows of the people that were added: as follows.yaml says, or chosen. Returns what the log needs."""
    described, pick = read("follows"), random.Random(f"follows {len(people)}")
    favourites = [people[name] for name in described]
    rows, records = [], []
    for person in added:
        key = person.email.split("@")[0]
        if key in described:
            wanted = [people[name] for name in described[key]["people"]]
            wanted += [topics[slug] for slug in described[key]["topics"]]
        else:
            wanted = pick.sample(list(topics.values()), pick.randint(0, 4))
            wanted += pick.sample(favourites, pick.randint(0, 3))
        age = max(1, min(700, (now - person.date_joined).days))
        for thing in wanted:
            if thing == person:
                continue
            at = now - timedelta(days=pick.uniform(0.1, age))
            content_type_id, pk = split(key_of(thing))
            rows.append(
                Follow(user=person, content_type_id=content_type_id, object_id=str(pk), actor_only=False, started=at)
            )
            once = uuid5(NAMESPACE, f"followed {person.pk} {key_of(thing)} {at:%Y-%m-%d}")
            records.append(Record(Verb.FOLLOWED, thing, thing, person.pk, at, once))
    Follow.objects.bulk_create(rows, batch_size=BATCH)
    return records
