"""The tables of Duinrand and who sits at them: open, closed, secret, quiet, new and without an owner."""

import random
from datetime import datetime, timedelta

from django.contrib.auth.models import Permission

from communities import actions
from communities.models import Community, Membership
from communities.states import State
from demo.people import Organisation
from demo.texts import read, read_folder
from notifications.actions import told_at


def make_communities(organisation: Organisation, now: datetime) -> dict[str, Community]:
    """All of them by name, with their members; what is said in them comes later."""
    speakers = _speakers()
    made = {}
    for content in read("communities"):
        at = now - timedelta(days=content["days"])
        with told_at(at):
            made[content["name"]] = _make(content, organisation, speakers.get(content["name"], set()), now, at)
    return made


def keep_in_step() -> None:
    """Colleagues who came in bulk sit down where their department does."""
    for pk in Community.objects.filter(is_automatic=True).values_list("pk", flat=True):
        actions.follow_people(pk)


def _make(content: dict, organisation: Organisation, speakers: set[str], now: datetime, at: datetime) -> Community:
    people = organisation.people
    owner = people[content["owner"]]
    if content["visibility"] == "secret":
        owner.user_permissions.add(
            Permission.objects.get(content_type__app_label="communities", codename="add_community")
        )
    community = actions.start(
        by=owner,
        name=content["name"],
        kind=content["kind"],
        visibility=content["visibility"],
        purpose=content["purpose"],
        rules=content["rules"],
        language=content.get("language", ""),
        welcome=content.get("welcome", ""),
        department=organisation.departments.get(content.get("department")),
        location=organisation.locations.get(content.get("site")),
        is_local=content.get("local", False),
        is_automatic=content.get("automatic", False),
        is_mandatory=content.get("mandatory", False),
    )
    named = {*content.get("members", []), *content.get("moderators", []), *speakers} - _elsewhere(content)
    actions.admit(community, [people[key].pk for key in named if key in people], at=at)
    _join_over_time(community, content, organisation, now, at)
    actions.follow_people(community.pk)
    for key in content.get("moderators", []):
        Membership.objects.filter(community=community, user=people[key]).update(state=State.MODERATOR)
    _answer(community, content, people, now)
    active = now - timedelta(days=content.get("quiet", 0))
    Community.objects.filter(pk=community.pk).update(
        created_at=at,
        last_active_at=active,
        purpose_confirmed_at=at,
        quiet_asked_at=active + timedelta(days=60) if content.get("quiet") else None,
        owner_wanted_at=now - timedelta(days=3) if content.get("ownerless") else None,
    )
    if content.get("ownerless"):  # as it was left in the years before Kring looked after owners
        Membership.objects.filter(community=community, user=owner).update(state=State.MEMBER)
    Membership.objects.filter(community=community, joined_at__gt=now).update(joined_at=now)
    community.refresh_from_db()
    return community


def _elsewhere(content: dict) -> set[str]:
    """Who stands to it in another way than sitting at it."""
    return {
        *content.get("asks", {}),
        *content.get("invited", {}),
        *content.get("left", []),
        *content.get("blocked", {}),
    }


def _join_over_time(
    community: Community, content: dict, organisation: Organisation, now: datetime, at: datetime
) -> None:
    """One in so many of the others, spread over the time since it began: a table fills month by month."""
    if "share" not in content:
        return
    pick = random.Random(content["name"])
    apart = _elsewhere(content)
    others = [user.pk for key, user in organisation.people.items() if key not in apart]
    chosen = pick.sample(others, len(others) // content["share"])
    months = max(1, (now - at).days // 30)
    for month in range(months):
        joined = at + timedelta(days=30 * month + pick.uniform(0, 25))
        actions.admit(community, chosen[month::months], at=min(joined, now))


def _answer(community: Community, content: dict, people: dict, now: datetime) -> None:
    """Who asks, is invited, left and is blocked: the cast of the closed table."""
    owner = people[content["owner"]]
    with told_at(now - timedelta(days=20)):
        for key in (*content.get("left", []), *content.get("blocked", {})):
            actions.accept(actions.invite(community, people[key], by=owner), by=people[key])
        for key in content.get("left", []):
            actions.leave(community, by=people[key])
        for key, reason in content.get("blocked", {}).items():
            actions.block(community, people[key], by=owner, reason=reason)
    with told_at(now - timedelta(hours=20)):
        for key, words in content.get("asks", {}).items():
            actions.ask(community, by=people[key], message=words)
        for key, words in content.get("invited", {}).items():
            actions.invite(community, people[key], by=owner, message=words)


def _speakers() -> dict[str, set[str]]:
    """By community, the people who say something in content/posts."""
    found: dict[str, set[str]] = {}
    for content in read_folder("posts"):
        if not isinstance(content, dict) or not content.get("community"):
            continue
        keys = found.setdefault(content["community"], set())
        for post in content.get("posts", []):
            keys.add(post["by"])
            for said in post.get("said") or []:
                keys.add(next(iter(said)).split()[0])
    return found
