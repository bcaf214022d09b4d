"""A question for an index, as a tree that every backend can say in its own language."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Token:
    """Things with this token (see `search.language.analysis`)."""

    text: str


@dataclass(frozen=True)
class Prefix:
    """Things with a token that begins so."""

    text: str


@dataclass(frozen=True)
class Sequence:
    """Things in which these tokens stand one after the other."""

    tokens: tuple[str, ...]


@dataclass(frozen=True)
class AnyOf:
    nodes: tuple


@dataclass(frozen=True)
class AllOf:
    nodes: tuple


@dataclass(frozen=True)
class Without:
    """Things that match `node` and not `excluded`."""

    node: object
    excluded: object


class Dialect(Protocol):
    """How one backend writes the six kinds of node."""

    def token(self, text: str) -> str: ...
    def prefix(self, text: str) -> str: ...
    def sequence(self, tokens: tuple[str, ...]) -> str: ...
    def any_of(self, parts: list[str]) -> str: ...
    def all_of(self, parts: list[str]) -> str: ...
    def without(self, node: str, excluded: str) -> str: ...


def say(node: object, dialect: Dialect) -> str:
    """The tree in the words of a backend. Tokens are letters and digits only, so nothing in them needs escaping."""
    match node:
        case Token(text):
            return dialect.token(text)
        case Prefix(text):
            return dialect.prefix(text)
        case Sequence(tokens):
            return dialect.sequence(tokens)
        case AnyOf(nodes):
            return dialect.any_of([say(part, dialect) for part in nodes])
        case AllOf(nodes):
            return dialect.all_of([say(part, dialect) for part in nodes])
        case Without(inner, excluded):
            return dialect.without(say(inner, dialect), say(excluded, dialect))
    raise TypeError(f"Not a node: {node!r}")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that a backend needs to fetch candidates.

    `everything` is what has all the words; each of `single` what has one of them, asked only when `everything` gives
    few; `in_title` what has all of them in its title, asked only when `everything` gives too many. `spellings` are the
    variants by which words that differ by a letter are looked up.
    """

    everything: object
    single: tuple = ()
    in_title: object | None = None
    spellings: tuple[str, ...] = ()
    reach: frozenset[int] = frozenset()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Candidate:
    """An entry that matched, with what ranking and facets read. `has_all`, and which of the single words it has.
    Ranking adds whether every word is in its title or name (`is_called`), or in those and its keywords (`is_named`)."""

    id: int
    kind: str
    object_id: int
    family: str
    language: str
    title: str
    author_id: int | None
    author_name: str
    section: str
    department: str
    topics: str
    published: int | None
    freshness: int
    is_stale: bool
    signature: str
    has_all: bool
    has: int
    score: float = 0.0
    is_named: bool = False
    is_called: bool = False


@dataclass
class Found:
    """What a backend gives back: candidates, newest first, whether there were more, and (variant, word) spellings."""

    candidates: list[Candidate]
    is_capped: bool
    spellings: list[tuple[str, str]]
