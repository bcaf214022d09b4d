"""Reach: everybody counts once, nobody is remembered, and nothing is told about fewer than ten people."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import BinaryField, DateTimeField, ForeignKey, GenericIPAddressField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from analytics.actions import COUNTED_DAYS, close_counts, count_seen
from analytics.figures import SMALLEST, figure, figure_of
from analytics.models import ReachCount, Seen
from news.actions import setup_editorial_groups
from tests.cast import person, signed_in
from tests.factories.news import NewsPageFactory, publish

pytestmark = pytest.mark.django_db
PEOPLE_WORDS = ("user", "person", "ip", "session", "email", "agent", "device", "at", "time")


@pytest.fixture
def item(ada):
    return publish(NewsPageFactory(author=ada, live=False))


def crowd(number: int) -> list:
    return [person(f"Reader{n}", "Test") for n in range(number)]


def seen_by(item, people) -> None:
    for reader in people:
        count_seen(item, by=reader)


def test_no_table_of_figures_can_hold_a_person():
    """The works council's own test: no field for a person, an address, a session or a moment."""
    for model in apps.get_app_config("analytics").get_models():
        for field in model._meta.get_fields():
            assert not isinstance(field, DateTimeField | GenericIPAddressField), f"{model.__name__}.{field.name}"
            assert not set(field.name.split("_")) & set(PEOPLE_WORDS), f"{model.__name__}.{field.name}"
            if isinstance(field, ForeignKey):
                assert field.related_model._meta.app_label == "analytics", f"{model.__name__}.{field.name}"
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, "analytics_seen")]
    assert sorted(columns) == ["reach_id", "token"], "no number of its own either: rows keep no order"


def test_each_person_counts_once(item, bo, cleo):
    seen_by(item, [bo, bo, cleo, bo])
    assert Seen.objects.count() == 2
    assert ReachCount.objects.count() == 1


def test_the_same_person_has_another_sign_on_another_item(item, bo):
    other = publish(NewsPageFactory(live=False))
    seen_by(item, [bo])
    seen_by(other, [bo])
    assert len({bytes(row.token) for row in Seen.objects.all()}) == 2


def test_the_browser_tells_by_post_and_only_about_what_the_reader_may_see(item, bo):
    client = signed_in(bo)
    assert client.get(f"/on/page/{item.pk}/seen/").status_code == 405
    assert client.post(f"/on/page/{item.pk}/seen/").status_code == 204
    restriction = PageViewRestriction.objects.create(page=item, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Board"))
    assert client.post(f"/on/page/{item.pk}/seen/").status_code == 404
    with pytest.raises(PermissionDenied):
        count_seen(item, by=person("Late", "Comer"))
    assert Seen.objects.count() == 1


@pytest.mark.parametrize(
    ("seen", "audience", "shown"),
    [
        (0, 480, None),
        (9, 480, None),
        (10, 480, 10),
        (19, 480, 10),
        (214, 480, 210),
        (470, 480, 470),
        (471, 480, "almost all"),
        (480, 480, "almost all"),
        (15, 19, None),
        (5, 12, None),
        (10, 20, 10),
        (11, 20, "almost all"),
    ],
)
def test_what_is_told_is_never_about_fewer_than_ten_people(seen, audience, shown):
    found = figure(seen, audience)
    assert found.is_almost_all == (shown == "almost all")
    assert found.seen == (shown if isinstance(shown, int) else None)
    if found.seen is not None:
        assert found.seen >= SMALLEST
        assert audience - found.seen >= SMALLEST


def test_watching_the_number_does_not_show_who_came_by():
    """Whatever changes on the screen was done by ten people together."""
    numbers = [figure(seen, 200).seen for seen in range(10, 190)]
    steps = [index for index in range(1, len(numbers)) if numbers[index] != numbers[index - 1]]
    assert all(later - earlier >= SMALLEST for earlier, later in zip(steps, steps[1:], strict=False))


def test_the_author_and_editors_read_it_on_the_page_and_other_readers_do_not(item, ada, bo):
    people = crowd(30)
    seen_by(item, people[:14])
    assert "Seen by about 10 of" in signed_in(ada).get(item.url).content.decode()
    html = signed_in(bo).get(item.url).content.decode()
    assert "Seen by" not in html
    assert f'data-url="/on/page/{item.pk}/seen/"' in html, "but the visit counts"


def test_after_its_days_only_the_number_is_left(item, bo):
    people = crowd(25)
    seen_by(item, people[:12])
    later = timezone.localdate() + timedelta(days=COUNTED_DAYS + 1)
    assert close_counts(timezone.localdate()) == 0
    assert close_counts(later) == 1
    assert close_counts(later) == 0
    count = ReachCount.objects.get()
    assert (count.seen, count.salt, Seen.objects.count()) == (12, None, 0)
    assert figure_of(item).seen == 10


def test_a_reader_after_the_end_of_a_count_opens_the_next(item, bo, cleo):
    seen_by(item, [bo])
    close_counts(timezone.localdate() + timedelta(days=COUNTED_DAYS + 1))
    ReachCount.objects.update(opened_on=timezone.localdate() - timedelta(days=40))
    seen_by(item, [cleo])
    assert ReachCount.objects.filter(seen=None).count() == 1
    assert Seen.objects.count() == 1


def test_counting_is_no_work_for_the_page(item, bo):
    client = signed_in(bo)
    client.get(item.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(item.url)
    assert not [query for query in queries if "analytics_" in query["sql"]]


def test_the_report_and_the_dashboard_cost_the_same_for_many_pages(ada, sam):
    setup_editorial_groups()
    ada.groups.add(Group.objects.get(name="Communications"))
    client, costs = signed_in(ada), []
    for number in (2, 6):
        for _page in range(number):
            count_seen(publish(NewsPageFactory(live=False)), by=sam)
        client.get(reverse("analytics_reach"))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("analytics_reach"))
        assert answer.status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert "Seen by fewer than 10" in answer.content.decode()
    assert "panel-reach" in client.get("/cms/").content.decode()
    export = b"".join(client.get(reverse("analytics_reach") + "?export=csv").streaming_content).decode()
    assert "News item" in export


def test_the_report_is_for_editors(bo, mo):
    group = Group.objects.create(name="Only in")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    mo.groups.add(group)
    assert signed_in(bo).get(reverse("analytics_reach")).status_code == 403
    assert signed_in(mo).get(reverse("analytics_reach")).status_code in (302, 403)


def test_what_is_counted_is_told_to_everybody(bo):
    html = signed_in(bo).get("/about-figures/").content.decode()
    assert "30 days" in html
    assert "Nobody sees who" in html


def test_signs_are_bytes_of_a_fixed_size(item, bo):
    seen_by(item, [bo])
    assert isinstance(Seen._meta.get_field("token"), BinaryField)
    assert len(bytes(Seen.objects.get().token)) == 16
