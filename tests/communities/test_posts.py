"""Saying something: who may, who hears of it, what stays when it is refused, and how it is changed and taken away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from activity.actions import set_level, timeline
from activity.levels import Level
from comments.actions import post_comment
from comments.models import Comment
from communities import actions
from communities.mentions import names_in, offered
from communities.models import Post, PostVersion
from communities.tasks import publish_due
from notifications.models import Notification
from search.models import Entry
from tests.cast import person, signed_in

pytestmark = pytest.mark.django_db


def said(by, community=None, text="The salt is at dock 4.", **more) -> Post:
    return actions.publish_post(by=by, community=community, text=text, **more)


def notes(user) -> list[str]:
    told = Notification.objects.filter(recipient=user, hidden=0, kind__startswith="post_")
    return list(told.order_by("pk").values_list("kind", flat=True))


def test_a_post_reaches_timeline_search_and_its_page(open_one, cleo, bo):
    post = said(cleo, open_one, text="The salt is at dock 4, says #winter.")
    assert [entry.thing for entry in timeline(bo, of=open_one).entries] == [post]
    assert Entry.objects.filter(url=post.get_absolute_url(), audience_id=post.audience_id).exists()
    page = signed_in(bo).get(post.get_absolute_url())
    assert page.status_code == 200
    assert "/search/?q=winter" in page.content.decode()
    assert "Open community" not in page.content.decode()


def test_a_post_in_a_closed_community_is_for_its_members_only(closed, dina, emil, sam):
    post = said(dina, closed)
    for outsider in (emil, sam):
        assert signed_in(outsider).get(post.get_absolute_url()).status_code == 404
        assert not Post.objects.visible_to(outsider).exists()
    assert signed_in(dina).get(post.get_absolute_url()).status_code == 200


def test_opening_and_closing_a_community_carries_all_that_is_in_it(open_one, cleo, bo, emil):
    actions.join(open_one, by=bo)
    post = said(bo, open_one)
    comment = post_comment(post, "True.", by=cleo)
    set_level(open_one, Level.WATCHING, by=emil)
    actions.edit(open_one, by=cleo, visibility="closed")
    post.refresh_from_db()
    assert post.audience_id == open_one.members_audience_id
    assert Comment.objects.get(pk=comment.pk).audience_id == post.audience_id
    assert signed_in(emil).get(post.get_absolute_url()).status_code == 404
    assert not timeline(emil, of=bo).entries
    assert set(Entry.objects.filter(kind__in=("post", "comment")).values_list("audience_id", flat=True)) == {
        post.audience_id
    }


def test_only_members_post_and_nobody_in_what_is_archived(open_one, cleo, bo):
    with pytest.raises(PermissionDenied):
        said(bo, open_one)
    actions.archive(open_one, by=cleo)
    with pytest.raises(ValidationError):
        said(cleo, open_one)


def test_what_is_refused_comes_back_with_the_words(open_one, cleo, bo):
    client = signed_in(bo)
    data = {"place": open_one.slug, "type": "question", "title": "Where?", "text": "Is the salt here?"}
    answer = client.post("/posts/", data)
    assert answer.status_code == 422  # not a member
    assert "Is the salt here?" in answer.content.decode()
    assert "You cannot post there" in answer.content.decode()
    same = client.post("/posts/", data | {"place": "there-is-no-such-place"})
    assert same.status_code == 422
    assert "You cannot post there" in same.content.decode()
    empty = client.post("/posts/", {"place": "everyone", "type": "update", "text": " \u200b "})
    assert empty.status_code == 422
    assert not Post.objects.exists()


def test_a_plain_form_leads_to_the_post_and_htmx_gets_the_piece(open_one, cleo):
    client = signed_in(cleo)
    data = {"place": open_one.slug, "type": "update", "text": "Hello", "token": "one", "fixed": "1"}
    plain = client.post("/posts/", data)
    assert plain.status_code == 303
    assert plain["Location"] == Post.objects.get().get_absolute_url()
    piece = client.post("/posts/", data | {"token": "two"}, headers={"HX-Request": "true"})
    assert piece.status_code == 200
    assert "<html" not in piece.content.decode()
    assert "Take it back" in piece.content.decode()
    client.post("/posts/", data | {"token": "two"})
    assert Post.objects.count() == 2  # the same form twice is one post


def test_mentions_reach_readers_only(closed, cleo, dina, emil):
    post = said(cleo, closed, text="@Dina Postma and @Emil Kowalski: look at dock 4.")
    assert post.mentioned_ids == [dina.pk]
    assert post.unheard == ["Emil Kowalski"]
    assert notes(dina) == ["post_mention"]
    assert notes(emil) == []
    page = signed_in(dina).get(post.get_absolute_url()).content.decode()
    assert f"/people/{dina.pk}-" in page
    assert f"/people/{emil.pk}-" not in page


def test_two_of_one_name_are_told_apart(bo):
    jan = person("Jan", "de Vries")
    assert names_in("@Jan de Vries!", 1).mentioned == [[jan.pk, "@Jan de Vries"]]
    other = type(jan).objects.create_user("jan2@duinrand.example", "x", first_name="Jan", last_name="de Vries")
    assert names_in("@Jan de Vries!", 1).mentioned == []
    assert names_in(f"@Jan de Vries#{other.pk}!", 1).mentioned == [[other.pk, f"@Jan de Vries#{other.pk}"]]
    assert {each.mention for each in offered("jan", 1, bo)} == {
        f"@Jan de Vries#{jan.pk}",
        f"@Jan de Vries#{other.pk}",
    }


def test_the_list_under_the_text_offers_readers_of_the_place_only(closed, cleo, emil):
    client = signed_in(cleo)
    assert "Dina" in client.get("/posts/people/", {"q": "di", "place": closed.slug}).content.decode()
    assert "Emil" not in client.get("/posts/people/", {"q": "em", "place": closed.slug}).content.decode()
    assert "Emil" in client.get("/posts/people/", {"q": "em", "place": "everyone"}).content.decode()
    assert signed_in(emil).get("/posts/people/", {"q": "di", "place": closed.slug}).status_code == 403


def test_all_members_are_told_only_by_who_runs_it_and_knows_how_many(closed, cleo, dina):
    with pytest.raises(ValidationError):
        said(dina, closed, text="@community come and see")
    with pytest.raises(actions.TellMembers) as question:
        said(cleo, closed, text="@community come and see")
    assert question.value.count == 1
    said(cleo, closed, text="@community come and see", told=1)
    assert notes(dina) == ["post_members"]
    with pytest.raises(ValidationError):  # once a day
        said(cleo, closed, text="@community again", told=1)


def test_praise_names_somebody_and_tells_them(open_one, cleo, bo):
    with pytest.raises(ValidationError):
        said(cleo, open_one, type="praise", text="Thank you all.")
    post = said(cleo, open_one, type="praise", text="@Bo Jansen took two nights over.")
    assert post.praise.person == bo
    assert notes(bo) == ["post_praise"]


def test_a_question_gets_an_answer_that_its_asker_chooses(open_one, cleo, bo, emil):
    actions.join(open_one, by=bo)
    post = said(bo, open_one, type="question", title="May I rinse with the hood open?", text="")
    comment = post_comment(post, "No. Lock it first.", by=emil)
    with pytest.raises(PermissionDenied):
        actions.accept_answer(post, comment, by=emil)
    answer = signed_in(bo).post(f"/posts/{post.pk}/answer/", {"comment": comment.pk})
    assert answer.status_code == 302
    assert notes(emil) == ["post_answer"]
    assert "Chosen answer" in signed_in(emil).get(post.get_absolute_url()).content.decode()
    elsewhere = post_comment(said(cleo, open_one), "Elsewhere", by=bo)
    with pytest.raises(ValidationError):
        actions.accept_answer(post, elsewhere, by=bo)


def test_an_edit_keeps_what_was_said_and_never_overwrites_unseen(open_one, cleo, bo):
    post = said(cleo, open_one)
    client = signed_in(cleo)
    assert client.post(f"/posts/{post.pk}/edit/", {"text": "At dock 5.", "version": 1}).status_code == 302
    stale = client.post(f"/posts/{post.pk}/edit/", {"text": "At dock 6.", "version": 1})
    assert stale.status_code == 409
    assert "At dock 5." in stale.content.decode()
    assert "At dock 6." in stale.content.decode()
    assert PostVersion.objects.get().text == "The salt is at dock 4."
    assert client.get(f"/posts/{post.pk}/history/").status_code == 200
    assert signed_in(bo).get(f"/posts/{post.pk}/history/").status_code == 403
    assert signed_in(bo).get(f"/posts/{post.pk}/edit/").status_code == 403


def test_undo_takes_it_back_with_the_words_kept_and_nobody_told(open_one, cleo, bo):
    post = said(cleo, open_one)
    answer = signed_in(cleo).post(f"/posts/{post.pk}/undo/")
    assert "The salt is at dock 4." in answer.content.decode()
    assert not Post.objects.live().exists()
    assert not timeline(bo, of=open_one).entries
    assert not Entry.objects.filter(kind="post").exists()
    late = said(cleo, open_one)
    Post.objects.filter(pk=late.pk).update(published_at=timezone.now() - timedelta(seconds=31))
    signed_in(cleo).post(f"/posts/{late.pk}/undo/")
    assert Post.objects.live().exists()


def test_a_removed_post_takes_its_comments_and_comes_back_for_a_while(open_one, cleo, bo):
    actions.join(open_one, by=bo)
    post = said(bo, open_one)
    comment = post_comment(post, "True.", by=cleo)
    client = signed_in(bo)
    client.post(f"/posts/{post.pk}/removal/")
    assert Comment.objects.get(pk=comment.pk).is_hidden
    assert signed_in(cleo).get(post.get_absolute_url()).status_code == 404
    assert "bring it back" in client.get(post.get_absolute_url()).content.decode()
    client.post(f"/posts/{post.pk}/restoration/")
    assert signed_in(cleo).get(post.get_absolute_url()).status_code == 200
    assert not Comment.objects.get(pk=comment.pk).is_hidden
    assert signed_in(cleo).post(f"/posts/{post.pk}/removal/", {"reason": ""}).status_code == 422
    assert signed_in(cleo).post(f"/posts/{post.pk}/removal/", {"reason": "Twice"}).status_code == 302
    assert client.post(f"/posts/{post.pk}/restoration/").status_code == 404  # a moderator took it away


def test_what_waits_for_a_moderator_is_seen_by_its_author_only_until_it_is_approved(open_one, cleo, bo, emil):
    actions.edit(open_one, by=cleo, premoderation="all")
    actions.join(open_one, by=bo)
    post = said(bo, open_one)
    assert post.state == "held"
    assert signed_in(emil).get(post.get_absolute_url()).status_code == 404
    assert signed_in(bo).get(post.get_absolute_url()).status_code == 200
    assert not timeline(emil, of=open_one).entries
    actions.release_post(post, by=cleo)
    assert signed_in(emil).get(post.get_absolute_url()).status_code == 200
    assert timeline(emil, of=open_one).entries


def test_passing_on_is_a_link_and_none_of_the_words(closed, cleo, dina, emil):
    post = said(dina, closed, text="Between us.")
    page = signed_in(cleo).get("/posts/", {"share": post.pk}).content.decode()
    assert f"/posts/{post.pk}/" in page
    assert "Between us." not in page
    assert signed_in(emil).get("/posts/", {"share": post.pk}).status_code == 404


def test_who_watches_a_community_hears_of_every_post_and_who_follows_does_not(open_one, cleo, bo, emil):
    set_level(open_one, Level.WATCHING, by=bo)
    set_level(open_one, Level.FOLLOWING, by=emil)
    said(cleo, open_one)
    assert (notes(bo), notes(emil)) == (["post_watched"], [])


@pytest.mark.parametrize("count", [1, 8])
def test_pages_with_posts_ask_the_same_number_of_questions(
    open_one, cleo, bo, emil, count, django_assert_max_num_queries
):
    actions.join(open_one, by=bo)
    for number in range(count):
        post = said(bo, open_one, text=f"Number {number}, @Cleo Okafor.")
        post_comment(post, "True.", by=cleo)
    client = signed_in(cleo)
    for address in (post.get_absolute_url(), open_one.get_absolute_url(), "/"):
        client.get(address)
    reader = signed_in(emil)
    reader.get("/")
    with django_assert_max_num_queries(6):
        reader.get(post.get_absolute_url())
    with django_assert_max_num_queries(6):
        client.get(post.get_absolute_url())
    with django_assert_max_num_queries(7):
        client.get(open_one.get_absolute_url())
    with django_assert_max_num_queries(8):
        client.get("/")


def test_what_is_kept_for_later_is_its_authors_until_its_moment(open_one, cleo, bo, emil):
    actions.join(open_one, by=bo)
    client = signed_in(bo)
    data = {"place": open_one.slug, "type": "update", "text": "Hello @Cleo Okafor", "later": "1", "token": "x"}
    assert client.post("/posts/", data).status_code == 303
    draft = Post.objects.get()
    assert (draft.state, draft.published_at) == ("draft", None)
    assert "Hello" in client.get("/posts/later/").content.decode()
    assert signed_in(cleo).get(draft.get_absolute_url()).status_code == 404
    assert notes(cleo) == []
    client.post(f"/posts/{draft.pk}/edit/", {"text": "Hello, @Cleo Okafor", "version": 1})
    assert not PostVersion.objects.filter(post=draft).exists()
    client.post(f"/posts/{draft.pk}/publication/")
    assert notes(cleo) == ["post_mention"]
    assert [entry.thing for entry in timeline(emil, of=open_one).entries] == [draft]
    past = client.post("/posts/", data | {"token": "y", "at": "2001-01-01T10:00"})
    assert past.status_code == 422
    assert "coming year" in past.content.decode()


def test_a_scheduled_post_goes_out_once_and_comes_back_to_who_may_not_post_any_more(open_one, cleo, bo, emil):
    actions.join(open_one, by=bo)
    soon = timezone.now() + timedelta(hours=1)
    fine = actions.keep_post(by=cleo, community=open_one, text="Soup at noon.", at=soon)
    lost = actions.keep_post(by=bo, community=open_one, text="I am still here.", at=soon)
    publish_due.call()
    assert not Post.objects.live().exists()
    actions.leave(open_one, by=bo)
    Post.objects.update(scheduled_at=timezone.now())
    publish_due.call()
    publish_due.call()
    assert list(Post.objects.live()) == [fine]
    assert [entry.thing for entry in timeline(emil, of=open_one).entries] == [fine]
    lost.refresh_from_db()
    assert lost.state == "draft"
    assert notes(bo) == ["post_returned"]
