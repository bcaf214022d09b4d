"""How often a person may do something: counted in the database, whatever the cache does."""

from datetime import timedelta

import pytest
import time_machine
from actstream.models import Follow
from django.utils import timezone

from accounts.models import Tally
from accounts.pace import FOLLOW, MAIL, PACES, POST, UPLOAD, TooOften, check, forget_old, take
from activity.actions import follow
from search import pace as search_pace
from tests.cast import person, signed_in
from tests.many_clients import CLIENTS, at_once, play
from tests.people.test_profile import EDIT, FIELDS, with_exif

pytestmark = pytest.mark.django_db


def test_the_thirty_first_post_waits_and_says_how_long(bo):
    for _ in range(POST.most):
        check(bo, POST)
    with pytest.raises(TooOften, match=r"You can go on in 10 minutes; what you typed is kept\."):
        check(bo, POST)
    assert Tally.objects.get(user=bo, what="post").used == POST.most


def test_each_person_and_each_act_has_its_own_count_and_it_ends(bo, dina):
    assert take(bo, POST, POST.most) == 0
    assert take(bo, POST) > 0
    assert take(dina, POST) == 0
    assert take(bo, MAIL) == 0
    with time_machine.travel(timezone.now() + POST.per + timedelta(seconds=1), tick=False):
        assert take(bo, POST, POST.most) == 0
        assert take(bo, POST) > 0
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert forget_old() == 3
    assert not Tally.objects.exists()


def test_more_at_once_than_the_pace_is_refused_and_not_counted(bo):
    assert take(bo, POST, POST.most + 1) > 0
    assert take(bo, POST, POST.most) == 0


def test_an_administrator_sets_another_number(bo, settings):
    settings.KRING_PACES = {"post": "1"}
    assert take(bo, POST) == 0
    assert take(bo, POST) > 0


@pytest.mark.parametrize("language", ["en", "nl"])
def test_following_too_much_is_answered_in_words_and_follows_nothing(bo, dina, language):
    bo.language = language
    bo.save()
    check(bo, FOLLOW, FOLLOW.most)
    answer = signed_in(bo).put(f"/on/person/{dina.pk}/follow/")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 3000
    said = {"en": "You can go on in 60 minutes", "nl": "Over 60 minuten kun je verder"}[language]
    assert said in answer.content.decode()
    assert not Follow.objects.filter(user=bo).exists()


def test_importing_follows_has_no_limit(bo, dina):
    check(bo, FOLLOW, FOLLOW.most)
    assert follow(dina, by=bo, at=timezone.now() - timedelta(days=3))


def test_searching_is_limited_with_the_cache_off_too(bo, settings):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.KRING_PACES = {"search": "3"}
    browser = signed_in(bo)
    answers = [browser.get("/search/?q=hello").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert search_pace.is_too_fast(bo, "suggest", 300) is False


def test_the_hundred_and_first_file_of_a_day_waits_with_the_form_kept(bo):
    check(bo, UPLOAD, UPLOAD.most)
    answer = signed_in(bo).post(EDIT, FIELDS | {"about": "I make cheese", "new_photo": with_exif()})
    assert answer.status_code == 429
    assert "I make cheese" in answer.content.decode()
    bo.profile.refresh_from_db()
    assert (bo.profile.photo, bo.profile.about) == (None, "")


def test_every_pace_has_a_name_of_its_own():
    assert len({pace.name for pace in PACES}) == len(PACES)


def fifty_clients_share_one_count() -> None:
    bo = person("Fast", "Bo")
    done = at_once([lambda: check(bo, POST) for _ in range(CLIENTS)], refusals=(TooOften,))
    assert sum(isinstance(each, TooOften) for each in done) == CLIENTS - POST.most
    assert Tally.objects.get(user=bo).used == POST.most
    people = [person(f"Follow{number}", "Test") for number in range(CLIENTS)]
    check(bo, FOLLOW, FOLLOW.most - 10)
    done = at_once([lambda other=other: follow(other, by=bo) for other in people], refusals=(TooOften,))
    assert sum(each is True for each in done) == 10
    assert Follow.objects.filter(user=bo).count() == 10


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_clients_at_once_get_no_more_than_one(tmp_path):
    play(tmp_path, fifty_clients_share_one_count)
