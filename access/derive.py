"""How audiences follow from Wagtail's privacy dialogs and groups: whole subtrees and whole groups at a time.

Everything here runs inside a transaction and under one lock, because two changes that are each right alone (a page
added while its section is being closed; a group joined while another is being left) can be wrong together.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, QuerySet
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from access.clauses import EVERYONE, GROUPS_PREFIX, Rule, groups_in, key_of, rule_of_key, rule_of_restriction, satisfies
from access.models import Audience, CollectionAudience, PageAudience, Reader
from access.reach import EVERYONE_ID

STEP = Page.steplen


@dataclass(frozen=True)
class Tree:
    """A Wagtail tree whose nodes have restrictions, and the table that holds what follows from them."""

    node: type[models.Model]
    restriction: type[models.Model]
    row: type[models.Model]
    link: str

    @property
    def label(self) -> str:
        return self.node._meta.label_lower


PAGES = Tree(Page, PageViewRestriction, PageAudience, "page")
COLLECTIONS = Tree(Collection, CollectionViewRestriction, CollectionAudience, "collection")
TREES = (PAGES, COLLECTIONS)


def lock() -> None:
    """Wait for every other change of audiences to commit. SQLite's write lock does the same by itself."""
    Audience.objects.select_for_update(no_key=True).filter(pk=EVERYONE_ID).values_list("pk").first()


def memberships() -> QuerySet:
    """Rows (user, group)."""
    return get_user_model().groups.through.objects.all()


# --- trees ------------------------------------------------------------------------------------------------------------
def own_rules(tree: Tree) -> dict[int, Rule]:
    """Node id → the rule of the restrictions on that very node, an alias having those of its source. Two queries."""
    groups: dict[tuple, set] = defaultdict(set)
    rows = tree.restriction.objects.values_list("pk", f"{tree.link}_id", "restriction_type", "groups")
    for pk, node, kind, group in rows:
        groups[pk, node, kind].update({group} - {None})
    rules: dict[int, Rule] = defaultdict(frozenset)
    for (_pk, node, kind), members in groups.items():
        rules[node] |= rule_of_restriction(kind, members)
    if tree is PAGES:
        for alias, sources in sources_of_aliases().items():
            rules[alias] = rules.get(sources[-1], EVERYONE)
    return {node: rule for node, rule in rules.items() if rule}


def sources_of_aliases() -> dict[int, list[int]]:
    """Alias id → the page it mirrors, and the page that one mirrors, and so on to one that is no alias.

    Wagtail's rule: that last page's restrictions hold for the alias, and copies on the alias itself do not count."""
    direct = dict(Page.objects.exclude(alias_of=None).values_list("pk", "alias_of_id"))
    chains = {}
    for alias, first in direct.items():
        chain, source = [], first
        while source is not None and source not in chain:
            chain.append(source)
            source = direct.get(source)
        chains[alias] = chain
    return chains


def prefixes(path: str) -> list[str]:
    """The paths of the ancestors and of the node itself."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def refresh(tree: Tree, node_ids: Iterable[int]) -> list[int]:
    """Derive the audiences of these nodes and all below them again. Returns the roots under which any changed.

    The number of queries depends on the number of restrictions there, not on the number of nodes.
    """
    wanted = set(node_ids)
    # Nodes before the lock, as a new page does with its parent: the same order everywhere, or two wait for each other.
    list(tree.node.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    lock()
    if tree is PAGES:
        wanted |= {alias for alias, sources in sources_of_aliases().items() if wanted & set(sources)}
    rules = own_rules(tree)
    paths = dict(tree.node.objects.filter(pk__in=wanted | set(rules)).values_list("pk", "path"))
    rule_at = {paths[pk]: rule for pk, rule in rules.items() if pk in paths}
    roots = {paths[pk]: pk for pk in wanted if pk in paths}
    plans = {}
    for root in sorted(roots):
        if not any(above in plans for above in prefixes(root)[:-1]):
            regions = [root, *sorted(path for path in rule_at if path.startswith(root) and path != root)]
            plans[root] = {region: key_of(_effective(region, rule_at)) for region in regions}
    audiences = audiences_for({key for regions in plans.values() for key in regions.values()})
    return [
        roots[root]
        for root, regions in plans.items()
        if _write(tree, root, {region: audiences[key] for region, key in regions.items()})
    ]


def _effective(path: str, rule_at: dict[str, Rule]) -> Rule:
    return frozenset().union(*(rule_at.get(prefix, EVERYONE) for prefix in prefixes(path)))


def _write(tree: Tree, root: str, regions: dict[str, int]) -> bool:
    """Give each region its audience, except where a region inside it has another. Says whether any row changed."""
    border: dict[str, int] = {}
    for region, audience in regions.items():  # sorted: outer regions come first
        outer = next((above for above in reversed(prefixes(region)[:-1]) if above in border), None)
        if outer is None or border[outer] != audience:
            border[region] = audience
    without = tree.node.objects.filter(**{"path__startswith": root, f"{tree.link}_audience": None})
    missing = list(without.values_list("pk", flat=True))
    if missing:
        rows = (tree.row(**{f"{tree.link}_id": pk, "audience_id": regions[root]}) for pk in missing)
        tree.row.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    changed = 0
    for region, audience in border.items():
        inside = Q(**{f"{tree.link}__path__startswith": region})
        for other in border:
            if other != region and other.startswith(region):
                inside &= ~Q(**{f"{tree.link}__path__startswith": other})
        changed += tree.row.objects.filter(inside).exclude(audience_id=audience).update(audience_id=audience)
    return bool(changed)


def inherit(tree: Tree, node) -> None:
    """Give a new node the audience of its parent: it has no restriction of its own yet."""
    lock()
    parent = tree.row.objects.filter(**{f"{tree.link}__path": node.path[:-STEP]}).values_list("audience_id", flat=True)
    audience = EVERYONE_ID if node.depth == 1 else parent.first()
    if audience is None or getattr(node, "alias_of_id", None):
        refresh(tree, [node.pk])
    else:
        tree.row.objects.get_or_create(**{f"{tree.link}_id": node.pk}, defaults={"audience_id": audience})


# --- readers ----------------------------------------------------------------------------------------------------------
def audiences_for(keys: set[str]) -> dict[str, int]:
    """The ids of the audiences with these keys. New ones are made, readers included."""
    found = dict(Audience.objects.filter(key__in=keys).values_list("key", "pk"))
    for key in sorted(keys - set(found)):
        audience = Audience.objects.create(key=key)
        found[key] = audience.pk
        rule = rule_of_key(key)
        if rule and groups_in(rule):
            readers = [Reader(audience=audience, user_id=user) for user in people_in(rule)]
            Reader.objects.bulk_create(readers, ignore_conflicts=True, batch_size=2000)
    return found


def people_in(rule: Rule) -> QuerySet:
    """The ids of the people a rule of groups lets in. An account that is off keeps its place: `reach` is empty then."""
    people = get_user_model().objects.all()
    for clause in rule:
        people = people.filter(pk__in=memberships().filter(group_id__in=clause).values(_user_column()))
    return people.values_list("pk", flat=True)


def _user_column() -> str:
    return f"{settings.AUTH_USER_MODEL.split('.')[1].lower()}_id"


def group_audiences(groups: set[int] | None = None) -> dict[int, Rule]:
    """Audience id → rule, of the audiences made of groups; only those that name one of `groups` when given."""
    rows = Audience.objects.filter(key__startswith=GROUPS_PREFIX).values_list("pk", "key")
    rules = {pk: rule_of_key(key) or EVERYONE for pk, key in rows}
    return {pk: rule for pk, rule in rules.items() if groups is None or groups & groups_in(rule)}


def refresh_readers(*, users: set[int] | None = None, groups: set[int] | None = None) -> list[int]:
    """Make `Reader` follow the memberships of these people in these groups (None: all). Returns the audiences that
    lost somebody. A handful of queries for any number of people."""
    lock()
    rules = group_audiences(groups)
    if not rules:
        return []
    if users is None:
        wanted = {(pk, user) for pk, rule in rules.items() for user in people_in(rule)}
        existing = Reader.objects.filter(audience_id__in=rules)
    else:
        groups_of: dict[int, set[int]] = {user: set() for user in users}
        column = _user_column()
        for user, group in memberships().filter(**{f"{column}__in": users}).values_list(column, "group_id"):
            groups_of[user].add(group)
        wanted = {(pk, user) for pk, rule in rules.items() for user, own in groups_of.items() if satisfies(own, rule)}
        existing = Reader.objects.filter(audience_id__in=rules, user_id__in=users)
    found = set(existing.values_list("audience_id", "user_id"))
    lost: dict[int, set[int]] = defaultdict(set)
    for audience, user in found - wanted:
        lost[audience].add(user)
    for audience, people in lost.items():
        Reader.objects.filter(audience_id=audience, user_id__in=people).delete()
    new = [Reader(audience_id=audience, user_id=user) for audience, user in sorted(wanted - found)]
    Reader.objects.bulk_create(new, ignore_conflicts=True, batch_size=2000)
    return sorted(lost)
