"""Communities through their addresses."""

import re

import pytest
from django.test.utils import CaptureQueriesContext

from communities import actions
from communities.models import Community, Dismissal, Membership, Road
from communities.states import State
from tests.cast import person, signed_in
from tests.communities.conftest import start


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_directory_lists_what_one_may_know_of(open_one, closed, secret, bo, dina):
    seen = text_of(signed_in(bo).get("/communities/"))
    assert "Safe work" in seen
    assert "Reorganisation" in seen
    assert "Confidants" not in seen
    assert "Confidants" in text_of(signed_in(dina).get("/communities/"))


def test_the_directory_is_narrowed_by_facets_with_counts(open_one, closed, bo):
    page = signed_in(bo).get("/communities/?kind=project")
    assert "No community matches" in text_of(page)
    assert 'value="topic"' in page.content.decode()
    found = signed_in(bo).get("/communities/?q=reorg", HTTP_HX_REQUEST="true")
    assert "Reorganisation" in text_of(found)
    assert "Safe work" not in text_of(found)
    assert "<html" not in found.content.decode()


def test_a_suggestion_says_why_and_can_be_dismissed(open_one, bo):
    from people.models import Department

    department = Department.objects.create(name_nl="Lijn 3", name_en="Line 3")
    bo.profile.department = department
    bo.profile.save()
    Community.objects.filter(pk=open_one.pk).update(department=department)
    page = text_of(signed_in(bo).get("/communities/"))
    assert "It is about your department." in page
    signed_in(bo).post(f"/communities/suggestions/{open_one.pk}/")
    assert Dismissal.objects.filter(user=bo).exists()
    assert "It is about your department." not in text_of(signed_in(bo).get("/communities/"))


def test_a_secret_community_answers_as_one_that_does_not_exist(secret, bo, dina):
    client = signed_in(bo)
    token = re.compile(rb'(csrf\w*|nonce)="[^"]*"|value="[A-Za-z0-9]{64}"')
    for rest in ("", "about/", "members/", "manage/", "manage/people/", "manage/settings/", f"members/{dina.pk}/"):
        hidden = client.get(f"/communities/{secret.slug}/{rest}")
        missing = client.get(f"/communities/{'x' * len(secret.slug)}/{rest}")
        assert hidden.status_code == missing.status_code == 404
        assert token.sub(b"", hidden.content) == token.sub(b"", missing.content)
    assert client.post(f"/communities/{secret.slug}/membership/", {"do": "ask"}).status_code == 404
    assert signed_in(dina).get(secret.get_absolute_url()).status_code == 200


def test_a_closed_one_shows_its_head_and_not_who_is_in_it(closed, bo, dina):
    client = signed_in(bo)
    page = text_of(client.get(closed.get_absolute_url()))
    assert "Ask to join" in page
    assert "Dina" not in page
    assert client.get(f"{closed.get_absolute_url()}members/").status_code == 403
    assert "Dina Postma" in text_of(signed_in(dina).get(f"{closed.get_absolute_url()}members/"))


def test_joining_asking_cancelling_and_leaving_by_plain_forms(open_one, closed, bo):
    client = signed_in(bo)
    door = f"{open_one.get_absolute_url()}membership/"
    assert "You are a member" in text_of(client.post(door, {"do": "join"}, follow=True))
    assert "You left Safe work." in text_of(client.post(door, {"do": "leave"}, follow=True))
    door = f"{closed.get_absolute_url()}membership/"
    assert client.post(door, {"do": "join"}).status_code == 403
    refused = client.post(door, {"do": "ask", "message": "x" * 501})
    assert refused.status_code == 422
    assert "x" * 501 in refused.content.decode()
    assert "You asked to join" in text_of(client.post(door, {"do": "ask", "message": "Please"}, follow=True))
    client.post(door, {"do": "cancel"})
    assert Membership.objects.get(community=closed, user=bo).state == State.LEFT


def test_the_last_owner_is_told_why_they_cannot_leave(open_one, cleo):
    page = signed_in(cleo).post(f"{open_one.get_absolute_url()}membership/", {"do": "leave"}, follow=True)
    assert "You are the last owner." in text_of(page)


def test_managers_answer_requests_and_give_reasons(closed, cleo, bo):
    actions.ask(closed, by=bo, message="I plan Line 3.")
    client = signed_in(cleo)
    panel = text_of(client.get(f"{closed.get_absolute_url()}manage/"))
    assert "I plan Line 3." in panel
    door = f"{closed.get_absolute_url()}members/{bo.pk}/"
    assert "Why do you decline?" in text_of(client.get(f"{door}?do=decline"))
    assert client.post(door, {"do": "decline", "reason": ""}).status_code == 422
    client.post(door, {"do": "decline", "reason": "Not now."})
    assert Membership.objects.get(community=closed, user=bo).reason == "Not now."
    actions.ask(closed, by=bo)
    client.post(door, {"do": "approve"})
    assert Membership.objects.get(community=closed, user=bo).state == State.MEMBER


def test_members_have_no_business_with_the_managers_pages(closed, dina, bo):
    for who, status in ((dina, 403), (bo, 403)):
        for rest in ("manage/", "manage/people/", "manage/announcement/", "manage/settings/", f"members/{bo.pk}/"):
            assert signed_in(who).get(closed.get_absolute_url() + rest).status_code == status
        assert signed_in(who).post(f"{closed.get_absolute_url()}manage/rest/", {"do": "archive"}).status_code == 403


def test_the_link_of_an_invitation_works_for_its_account_only(secret, cleo, bo, emil):
    client = signed_in(cleo)
    assert "Bo Jansen" in text_of(client.get(f"{secret.get_absolute_url()}manage/people/?q=bo"))
    client.post(f"{secret.get_absolute_url()}manage/people/", {"person": bo.pk})
    row = Membership.objects.get(community=secret, user=bo)
    link = f"/communities/invitations/{row.pk}/"
    assert link in client.get(f"{secret.get_absolute_url()}manage/people/").content.decode()
    assert signed_in(emil).get(link).status_code == 404
    assert signed_in(bo).get(secret.get_absolute_url()).status_code == 404
    assert "You are invited to Confidants" in text_of(signed_in(bo).get(link))
    assert "Confidants" in text_of(signed_in(bo).get("/notifications/"))
    signed_in(bo).post(link, {"do": "accept"})
    assert signed_in(bo).get(secret.get_absolute_url()).status_code == 200
    assert signed_in(bo).get(link).status_code == 404


def test_starting_one_asks_for_purpose_and_rules(bo):
    client = signed_in(bo)
    refused = client.post("/communities/new/", {"name": "Cycling", "kind": "interest", "visibility": "open"})
    assert refused.status_code == 422
    assert 'value="Cycling"' in refused.content.decode()
    fields = {
        "name": "Cycling",
        "kind": "interest",
        "visibility": "open",
        "purpose": "Rides.",
        "rules": "Wait for all.",
    }
    assert client.post("/communities/new/", fields).status_code == 302
    made = Community.objects.get(name="Cycling")
    assert Membership.objects.get(community=made).state == State.OWNER
    assert "Rides." in text_of(client.get(made.get_absolute_url()))
    assert client.post("/communities/new/", fields | {"visibility": "secret"}).status_code == 422


def test_opening_a_closed_one_has_to_be_meant(closed, cleo):
    client = signed_in(cleo)
    form = {"name": "Reorganisation", "kind": "topic", "visibility": "open", "purpose": "New.", "rules": "Kind."}
    form |= {"premoderation": "off", "parts": ["members"]}
    door = f"{closed.get_absolute_url()}manage/settings/"
    refused = client.post(door, form)
    assert refused.status_code == 422
    assert "More colleagues will read" in text_of(refused)
    assert client.post(door, form | {"wider": "on"}).status_code == 302
    closed.refresh_from_db()
    assert closed.is_open
    assert closed.purpose == "New."


def test_an_announcement_says_to_how_many_and_comes_once_a_week(closed, cleo, dina, bo):
    client = signed_in(cleo)
    door = f"{closed.get_absolute_url()}manage/announcement/"
    assert "This notifies 1 colleague" in text_of(client.get(door))
    sent = client.post(door, {"title": "Meeting on Monday", "text": "At *nine*."})
    assert sent.status_code == 302
    assert "Meeting on Monday" in text_of(signed_in(dina).get("/notifications/"))
    assert "Meeting on Monday" not in text_of(signed_in(bo).get("/notifications/"))
    assert signed_in(bo).get(sent.url).status_code == 404
    assert "Meeting on Monday" in text_of(signed_in(dina).get(closed.get_absolute_url()))
    again = client.post(door, {"title": "And on Tuesday", "text": "At ten."})
    assert again.status_code == 422
    assert "less than a week ago" in text_of(again)


def test_an_archived_one_is_read_only_labelled_and_comes_back_in_one_press(open_one, cleo, bo):
    actions.join(open_one, by=bo)
    client = signed_in(cleo)
    client.post(f"{open_one.get_absolute_url()}manage/rest/", {"do": "archive"})
    page = text_of(signed_in(bo).get(open_one.get_absolute_url()))
    assert "This community was archived" in page
    assert "Safe work" in text_of(signed_in(bo).get("/communities/?active=archived"))
    listed = signed_in(bo).get("/communities/?kind=topic", HTTP_HX_REQUEST="true")
    assert "Safe work" not in text_of(listed)
    assert "Safe work" in text_of(signed_in(bo).get("/search/?q=safe"))
    client.post(f"{open_one.get_absolute_url()}manage/rest/", {"do": "revive"})
    assert "This community was archived" not in text_of(signed_in(bo).get(open_one.get_absolute_url()))


def test_the_menu_names_ones_own_communities(closed, dina, bo):
    assert "My communities" in text_of(signed_in(dina).get("/people/"))
    assert "My communities" not in text_of(signed_in(bo).get("/people/"))


def test_a_name_of_two_lines_becomes_one_line_in_the_menu_of_every_page(bo):
    client = signed_in(bo)
    fields = {"kind": "interest", "visibility": "open", "purpose": "Rides.", "rules": "Wait."}
    client.post("/communities/new/", fields | {"name": "Cycling\n7\ttopic\tx\tclub"})
    assert "Cycling 7 topic x club" in text_of(client.get("/people/"))


def test_a_page_costs_the_same_for_few_and_many_members(open_one, cleo, bo, django_assert_max_num_queries):
    actions.join(open_one, by=bo)
    client = signed_in(bo)
    pages = ["", "members/", "about/"]
    for rest in pages:
        client.get(open_one.get_absolute_url() + rest)
    from django.db import connection

    few = {}
    for rest in pages:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(open_one.get_absolute_url() + rest)
        few[rest] = len(asked)
    from django.utils import timezone

    people = [person(f"P{number}", "Member") for number in range(30)]
    Membership.objects.bulk_create(
        Membership(community=open_one, user=one, state=State.MEMBER, road=Road.SELF, joined_at=timezone.now())
        for one in people
    )
    for rest in pages:
        with CaptureQueriesContext(connection) as asked:
            client.get(open_one.get_absolute_url() + rest)
        assert len(asked) == few[rest], "\n".join(query["sql"][:200] for query in asked)
    assert few[""] <= 7


@pytest.mark.parametrize("number", [1, 12])
def test_the_directory_costs_the_same_for_few_and_many(cleo, bo, number, django_assert_max_num_queries):
    for each in range(number):
        start(cleo, f"Table {each}")
    client = signed_in(bo)
    client.get("/communities/")
    with django_assert_max_num_queries(8):
        client.get("/communities/")
