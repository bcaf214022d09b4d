"""Whether the audiences in the database are what their definition says. Written apart from `access.derive`: slow,
plain and complete, so that one can prove the other."""

from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth import get_user_model

from access.clauses import EVERYONE, Rule, key_of, rule_of_key, rule_of_restriction, satisfies
from access.derive import PAGES, TREES, Tree, sources_of_aliases
from access.models import Audience, Reader
from access.own import owners


def differences() -> Iterator[str]:
    """One line for each row that is wrong, missing or too many."""
    if not Audience.objects.filter(pk=Audience.EVERYONE_ID, key=Audience.EVERYONE_KEY).exists():
        yield "audience: the row of everyone is missing"
    for tree in TREES:
        yield from _nodes(tree)
    yield from _readers()


def _nodes(tree: Tree) -> Iterator[str]:
    own: dict[int, Rule] = defaultdict(frozenset)
    for restriction in tree.restriction.objects.prefetch_related("groups"):
        groups = [group.pk for group in restriction.groups.all()]
        own[getattr(restriction, f"{tree.link}_id")] |= rule_of_restriction(restriction.restriction_type, groups)
    sources = sources_of_aliases()
    found = dict(tree.row.objects.values_list("pk", "audience__key"))
    rule_at: dict[str, Rule] = {}
    for pk, path in tree.node.objects.order_by("path").values_list("pk", "path"):
        decides = sources[pk][-1] if tree is PAGES and pk in sources else pk
        rule = rule_at[path] = rule_at.get(path[: -tree.node.steplen], EVERYONE) | own.get(decides, EVERYONE)
        if found.get(pk) != key_of(rule):
            yield f"{tree.link} {pk}: has {found.get(pk, 'no audience')}, should have {key_of(rule)}"


def _readers() -> Iterator[str]:
    groups_of: dict[int, set[int]] = {}
    for person in get_user_model().objects.prefetch_related("groups"):
        groups_of[person.pk] = {group.pk for group in person.groups.all()}
    own: dict[str, dict[int, set[int]]] = {}
    for prefix, readers in owners().items():
        own[prefix] = defaultdict(set)
        for audience, user in readers():
            own[prefix][audience].add(user)
    rows: dict[int, set[int]] = defaultdict(set)
    for audience, user in Reader.objects.values_list("audience_id", "user_id"):
        rows[audience].add(user)
    for pk, key in Audience.objects.order_by("pk").values_list("pk", "key"):
        rule, owner = rule_of_key(key), next((prefix for prefix in own if key.startswith(prefix)), None)
        if owner is not None:
            wanted = own[owner][pk]
        elif rule is None:
            continue
        else:
            wanted = {user for user, groups in groups_of.items() if satisfies(groups, rule)} if rule else set()
        for user in sorted(rows[pk] - wanted):
            yield f"audience {key}: person {user} is a reader and should not be"
        for user in sorted(wanted - rows[pk]):
            yield f"audience {key}: person {user} should be a reader and is not"
