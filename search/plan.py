"""A question for an index, as a tree that every backend can say in its own language."""

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

MARK = "\x1f"
"""Between values that come as one; none of them has it."""


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


class Shelf(NamedTuple):
    """What candidates share with others: their kind, and the values of facets."""

    family: str
    language: str
    ages: bool
    is_stale: bool
    section: str
    department: str
    topics: tuple[str, ...]
    author: str
    """ "number, name" as other values of facets; "" when nobody is named."""


class Candidate(NamedTuple):
    """An entry that matched. `words` has a bit for each of the single words that it has.

    `told` is its title and signature, for the best by their place (`weights.MOST_READ`) and "" for the rest: those have
    the words in their texts and are ordered by what they are. `pair` is shared by language versions of one thing."""

    id: int
    has_all: bool
    words: int
    shelf: Shelf
    published: int | None
    pair: int | None
    told: str

    @property
    def title(self) -> str:
        return self.told.rpartition(MARK)[0]

    @property
    def signature(self) -> str:
        return self.told.rpartition(MARK)[2]


@dataclass
class Found:
    """What a backend gives back: candidates, whether there were more, and (variant, word) spellings."""

    candidates: list[Candidate]
    is_capped: bool
    spellings: list[tuple[str, str]]
