"""The canonical text of a rule over groups: "everyone", "nobody" or "groups:3,7&12" (in group 3 or 7, and in 12).

A rule is a set of clauses, and a clause is a set of group ids. A person satisfies a clause by being in any of its
groups, and a rule by satisfying all of its clauses. No clauses is everyone; an empty clause is nobody.
"""

import logging
from collections.abc import Iterable

from wagtail.models.view_restrictions import BaseViewRestriction

logger = logging.getLogger(__name__)

EVERYONE_KEY = "everyone"
NOBODY_KEY = "nobody"
GROUPS_PREFIX = "groups:"
KEY_LENGTH = 2000

Clause = frozenset[int]
Rule = frozenset[Clause]

EVERYONE: Rule = frozenset()
NOBODY: Rule = frozenset({frozenset()})


def rule_of_restriction(kind: str, groups: Iterable[int]) -> Rule:
    """The rule of one Wagtail restriction. Shared passwords and unknown kinds let nobody in: fail closed."""
    if kind == BaseViewRestriction.LOGIN:
        return EVERYONE
    if kind == BaseViewRestriction.GROUPS:
        return frozenset({frozenset(groups)})
    return NOBODY


def key_of(rule: Rule) -> str:
    """The one text for every rule that lets the same groups in: clauses that another clause implies are left out."""
    minimal = [clause for clause in rule if not any(other < clause for other in rule)]
    if not minimal:
        return EVERYONE_KEY
    if not minimal[0]:
        return NOBODY_KEY
    key = GROUPS_PREFIX + "&".join(",".join(map(str, sorted(clause))) for clause in sorted(minimal, key=sorted))
    if len(key) > KEY_LENGTH:
        logger.warning("A restriction names more groups than a rule can hold; nobody may read what it covers.")
        return NOBODY_KEY
    return key


def rule_of_key(key: str) -> Rule | None:
    """The rule a key spells; None for an audience that is not made of groups (a later app's own)."""
    if key == EVERYONE_KEY:
        return EVERYONE
    if key == NOBODY_KEY:
        return NOBODY
    if not key.startswith(GROUPS_PREFIX):
        return None
    clauses = key.removeprefix(GROUPS_PREFIX).split("&")
    return frozenset(frozenset(int(group) for group in clause.split(",")) for clause in clauses)


def satisfies(groups: set[int], rule: Rule) -> bool:
    """Whether a member of exactly these groups is let in."""
    return all(clause & groups for clause in rule)


def groups_in(rule: Rule) -> frozenset[int]:
    """Every group the rule names."""
    return frozenset().union(*rule)
