"""One statement says who asks; and it is no way around what verifies a session."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, aget_user, get_user
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from access.models import Audience, BreakGlass, Reader
from access.reach import EVERYONE_ID, forget_reach, reach
from accounts import identity
from accounts.middleware import signed_in as signed_in_person
from accounts.models import Session, User
from accounts.sessions import SessionStore
from core.tasks import prune
from tests.cast import PASSWORD, signed_in


def request_of(client: Client) -> HttpRequest:
    """A request with this browser's session, as the session middleware makes it."""
    request = HttpRequest()
    request.session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return request


def test_a_signed_in_page_costs_one_statement(bo, django_assert_num_queries):
    client = signed_in(bo)
    for number in range(60):
        Reader.objects.create(audience=Audience.objects.create(key=f"groups:{number + 900}"), user=bo)
    with django_assert_num_queries(1):
        assert client.get("/account/password/change/").status_code == 200


def test_who_asks_what_they_reach_and_whether_they_edit_come_together(bo, sam, django_assert_num_queries):
    audience = Audience.objects.create(key="groups:901")
    Reader.objects.create(audience=audience, user=bo)
    group = Group.objects.create(name="Editors here")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    bo.groups.add(group)
    for person, edits, audiences in ((bo, True, {EVERYONE_ID, audience.pk}), (sam, False, {EVERYONE_ID})):
        request = request_of(signed_in(person))
        with django_assert_num_queries(1):
            user = signed_in_person(request)
            assert user == person
            assert identity.known(user, "may_open_cms") is edits
            assert user.has_perm("wagtailadmin.access_admin") is (edits or person.is_superuser)
            assert reach(user) == audiences
            assert user.profile.user_id == person.pk


def test_a_break_glass_comes_along_for_administrators_only(bo, sam):
    now = timezone.now()
    opened = {}
    for person in (bo, sam):
        for name, hours, ended in (("past", -1, None), ("open", 1, None), ("ended", 1, now)):
            use = BreakGlass.objects.create(
                administrator=person,
                administrator_name=str(person),
                page_title="Closed",
                audience=Audience.objects.create(key=f"{person} {name}"),
                reason="To look into a report",
                starts_at=now - timedelta(hours=3),
                ends_at=now + timedelta(hours=hours),
                ended_at=ended,
            )
            opened[person, name] = use.audience_id
    audience_id = opened[sam, "open"]
    assert reach(signed_in_person(request_of(signed_in(sam)))) == {EVERYONE_ID, audience_id} == reach(sam)
    assert reach(signed_in_person(request_of(signed_in(bo)))) == {EVERYONE_ID} == reach(bo)


def test_what_changed_is_asked_again(bo):
    user = signed_in_person(request_of(signed_in(bo)))
    assert reach(user) == {EVERYONE_ID}
    audience = Audience.objects.create(key="groups:903")
    Reader.objects.create(audience=audience, user=bo)
    assert reach(user) == {EVERYONE_ID}
    forget_reach(user)
    assert reach(user) == {EVERYONE_ID, audience.pk}


def test_a_default_is_computed_once_and_only_when_nothing_came(bo):
    asked = []
    assert identity.known(bo, "nothing") is None
    assert identity.known(bo, "nothing", lambda: asked.append(1) or 7) == 7
    assert identity.known(bo, "nothing", lambda: asked.append(1) or 8) == 7
    assert asked == [1]
    identity.forget(bo, "nothing")
    assert identity.known(bo, "nothing", 9) == 9


def test_a_new_password_signs_out_the_other_browsers(bo):
    here, there = signed_in(bo), signed_in(bo)
    assert there.get("/account/settings/").status_code == 200
    bo.set_password("een ander wachtwoord 12")
    bo.save()
    assert here.get("/account/settings/").status_code == 302
    assert not Session.objects.filter(session_key=here.cookies[settings.SESSION_COOKIE_NAME].value).exists()


def test_a_session_signed_with_an_older_secret_is_renewed(bo, settings):
    client = signed_in(bo)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-test-secret"
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/account/settings/").status_code == 200
    session = Session.objects.get()
    assert session.session_key != key
    assert session.user_id == bo.pk
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/account/settings/").status_code == 200


def test_the_number_beside_the_data_signs_nobody_in(bo, sam):
    """Whoever can write the column, but not sign data, gains nothing."""
    client = signed_in(bo)
    Session.objects.update(user=sam)
    request = request_of(client)
    assert signed_in_person(request) == bo
    store = SessionStore()
    store["anything"] = "else"
    store.save()
    Session.objects.filter(session_key=store.session_key).update(user=sam)
    assert not get_user(type("R", (), {"session": SessionStore(store.session_key)})()).is_authenticated
    request.session = SessionStore(store.session_key)
    del request._cached_user
    assert not signed_in_person(request).is_authenticated


def test_closed_accounts_and_ended_sessions_are_strangers(bo, dina, emil):
    clients = {person: signed_in(person) for person in (bo, dina, emil)}
    User.objects.filter(pk=bo.pk).update(is_active=False)
    Session.objects.filter(user=dina).update(expire_date=timezone.now() - timedelta(seconds=1))
    emil.delete()
    assert all(client.get("/account/settings/").status_code == 302 for client in clients.values())
    assert Session.objects.filter(user=dina).exists()
    prune.func()
    assert not Session.objects.filter(user=dina).exists()


def test_another_person_in_the_same_browser_gets_a_session_of_their_own(bo, sam):
    client = signed_in(bo)
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.force_login(sam)
    assert signed_in_person(request_of(client)) == sam
    assert not Session.objects.filter(session_key=first).exists()
    client.logout()
    assert not Session.objects.exists()


def test_signing_in_keeps_the_person_with_the_session(bo, client):
    client.post("/login/", {"login": bo.email, "password": PASSWORD})
    session = Session.objects.get(user=bo)
    data = session.get_decoded()
    assert (data[SESSION_KEY], bool(data[HASH_SESSION_KEY])) == (str(bo.pk), True)


def test_the_session_can_be_read_without_blocking(bo):
    from asgiref.sync import async_to_sync

    assert async_to_sync(aget_user)(request_of(signed_in(bo))) == bo


def test_a_session_can_not_be_guessed_from_another_table(bo, client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert client.get("/account/settings/").status_code == 302
    assert client.session.session_key != "x" * 32
