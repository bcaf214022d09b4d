"""The addresses of reactions, follows, mutes and the timeline's switches."""

import pytest
from django.contrib.auth.models import Group

from activity.actions import follow, mute, react, timeline
from activity.context import is_following, is_muting
from activity.counts import reactions_for
from activity.keys import key_of
from tests.activity.conftest import anew, restrict, withdraw
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


def counts(thing, user) -> dict:
    return reactions_for([thing], user)[key_of(thing)].counts


@pytest.fixture
def item(published, ada):
    return published("One", by=ada)


@pytest.fixture
def secret(published, ada, dina):
    council = Group.objects.create(name="Council")
    dina.groups.add(council)
    page = published("Secret", by=ada)
    restrict(page, council)
    return page


def test_put_and_delete_say_how_it_should_be(item, bo):
    client, address = signed_in(bo), f"/on/page/{item.pk}/reactions/like/"
    for _ in range(2):
        answer = client.put(address)
        assert answer.status_code == 200
        assert counts(item, bo) == {"like": 1}
    assert 'aria-pressed="true"' in answer.content.decode()
    for _ in range(2):
        assert client.delete(address).status_code == 200
        assert counts(item, bo) == {}


def test_a_plain_form_works_and_leads_back(item, bo):
    client, address = signed_in(bo), f"/on/page/{item.pk}/reactions/like/"
    answer = client.post(address, {"on": "1", "next": "/news/?x=1"})
    assert (answer.status_code, answer["Location"]) == (303, "/news/?x=1")
    assert counts(item, bo) == {"like": 1}
    answer = client.post(address, {"_method": "DELETE"}, headers={"Referer": "http://testserver/people/"})
    assert (answer.status_code, answer["Location"]) == (303, "http://testserver/people/")
    assert counts(item, bo) == {}


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_a_form_never_leads_to_another_site(item, bo, elsewhere):
    answer = signed_in(bo).post(f"/on/page/{item.pk}/reactions/like/", {"next": elsewhere})
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_htmx_gets_the_row_itself(item, bo):
    answer = signed_in(bo).post(f"/on/page/{item.pk}/reactions/like/", {"on": "1"}, **HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.strip().startswith(f'<div class="reacts" id="reactions-page-{item.pk}"')
    assert "<html" not in text


@pytest.mark.parametrize("what", ["reactions/like/", "follow/", "mute/"])
@pytest.mark.parametrize("method", ["put", "delete", "post"])
def test_what_is_invisible_is_not_found(secret, emil, dina, what, method):
    assert getattr(signed_in(emil), method)(f"/on/page/{secret.pk}/{what}").status_code == 404
    assert getattr(signed_in(dina), method)(f"/on/page/{secret.pk}/{what}").status_code in (200, 303)


@pytest.mark.parametrize(
    "address",
    [
        "/on/page/999999/follow/",
        "/on/page/99999999999999999999999999/follow/",
        "/on/nothing/1/follow/",
        "/on/user/1/mute/",
        "/on/page/{pk}/reactions/dislike/",
        "/on/topic/{pk}/reactions/like/",
    ],
)
def test_what_does_not_exist_is_not_found(item, bo, address):
    assert signed_in(bo).put(address.format(pk=item.pk)).status_code == 404


@pytest.mark.parametrize("what", ["reactions/like/", "follow/", "mute/"])
def test_looking_changes_nothing(item, bo, what):
    assert signed_in(bo).get(f"/on/page/{item.pk}/{what}").status_code == 405


def test_reacting_to_what_takes_no_reactions_is_not_allowed(bo, cleo):
    assert signed_in(bo).put(f"/on/person/{cleo.pk}/reactions/like/").status_code == 403


def test_who_reacted_is_for_who_may_see_the_thing(secret, dina, emil):
    react(secret, "like", by=anew(dina))
    address = f"/on/page/{secret.pk}/reactions/"
    assert signed_in(emil).get(address).status_code == 404
    assert "Dina Postma" in signed_in(dina).get(address).content.decode()
    fragment = signed_in(dina).get(address, **HTMX).content.decode()
    assert "Dina Postma" in fragment
    assert "<html" not in fragment


def test_follow_and_mute_by_form_and_by_htmx(bo, cleo):
    client = signed_in(bo)
    answer = client.post(f"/on/person/{cleo.pk}/follow/", {"follow": "1"}, **HTMX)
    assert "Following" in answer.content.decode()
    assert is_following(anew(bo), cleo)
    answer = client.post(f"/on/person/{cleo.pk}/follow/", {"follow": "0"}, **HTMX)
    assert 'aria-pressed="false"' in answer.content.decode()
    assert not is_following(anew(bo), cleo)
    answer = client.post(f"/on/person/{cleo.pk}/mute/", {"mute": "1"}, **HTMX)
    assert "Show Cleo Okafor again" in answer.content.decode()
    assert is_muting(anew(bo), cleo)
    assert client.post(f"/on/person/{cleo.pk}/mute/", {"mute": "0"}).status_code == 303
    assert not is_muting(anew(bo), cleo)


def test_the_list_shows_what_i_follow_and_mute_and_nothing_closed(secret, item, bo, cleo, dina):
    follow(cleo, by=bo)
    follow(item, by=bo)
    mute(dina, by=bo)
    text = signed_in(bo).get("/following/").content.decode()
    assert all(words in text for words in ("Cleo Okafor", "One", "Show Dina Postma again"))
    withdraw(item)
    assert ">One<" not in signed_in(bo).get("/following/").content.decode()


def test_newer_is_cheap_to_ask_again(published, item, ada, bo):
    client, newest = signed_in(bo), timeline(bo).newest
    address = f"/timeline/newer/?after={newest}&lane=all"
    answer = client.get(address)
    assert answer.json()["count"] == 0
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    published("Two", by=ada)
    later = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert later.json() == {"count": 1, "label": "1 new message"}


@pytest.mark.parametrize(
    "query", ["", "?after=x", "?after=-1", "?after=1&lane=other", "?after=" + "9" * 30, "?after=½"]
)
def test_a_wrong_question_is_a_clear_error(bo, query):
    assert signed_in(bo).get(f"/timeline/newer/{query}").status_code == 400


def test_the_order_is_chosen_by_form(item, bo):
    client = signed_in(bo)
    assert client.post("/timeline/order/", {"order": "ranked"}).status_code == 303
    assert timeline(anew(bo)).order == "ranked"
    assert client.post("/timeline/order/", {"order": "oldest"}).status_code == 400
    assert client.get("/timeline/order/").status_code == 405
