"""Over random permissions: no item, no count and no name of what a person may not read."""

import pytest
from django.contrib.auth.models import Group
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Page, Site

from access.rule import visible_pages
from activity import registry
from activity.actions import follow, mute, react, timeline
from activity.context import preload, reactions_to
from activity.timeline import newer
from comments.actions import delete_comment, post_comment
from comments.models import Comment
from tests.activity.conftest import CommentCard, PageCard, anew, announce, restrict, withdraw
from tests.cast import person

PEOPLE, GROUPS, PAGES = 4, 3, 5

worlds = st.fixed_dictionaries(
    {
        "members": st.lists(st.sets(st.integers(0, GROUPS - 1)), min_size=PEOPLE, max_size=PEOPLE),
        "parents": st.lists(st.integers(0, PAGES), min_size=PAGES, max_size=PAGES),
        "closed_to": st.lists(
            st.none() | st.sets(st.integers(0, GROUPS - 1), min_size=1), min_size=PAGES, max_size=PAGES
        ),
        "withdrawn": st.sets(st.integers(0, PAGES - 1), max_size=2),
        "comments": st.lists(
            st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PAGES - 1), st.booleans()), max_size=6
        ),
        "reactions": st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PAGES - 1)), max_size=6),
        "follows": st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE + PAGES - 1)), max_size=12),
        "mutes": st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE + PAGES - 1)), max_size=3),
    }
)


@pytest.mark.slow
class TimelineTellsNothing(TestCase):
    """The rule is compared with Wagtail's own answer to who may read a page."""

    def setUp(self):
        self.kept = dict(registry._cards)
        registry._cards.update({Page: PageCard(), Comment: CommentCard()})

    def tearDown(self):
        registry._cards.clear()
        registry._cards.update(self.kept)

    @given(world=worlds)
    @profile(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_nothing_of_what_one_may_not_read(self, world):
        people = [person(f"P{number}", "Test") for number in range(PEOPLE)]
        groups = [Group.objects.create(name=f"G{number}") for number in range(GROUPS)]
        for someone, memberships in zip(people, world["members"], strict=True):
            someone.groups.set(groups[number] for number in memberships)
        pages = self.grow(world, people)
        things = [*people, *pages]
        self.act(world, people, pages, things)
        for page, closed_to in zip(pages, world["closed_to"], strict=True):
            if closed_to is not None:
                restrict(page, *(groups[number] for number in closed_to))
        for number in world["withdrawn"]:
            withdraw(pages[number])
        for someone in people:
            self.check(someone, pages)

    def grow(self, world, people) -> list[Page]:
        root = Site.objects.get(is_default_site=True).root_page
        pages = []
        for number, parent in enumerate(world["parents"]):
            above = pages[parent] if parent < len(pages) else root
            page = Page.objects.get(pk=above.pk).add_child(
                instance=Page(title=f"Canary {number}", owner=people[number % PEOPLE])
            )
            announce(page, by=page.owner)
            pages.append(page)
        return pages

    def act(self, world, people, pages, things) -> None:
        for who, where, is_removed in world["comments"]:
            comment = post_comment(pages[where], f"Canary {where} words", by=people[who])
            if is_removed:
                delete_comment(comment, by=people[who])
        for who, where in world["reactions"]:
            react(pages[where], "like", by=people[who])
        for action, pairs in ((follow, world["follows"]), (mute, world["mutes"])):
            for who, what in pairs:
                if things[what] != people[who]:
                    action(things[what], by=people[who])

    def check(self, someone, pages) -> None:
        anew(someone)
        readable = {page.pk for page in Page.objects.live().specific() if may_read(page, someone)}
        assert {page.pk for page in visible_pages(someone)} <= readable
        hidden = [page for page in pages if page.pk not in readable]
        secrets = {page.title for page in hidden}
        for order in ("newest", "ranked"):
            for lane in ("all", "organisation", "colleagues"):
                page = timeline(someone, order=order, lane=lane)
                for entry in page.entries:
                    assert entry.place.pk in readable
                    assert entry.terms
                    assert entry.score == sum(term.points for term in entry.terms)
                    assert len(entry.activities) >= entry.count
                    assert not any(secret in term.sentence for term in entry.terms for secret in secrets)
                    assert all(activity.place & 0xFFFFFFFF in readable for activity in entry.activities)
                assert newer(someone, after=0, lane=lane) == len(page.entries)
        mine = {activity.thing for entry in timeline(someone).entries for activity in entry.activities}
        preload(someone, [entry.thing for entry in timeline(someone).entries])
        for entry in timeline(someone).entries:
            assert sum(reactions_to(someone, entry.thing).counts.values()) >= 0
        assert len(mine) == sum(len(entry.activities) for entry in timeline(someone).entries)


def may_read(page: Page, someone) -> bool:
    """Wagtail's own judgement: every restriction above and on the page lets this person in."""
    own = set(someone.groups.values_list("pk", flat=True))
    return all(
        restriction.restriction_type != "groups" or own & set(restriction.groups.values_list("pk", flat=True))
        for restriction in page.get_view_restrictions()
    )
