"""Canonical, minimal, reversible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.clauses import EVERYONE, KEY_LENGTH, NOBODY, key_of, rule_of_key, rule_of_restriction, satisfies

rules = st.frozensets(st.frozensets(st.integers(1, 6), max_size=4), max_size=4)


@pytest.mark.parametrize(
    ("clauses", "key"),
    [
        ([], "everyone"),
        ([[]], "nobody"),
        ([[3], []], "nobody"),
        ([[7, 3]], "groups:3,7"),
        ([[12], [7, 3]], "groups:3,7&12"),
        ([[3, 7], [3]], "groups:3"),
        ([[10], [9]], "groups:9&10"),
        ([[1, 2], [2, 3], [2]], "groups:2"),
    ],
)
def test_key(clauses, key):
    assert key_of(frozenset(frozenset(clause) for clause in clauses)) == key


@given(rules, st.sets(st.integers(1, 6)))
def test_the_key_lets_in_exactly_whom_the_rule_lets_in(rule, groups):
    assert satisfies(groups, rule_of_key(key_of(rule))) == satisfies(groups, rule)


@given(rules)
def test_the_key_is_canonical(rule):
    assert key_of(rule_of_key(key_of(rule))) == key_of(rule)


def test_shared_password_lets_nobody_in():
    assert rule_of_restriction("password", []) == NOBODY
    assert rule_of_restriction("something new", [1]) == NOBODY
    assert rule_of_restriction("login", []) == EVERYONE


def test_a_rule_too_long_to_write_down_lets_nobody_in():
    assert key_of(frozenset({frozenset(range(100_000, 100_000 + KEY_LENGTH))})) == "nobody"


def test_other_apps_audiences_have_no_rule():
    assert rule_of_key("community:4") is None
