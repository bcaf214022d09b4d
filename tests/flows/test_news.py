"""The news flow of the house, walked end to end: scheduled, published, met, answered, closed, withdrawn."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import User
from activity.actions import follow, timeline
from activity.models import Activity, Verb
from news.actions import publish_due
from tests.cast import signed_in
from tests.factories.news import NewsPageFactory, TopicFactory

pytestmark = pytest.mark.django_db


def titles(user) -> list[str]:
    """What this person meets in the timeline, asked anew."""
    fresh = User.objects.get(pk=user.pk)
    return [getattr(entry.place, "title", str(entry.place)) for entry in timeline(fresh, order="newest").entries]


def test_a_scheduled_item_reaches_people_and_leaves_with_its_audience(
    ada, bo, dina, django_capture_on_commit_callbacks
):
    board = Group.objects.create(name="Board")
    dina.groups.add(board)
    topic = TopicFactory()
    follow(ada, by=bo)
    follow(topic, by=bo)

    moment = timezone.now() + timedelta(hours=1)
    page = NewsPageFactory(
        title="Hall F opens", slug="hall-f", author=ada, topics=[topic], live=False, first_published_at=None
    )
    page.go_live_at = moment
    page.save_revision(user=ada).publish(user=ada, skip_permission_checks=True)
    assert titles(bo) == []
    assert signed_in(bo).get("/news/hall-f/").status_code == 404

    with time_machine.travel(moment + timedelta(seconds=30), tick=True):
        publish_due(timezone.now())
        publish_due(timezone.now())
    page = type(page).objects.get(pk=page.pk)
    assert page.live
    assert Activity.objects.filter(verb=Verb.PUBLISHED).count() == 1, "announced once"
    assert titles(bo) == ["Hall F opens"]
    browser = signed_in(bo)
    assert b"Hall F opens" in browser.get("/").content

    browser.post(reverse("comments:thread", args=["page", page.pk]), {"text": "Which gate?"})
    browser.put(f"/on/page/{page.pk}/reactions/like/")
    assert b"Which gate?" in signed_in(dina).get("/news/hall-f/").content

    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(board)
    assert titles(bo) == [], "closed at once, in the timeline"
    assert browser.get("/news/hall-f/").status_code == 404
    assert "Hall F opens" in titles(dina)

    dina.groups.remove(board)
    assert titles(dina) == [], "who leaves the group leaves the audience"

    dina.groups.add(board)
    page.unpublish()
    assert titles(dina) == []
    assert signed_in(dina).get("/news/hall-f/").status_code == 404
