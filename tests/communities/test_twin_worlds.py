"""Two worlds that differ only in what happens inside closed and secret communities answer an outsider alike.

The second world is the first one, an hour of busy talk behind closed doors later, while the clock stands still: every
address that an outsider can reach by following links answers the same bytes as before, tokens and nonces aside.
"""

import os
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from activity.actions import follow, react, save
from comments.actions import delete_comment, post_comment
from communities import actions
from communities.models import Community, Post
from tests.cast import person, signed_in
from tests.communities.conftest import start
from tests.factories.news import NewsPageFactory, TopicFactory, publish
from tests.visibility.crawl import crawl

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# 2,000 pairs of answers with KRING_TESTS=full, some hundreds in every run.
LIMIT = 500 if os.environ.get("KRING_TESTS") == "full" else 120
CHANGING = re.compile(
    rb'(nonce|data-csrf)="[^"]*"|(name="(?:csrfmiddlewaretoken|token)"\s+value=|name="csrf-token" content=)"[^"]*"'
    rb'|\\?"X-CSRFToken\\?":\s*\\?"[^"]*"'
)
STARTS = ["/", "/communities/", "/people/", "/news/", "/following/", "/notifications/", "/search/?q=word"]


@pytest.fixture
def town(ada, bo, cleo, dina, emil, mo):
    """An organisation with three communities; Emil, Bo, Ada and the ex-member Rex are outside two of them."""
    topic = TopicFactory()
    item = publish(NewsPageFactory(title="Word of the day", author=ada, topics=[topic]), ada)
    tables = {kind: start(cleo, f"Table {kind}", kind) for kind in ("open", "closed", "secret")}
    rex = person("Rex", "Bakker")
    actions.join(tables["open"], by=dina)
    actions.join(tables["open"], by=emil)
    for kind in ("closed", "secret"):
        for one in (dina, rex):
            actions.accept(actions.invite(tables[kind], one, by=cleo), by=one)
        actions.leave(tables[kind], by=rex)
    first = actions.publish_post(by=cleo, community=tables["open"], text="An open word")
    actions.publish_post(by=dina, text="A word to everybody")
    actions.publish_post(by=dina, community=tables["closed"], text="A closed word")
    post_comment(first, "Yes", by=emil)
    post_comment(item, "Good word", by=dina)
    for thing in (cleo, dina, topic, first):
        follow(thing, by=emil)
    return {"tables": tables, "outsiders": {"emil": emil, "bo": bo, "ada": ada, "rex": rex}}


def behind_closed_doors(tables: dict[str, Community], cleo, dina) -> None:
    """All that members can do inside, about outsiders too."""
    for kind in ("closed", "secret"):
        community = tables[kind]
        for number in range(12):
            by = (cleo, dina)[number % 2]
            text = f"Hidden word {number} about @Emil Kowalski and @Cleo Okafor"
            post = actions.publish_post(by=by, community=community, text=text)
            said = post_comment(post, "A hidden answer", by=cleo)
            react(post, "like", by=dina)
            react(said, "thanks", by=dina)
            follow(post, by=dina)
            save(post, by=dina)
            if number % 4 == 0:
                delete_comment(said, by=cleo)
                actions.remove_post(post, by=by)
        question = actions.publish_post(
            by=dina, community=community, type="question", title="Hidden question", text="Why?"
        )
        actions.accept_answer(question, post_comment(question, "Because", by=cleo), by=dina)
        actions.edit(community, by=cleo, welcome="A hidden welcome")


def seen_by(client, starts: list[str]) -> dict[str, tuple[int, bytes]]:
    cache.clear()
    answers = crawl(client, starts, limit=LIMIT)
    return {address: (status, CHANGING.sub(rb"\2", body)) for address, (status, body) in answers.items()}


@pytest.mark.parametrize("who", ["emil", "bo", "ada", "rex"])
def test_an_outsider_cannot_tell_a_busy_table_from_an_empty_one(town, cleo, dina, emil, who):
    now = timezone.now()
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        client = signed_in(town["outsiders"][who])
        hidden = [town["tables"][kind].get_absolute_url() for kind in ("open", "closed", "secret")]
        before = seen_by(client, [*STARTS, *hidden])
        with time_machine.travel(now + timedelta(hours=1)):
            behind_closed_doors(town["tables"], cleo, dina)
        after = seen_by(client, [*STARTS, *hidden])
    assert Post.objects.filter(community__visibility="secret").count() > 10
    assert len(before) >= min(LIMIT, 60), "the walk led nowhere"
    assert sorted(before) == sorted(after)
    differing = [address for address in before if before[address] != after[address]]
    assert differing == [], [first_difference(before[address][1], after[address][1]) for address in differing[:3]]


def first_difference(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[max(0, at - 120) : at + 120], other[max(0, at - 120) : at + 120]
