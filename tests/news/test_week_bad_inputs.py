"""The planning, moving and languages against strings that break software."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import signed_in
from tests.factories.news import NewsPageFactory, publish
from tests.filling import fill, patient, read, report  # noqa: F401  fixtures

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("patient")]


def test_the_address_of_the_planning_and_of_a_report(report, sam):  # noqa: F811
    client = signed_in(sam)
    read(report, client, reverse("news_planning"), "view", "date", "section", "editor", "kind")
    read(report, client, reverse("news_translations_report"), "state", "language", "owner", "content_type", "export")


def test_moving(report, sam):  # noqa: F811
    client, at = signed_in(sam), timezone.now() + timedelta(days=3)
    page = publish(NewsPageFactory(live=False, first_published_at=None, go_live_at=at))
    move = reverse("news_move", args=["live", page.pk])
    base = {"at": "", "day": "", "days": "", "version": "", "next": "", "look": "1", "choose": "on"}
    fill(report, client, move, base, "at", "day", "days", "version", "next", typed=("at",))
    read(report, client, move, "at", "next")


def test_languages(report, sam):  # noqa: F811
    client, page = signed_in(sam), publish(NewsPageFactory(live=False, language="nl"))
    fill(report, client, reverse("news_languages", args=[page.pk]), {"other": "0"}, "other")
