"""The counters behind rate limits: a cache that is shared by all processes and outlives them."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from accounts.limits import forget_expired
from accounts.models import Limit
from tests.accounts.test_sign_in import sign_in
from tests.cast import person
from tests.many_clients import CLIENTS, at_once, play

limits = caches["limits"]


def test_it_behaves_like_a_cache(db):
    assert limits.get("a", "none") == "none"
    assert limits.add("a", [1.5], 60)
    assert not limits.add("a", [2], 60)
    assert limits.get("a") == [1.5]
    limits.set("a", {"x": None}, 60)
    assert limits.get("a") == {"x": None}
    assert limits.touch("a", 60)
    assert limits.delete("a")
    assert not limits.delete("a")
    assert not limits.touch("a", 60)


def test_what_expired_is_gone_and_can_be_added_anew(db):
    limits.set("a", 1, 60)
    Limit.objects.update(expires_at=timezone.now())
    assert limits.get("a") is None
    assert limits.add("a", 2, 60)
    Limit.objects.update(expires_at=timezone.now())
    assert forget_expired() == 1


def fifty_guesses_are_answered_at_most_ten_times() -> None:
    bo = person("Bo", "Jansen")
    answers = at_once([lambda: b"does not match" in sign_in(Client(), bo.email, "wrong").content] * CLIENTS)
    assert 1 <= sum(answers) <= 10


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_guesses_at_once_are_not_more_than_ten(tmp_path):
    play(tmp_path, fifty_guesses_are_answered_at_most_ten_times)
