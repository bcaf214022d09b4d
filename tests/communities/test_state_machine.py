"""Any order of steps by anybody: nobody reads what is not in their reach, and a community is never without an owner."""

import contextlib
import os

import pytest
from actstream.models import Follow
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from access.check import differences
from access.models import Audience, Reader
from access.rule import forget_reach
from activity.actions import follow, timeline, unfollow
from activity.keys import key_of
from activity.models import Activity
from comments.actions import delete_comment, post_comment
from comments.models import Comment
from communities import actions
from communities.models import Community, Membership, Post
from communities.states import ACTIVE, STEPS, State
from notifications.models import Notification
from search.models import Entry
from tests.cast import person
from tests.communities.conftest import start

PEOPLE = ("Cleo", "Dina", "Emil", "Aya", "Ivo")
RUNS, STEPS_EACH = 50 if os.environ.get("KRING_TESTS") == "full" else 10, 50  # each half; 5,000 steps when full
REFUSED = (PermissionDenied, ValidationError)
people = st.integers(0, len(PEOPLE) - 1)


class Table(RuleBasedStateMachine):
    """Five colleagues around one community; each step is tried by anybody, on anybody, and refused where it must be."""

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        right = Permission.objects.get(content_type__app_label="communities", codename="add_community")
        self.people = [person(name, "de Vries") for name in PEOPLE]
        for one in self.people:
            one.user_permissions.add(right)
        self.community = start(self.people[0], "Table", "closed")
        self.before: dict[int, State] = {}

    def teardown(self) -> None:
        try:
            assert list(differences()) == []
        finally:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    def attempt(self, act, *args, **kwargs) -> None:
        """What a request does: people as they are now, one transaction, a refusal is an answer."""
        for one in self.people:
            forget_reach(one)
        self.community.refresh_from_db()
        with contextlib.suppress(*REFUSED), transaction.atomic():
            act(*args, **kwargs)

    @rule(who=people, verb=st.sampled_from(["join", "ask", "cancel", "leave", "take_on"]))
    def for_oneself(self, who, verb):
        self.attempt(getattr(actions, verb), self.community, by=self.people[who])

    @rule(who=people, whom=people, verb=st.sampled_from(["invite", "withdraw", "approve", "unblock", "hand_over"]))
    def for_another(self, who, whom, verb):
        self.attempt(getattr(actions, verb), self.community, self.people[whom], by=self.people[who])

    @rule(who=people, whom=people, verb=st.sampled_from(["decline", "remove", "block"]))
    def against_another(self, who, whom, verb):
        self.attempt(getattr(actions, verb), self.community, self.people[whom], by=self.people[who], reason="Because")

    @rule(who=people, whom=people, role=st.sampled_from(ACTIVE))
    def give_role(self, who, whom, role):
        self.attempt(actions.give_role, self.community, self.people[whom], role, by=self.people[who])

    @rule(who=people, verb=st.sampled_from(["accept", "refuse"]))
    def answer_the_invitation(self, who, verb):
        row = Membership.objects.filter(community=self.community, user=self.people[who]).first()
        if row is not None:
            self.attempt(getattr(actions, verb), row, by=self.people[who])

    @rule(who=people, visibility=st.sampled_from(["open", "closed", "secret"]))
    def change_visibility(self, who, visibility):
        self.attempt(actions.edit, self.community, by=self.people[who], visibility=visibility)

    @rule(who=people, verb=st.sampled_from(["archive", "revive"]))
    def rest_or_return(self, who, verb):
        self.attempt(getattr(actions, verb), self.community, by=self.people[who])

    @rule(who=people, inside=st.booleans())
    def say(self, who, inside):
        community = self.community if inside else None
        self.attempt(actions.publish_post, by=self.people[who], community=community, text="Word")

    def visible_post(self, who: int, which: int) -> Post | None:
        forget_reach(self.people[who])
        found = list(Post.objects.visible_to(self.people[who]).order_by("pk"))
        return found[which % len(found)] if found else None

    @precondition(lambda self: Post.objects.exists())
    @rule(who=people, which=st.integers(0, 9), verb=st.sampled_from(["comment", "follow", "unfollow", "remove"]))
    def about_a_post(self, who, which, verb):
        post, by = self.visible_post(who, which), self.people[who]
        match verb if post else None:
            case "comment":
                self.attempt(post_comment, post, "Answer", by=by)
            case "follow":
                self.attempt(follow, post, by=by)
            case "unfollow":
                self.attempt(unfollow, post, by=by)
            case "remove":
                self.attempt(actions.remove_post, post, by=by, reason="Because")

    @precondition(lambda self: Post.objects.exclude(removed_at=None).exists())
    @rule(who=people)
    def bring_back(self, who):
        self.attempt(actions.restore_post, Post.objects.exclude(removed_at=None).first(), by=self.people[who])

    @precondition(lambda self: Comment.objects.exists())
    @rule(who=people, which=st.integers(0, 9))
    def delete_a_comment(self, who, which):
        found = list(Comment.objects.order_by("pk"))
        self.attempt(delete_comment, found[which % len(found)], by=self.people[who], reason="Because")

    @rule(who=people)
    def follow_the_community(self, who):
        self.attempt(follow, self.community, by=self.people[who])

    @invariant()
    def every_step_exists(self):
        now = {row.user_id: State(row.state) for row in Membership.objects.filter(community=self.community)}
        for user, state in now.items():
            was = self.before.get(user)
            if was != state:
                reached = set(STEPS[was]).union(*(STEPS[over] for over in STEPS[was]))  # one verb may take two steps
                assert state in reached, (was, state)
        assert set(self.before) <= set(now), "a row is for ever"
        self.before = now

    @invariant()
    def never_without_an_owner(self):
        assert State.OWNER in self.before.values() or not self.before

    @invariant()
    def readers_are_the_members(self):
        community = Community.objects.get(pk=self.community.pk)
        members = {user for user, state in self.before.items() if state in ACTIVE}
        readers = set(Reader.objects.filter(audience=community.members_audience_id).values_list("user_id", flat=True))
        assert readers == members or not self.before
        assert community.member_count == len(readers)

    @invariant()
    def nobody_reads_what_is_not_for_them(self):
        community = Community.objects.get(pk=self.community.pk)
        posts = list(Post.objects.filter(removed_at=None))
        for one in self.people:
            forget_reach(one)
            inside = community.is_open or self.before.get(one.pk) in ACTIVE
            allowed = {post.pk for post in posts if post.community_id is None or inside}
            seen = set(Post.objects.visible_to(one).values_list("pk", flat=True))
            assert seen == allowed, (one, community.visibility)
            talk = Comment.objects.visible_to(one).filter(content_type__model="post")
            assert {int(pk) for pk in talk.values_list("object_pk", flat=True)} <= allowed
            for entry in timeline(one).entries:
                assert not isinstance(entry.thing, Post) or entry.thing.pk in allowed

    @invariant()
    def every_copy_of_the_audience_is_true(self):
        community = Community.objects.get(pk=self.community.pk)
        there, hidden = community.content_audience_id, not community.is_open
        inside = list(Post.objects.filter(community=community))
        keys = [key_of(post) for post in inside]
        for rows in (
            Post.objects.filter(community=community),
            Comment.objects.filter(content_type__model="post", object_pk__in=[str(post.pk) for post in inside]),
            Activity.objects.filter(thing__in=keys),
            Entry.objects.filter(kind="post", object_id__in=[post.pk for post in inside]),
        ):
            assert set(rows.values_list("audience_id", flat=True)) <= {there}
        if hidden:
            inside_people = set(Reader.objects.filter(audience=there).values_list("user_id", flat=True))
            followers = Follow.objects.filter(
                content_type__app_label="communities", content_type__model="post", object_id__in=[p.pk for p in inside]
            )
            assert set(followers.values_list("user_id", flat=True)) <= inside_people
            told = Notification.objects.filter(place__in=keys, seen_at=None, audience_id=there)
            assert set(told.values_list("recipient_id", flat=True)) <= inside_people


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("half", [1, 2])
def test_no_order_of_steps_lets_anybody_in_who_may_not_be(half):
    run = profile(
        max_examples=RUNS,
        stateful_step_count=STEPS_EACH,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    with override_settings(KRING_PACES={"post": 10_000, "invite": 10_000, "follow": 10_000}):
        run_state_machine_as_test(Table, settings=run)
    assert Audience.objects.filter(key__startswith="community:").count() == 0, "every run cleaned up"
