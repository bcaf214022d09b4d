"""The counters behind rate limits: a cache that is shared by all processes and outlives them."""

import threading

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.limits import forget_expired
from accounts.models import Limit
from tests.accounts.test_sign_in import sign_in

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


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the in-memory database of the tests cannot be shared")
@pytest.mark.django_db(transaction=True)
def test_fifty_guesses_at_once_are_not_more_than_ten(bo):
    answers = []

    def guess() -> None:
        try:
            answers.append("does not match" in sign_in(Client(), bo.email, "wrong").content.decode())
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 50
    assert 1 <= sum(answers) <= 10
