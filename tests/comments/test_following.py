"""Comments follow what they are about: for whom it is, and whether it is there."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from access.reach import forget_reach
from activity.timeline import timeline
from comments.actions import delete_comment, post_comment, restore_comment
from comments.models import Comment, Discussion
from comments.tasks import recount
from core.events import Published, Withdrawn, emit
from tests.cast import signed_in
from tests.comments.conftest import live_page, say


def sees(user) -> list[Comment]:
    forget_reach(user)
    return list(Comment.objects.visible_to(user))


@pytest.fixture
def council(dina):
    group = Group.objects.create(name="Council")
    dina.groups.add(group)
    return group


def restrict(page, group) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set([group])
    return restriction


def test_restricting_a_section_restricts_what_is_said_below_it_at_once(hall, bo, dina, council):
    comment = say(live_page("Below", hall), bo)
    elsewhere = say(live_page("Elsewhere"), bo)
    assert set(sees(bo)) == {comment, elsewhere}
    restriction = restrict(hall, council)
    assert sees(bo) == [elsewhere]
    assert set(sees(dina)) == {comment, elsewhere}
    restriction.delete()
    assert set(sees(bo)) == {comment, elsewhere}


def test_moving_a_page_takes_its_comments_along(hall, bo, council):
    page = live_page("Moves")
    comment = say(page, bo)
    restrict(hall, council)
    page.move(type(page).objects.get(pk=hall.pk), pos="last-child")
    assert sees(bo) == []
    comment.refresh_from_db()
    assert comment.audience_id == type(hall).objects.get(pk=hall.pk).page_audience.audience_id


def test_what_is_withdrawn_hides_its_comments_and_comes_back_with_them(hall, bo, django_db_blocker):
    from django.db import transaction

    comment = say(hall, bo)
    type(hall).objects.filter(pk=hall.pk).update(live=False)
    with transaction.atomic():
        emit(Withdrawn(model="wagtailcore.page", pk=hall.pk))
        assert sees(bo) == []
    type(hall).objects.filter(pk=hall.pk).update(live=True)
    with transaction.atomic():
        emit(Published(model="wagtailcore.page", pk=hall.pk))
    assert sees(bo) == [comment]


def test_an_old_event_does_not_show_what_was_withdrawn_since(hall, bo):
    from django.db import transaction

    say(hall, bo)
    hall.unpublish()
    with transaction.atomic():
        emit(Published(model="wagtailcore.page", pk=hall.pk))
    assert sees(bo) == []


def test_recounting_puts_right_what_went_wrong(hall, bo, council):
    say(hall, bo)
    delete_comment(say(hall, bo, "Gone"), by=bo)
    Discussion.objects.update(comment_count=7)
    Comment.objects.update(is_hidden=True)
    recount.enqueue()
    assert Discussion.objects.get().comment_count == 1
    assert len(sees(bo)) == 1
    hall.delete()
    recount.enqueue()
    assert sees(bo) == []


def test_comments_stand_in_the_timeline_grouped_by_what_they_are_about(hall, bo, ada, emil):
    for person in (bo, ada):
        post_comment(hall, f"Says {person.first_name}", by=person)
    entries = timeline(emil, lane="colleagues").entries
    assert [(entry.place.pk, entry.thing.comment, entry.count) for entry in entries] == [(hall.pk, "Says Ada", 2)]
    page = signed_in(emil).get("/")
    if page.status_code == 200 and "entry-" in page.content.decode():
        assert "Says Ada" in page.content.decode()


def test_a_removed_comment_leaves_the_timeline_and_comes_back(hall, bo, emil):
    comment = post_comment(hall, "Oops", by=bo)
    delete_comment(comment, by=bo)
    assert timeline(emil, lane="colleagues").entries == []
    restore_comment(comment, by=bo)
    assert len(timeline(emil, lane="colleagues").entries) == 1


def test_people_react_to_comments_they_see(hall, restricted, bo, dina, emil):
    comment, closed = say(hall, bo), say(restricted, dina)
    client = signed_in(emil)
    assert client.post(f"/on/comment/{comment.pk}/reactions/like/", {"on": "1"}).status_code in (200, 303)
    assert client.post(f"/on/comment/{closed.pk}/reactions/like/", {"on": "1"}).status_code == 404
