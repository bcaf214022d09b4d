"""The privacy dialog becomes an audience: at once, for the whole subtree, wherever the page goes."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from access.check import differences
from access.models import CollectionAudience, PageAudience
from core import events
from tests.access.conftest import add_page, key, restrict, sees


@pytest.fixture(autouse=True)
def nothing_differs_afterwards(db):
    yield
    assert list(differences()) == []


@pytest.fixture
def heard(monkeypatch):
    """The events that were emitted."""
    heard = []
    monkeypatch.setattr("access.actions.emit", heard.append)
    return heard


def test_new_page_has_the_audience_of_its_parent(hr, team):
    restrict(hr, team)
    assert key(add_page(hr, "Rules")) == f"groups:{team.pk}"


def test_open_page_is_for_everyone(pay, bo):
    assert key(pay) == "everyone"
    assert sees(bo, pay)


def test_login_restriction_means_everyone(hr, pay, bo):
    restrict(hr, kind=PageViewRestriction.LOGIN)
    assert key(pay) == "everyone"
    assert sees(bo, pay)


def test_shared_password_shows_the_page_to_nobody(hr, pay, bo, sam):
    restrict(hr, kind=PageViewRestriction.PASSWORD)
    assert key(pay) == "nobody"
    assert not sees(bo, pay)
    assert not sees(sam, pay)


def test_restriction_before_its_groups_shows_the_page_to_nobody(hr, pay):
    PageViewRestriction.objects.create(page=hr, restriction_type=PageViewRestriction.GROUPS)
    assert key(pay) == "nobody"


def test_groups_see_the_whole_subtree_and_others_nothing(hr, pay, team, dina, bo, sam):
    dina.groups.add(team)
    restrict(hr, team)
    assert sees(dina, pay)
    assert not sees(bo, pay)
    assert not sees(sam, pay)


def test_nested_restrictions_intersect(hr, pay, team, council, dina, bo):
    restrict(hr, team, council)
    restrict(pay, council)
    dina.groups.add(team)
    bo.groups.add(council)
    assert key(hr) == f"groups:{team.pk},{council.pk}"
    assert key(pay) == f"groups:{council.pk}"
    assert sees(dina, hr)
    assert not sees(dina, pay)
    assert sees(bo, pay)


def test_two_separate_groups_need_both(hr, pay, team, council, dina):
    restrict(hr, team)
    restrict(pay, council)
    dina.groups.add(team)
    assert not sees(dina, pay)
    dina.groups.add(council)
    assert sees(dina, pay)
    dina.groups.remove(team)
    assert not sees(dina, pay)


def test_restriction_lifted_opens_the_subtree(hr, pay, team, council, bo):
    outer = restrict(hr, team)
    inner = restrict(pay, council)
    outer.delete()
    assert key(hr) == "everyone"
    assert key(pay) == f"groups:{council.pk}"
    inner.delete()
    assert sees(bo, pay)


def test_groups_of_a_restriction_changed_from_both_sides(hr, team, council):
    restriction = restrict(hr, team)
    restriction.groups.add(council)
    assert key(hr) == f"groups:{team.pk},{council.pk}"
    council.pageviewrestriction_set.remove(restriction)
    assert key(hr) == f"groups:{team.pk}"
    council.pageviewrestriction_set.add(restriction)
    assert key(hr) == f"groups:{team.pk},{council.pk}"
    council.pageviewrestriction_set.clear()
    assert key(hr) == f"groups:{team.pk}"
    restriction.groups.clear()
    assert key(hr) == "nobody"


def test_moved_page_takes_its_subtree_along(hr, pay, board, team, dina):
    deep = add_page(pay, "Deep")
    restrict(board, team)
    dina.groups.add(team)
    pay.refresh_from_db()
    pay.move(board, pos="last-child")
    assert key(deep) == f"groups:{team.pk}"
    assert sees(dina, deep)
    Page.objects.get(pk=pay.pk).move(Page.objects.get(pk=hr.pk), pos="last-child")
    assert key(deep) == "everyone"


def test_own_restriction_moves_along(pay, board, team, council):
    restrict(board, team)
    restrict(pay, council)
    pay.refresh_from_db()
    pay.move(board, pos="last-child")
    assert key(pay) == f"groups:{team.pk}&{council.pk}"


def test_copied_tree_keeps_its_restrictions(hr, pay, team, council, sam):
    restrict(hr, team)
    restrict(pay, council)
    hr.refresh_from_db()
    copy = hr.copy(recursive=True, update_attrs={"title": "HR 2", "slug": "hr-2"}, user=sam)
    assert key(copy) == f"groups:{team.pk}"
    assert key(copy.get_children().get()) == f"groups:{team.pk}&{council.pk}"


def test_copy_below_a_login_restriction_does_not_fall_open(hr, board, team):
    restrict(hr, team)
    restrict(board, kind=PageViewRestriction.LOGIN)
    hr.refresh_from_db()
    copy = hr.copy(to=Page.objects.get(pk=board.pk))
    assert key(copy) == f"groups:{team.pk}"


def test_alias_follows_its_source(hr, pay, board, team):
    alias = pay.create_alias(parent=board, update_slug="pay-here")
    below = add_page(alias, "Below")
    assert key(alias) == "everyone"
    restriction = restrict(pay, team)
    assert key(alias) == key(below) == f"groups:{team.pk}"
    restriction.delete()
    assert key(alias) == "everyone"


def test_alias_keeps_the_restriction_when_its_source_is_deleted(pay, board, team):
    restrict(pay, team)
    alias = pay.create_alias(parent=board, update_slug="pay-here")
    Page.objects.get(pk=pay.pk).delete()
    assert key(alias) == f"groups:{team.pk}"


def test_alias_that_becomes_a_page_or_is_copied_stays_closed(pay, board, team, sam):
    alias = pay.create_alias(parent=board, update_slug="pay-here")
    restrict(pay, team)
    copy = Page.objects.get(pk=alias.pk).copy(update_attrs={"slug": "copy"}, user=sam)
    assert key(copy) == f"groups:{team.pk}"
    ConvertAliasPageAction(Page.objects.get(pk=alias.pk), user=sam).execute()
    assert key(alias) == f"groups:{team.pk}"


def test_source_and_alias_deleted_together(hr, pay, team):
    restrict(pay, team)
    Page.objects.get(pk=pay.pk).create_alias(parent=Page.objects.get(pk=hr.pk), update_slug="pay-2")
    Page.objects.get(pk=hr.pk).delete()
    assert not PageAudience.objects.filter(pk=pay.pk).exists()


def test_changed_subtree_is_told_once_by_its_root(hr, pay, team, heard):
    restriction = PageViewRestriction.objects.create(page=hr, restriction_type=PageViewRestriction.GROUPS)
    assert [(event.model, event.pk) for event in heard] == [("wagtailcore.page", hr.pk)]
    restriction.groups.add(team)
    assert len(heard) == 2
    restriction.groups.add(team)
    assert len(heard) == 2


def test_hiding_runs_inside_the_transaction(hr, pay, team, monkeypatch):
    seen = []

    @events.on(events.AudienceChanged, immediately=True)
    def listener(event):
        rows = PageAudience.objects.under(event.pk).values_list("page_id", "audience__key")
        seen.append((connection.in_atomic_block, dict(rows)))

    try:
        restrict(hr, team)
    finally:
        events._listeners[events.AudienceChanged].pop(f"{listener.__module__}.{listener.__qualname__}")
    assert seen[-1] == (True, {hr.pk: f"groups:{team.pk}", pay.pk: f"groups:{team.pk}"})


def test_rolled_back_change_leaves_both_unchanged(hr, pay, team, dina):
    with transaction.atomic():
        restrict(hr, team)
        dina.groups.add(team)
        assert key(pay) == f"groups:{team.pk}"
        transaction.set_rollback(True)
    assert key(pay) == "everyone"
    assert not PageViewRestriction.objects.exists()
    assert not dina.groups.exists()


def queries_to_restrict(page: Page, group) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        restrict(page, group)
    return len(queries)


def test_large_subtree_costs_as_many_queries_as_a_small_one(home, hr, pay, board, team, council):
    small = queries_to_restrict(hr, team)
    paths = [f"{board.path}{Page._int2str(number).zfill(4)}" for number in range(1, 2001)]
    content_type = board.content_type
    Page.objects.bulk_create(
        Page(title="x", slug=f"x{i}", path=path, depth=board.depth + 1, url_path=f"{board.url_path}x{i}/",
             content_type=content_type, locale=board.locale)
        for i, path in enumerate(paths)
    )  # fmt: skip
    Page.objects.filter(pk=board.pk).update(numchild=2000)
    everyone = home.page_audience.audience_id
    below = Page.objects.filter(page_audience=None).values_list("pk", flat=True)
    PageAudience.objects.bulk_create(PageAudience(page_id=pk, audience_id=everyone) for pk in below)
    assert queries_to_restrict(board, council) <= small + 2  # Wagtail asks the site and the log once more
    assert PageAudience.objects.filter(audience__key=f"groups:{council.pk}").count() == 2001


def test_collections_follow_their_own_dialog(db, team):
    root = Collection.get_first_root_node()
    closed = root.add_child(name="Closed")
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    restriction.groups.set([team])
    inside = Collection.objects.get(pk=closed.pk).add_child(name="Inside")
    other = Collection.objects.get(pk=root.pk).add_child(name="Other")

    def rule(collection):
        return CollectionAudience.objects.get(pk=collection.pk).audience.key

    assert rule(root) == rule(other) == "everyone"
    assert rule(closed) == rule(inside) == f"groups:{team.pk}"
    Collection.objects.get(pk=inside.pk).move(Collection.objects.get(pk=other.pk), "sorted-child")
    assert rule(inside) == "everyone"
    restriction.delete()
    assert rule(closed) == "everyone"
