"""What every backend can do, and what the two databases share."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from collections.abc import Sequence as Rows
from functools import lru_cache
from typing import ClassVar

from django.db import connection

from core.among import Numbers
from search.language.analysis import beginnings
from search.models import Beginning, Entry
from search.plan import MARK, Candidate, Dialect, Found, Plan, Shelf, say
from search.registry import families
from search.weights import FEW, KINDS, MOST_CANDIDATES, MOST_READ

WRITTEN = [field.attname for field in Entry._meta.concrete_fields if field.attname not in ("id", "kind", "object_id")]
# One column instead of nine: many candidates have the same, and what is the same is looked at once.
SHELF = f" || '{MARK}' || ".join(
    (
        "a.family", "a.language", "CAST(a.freshness AS text)", "CASE WHEN a.is_stale THEN '1' ELSE '' END", "a.section",
        "a.department", "a.topics", "COALESCE(CAST(a.author_id AS text) || '\t' || a.author_name, '')",
    )
)  # fmt: skip
# What is read first when there is much: what lasts, news, and then what is seldom meant.
WEAK = ", ".join(f"'{family}'" for family, worth in KINDS.items() if worth < 0.8)
LAST = f"CASE WHEN a.family IN ({WEAK}) THEN 4 WHEN a.is_stale THEN 2 ELSE a.freshness END"


class Backend(ABC):
    """Where entries are kept for finding. `Entry` rows are the truth that any backend can be rebuilt from."""

    @abstractmethod
    def index(self, entries: Rows[Entry]) -> None:
        """Write these entries, new or known by kind and number."""

    @abstractmethod
    def delete(self, kind: str, object_ids: Rows[int]) -> int:
        """Forget these things. Returns how many were known."""

    @abstractmethod
    def search(self, plan: Plan) -> Found:
        """Candidates for this plan, all within its reach."""


class Database(Backend):
    """The tables of our own database. One statement per search."""

    dialect: ClassVar[Dialect]

    def index(self, entries: Rows[Entry]) -> None:
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=WRITTEN
        )
        Beginning.objects.filter(entry_id__among=[entry.pk for entry in entries]).delete()
        Beginning.objects.bulk_create(_beginnings_of(entries), batch_size=500)

    def delete(self, kind: str, object_ids: Rows[int]) -> int:
        gone = Entry.objects.about(kind, object_ids)
        Beginning.objects.filter(entry__in=gone.values("pk")).delete()
        return gone.delete()[0]

    @abstractmethod
    def newest(self, columns: str, where: str = "") -> str:
        """SQL for columns of the newest entries `a` that match, within reach: one more than are counted. Takes two
        parameters: the words, as `say` writes them, and the audiences, as `Numbers` writes them."""

    @abstractmethod
    def seconds(self, column: str) -> str:
        """SQL for a moment, as `moment` reads it."""

    @abstractmethod
    def moment(self, value) -> int | None:
        """Seconds since 1970, from what `seconds` gave."""

    @abstractmethod
    def one_of(self, column: str) -> str:
        """SQL that asks whether a column has one of the values in a parameter, as `Numbers` writes them."""

    def beginning(self, others: int, looked_at: int, kept: int) -> str:
        """SQL for the ids of entries whose title or name has a word that begins in a certain way, and words that begin
        like each of the `others`: the best `kept` of the first people and of the first other things that were met.

        Takes for each of the two: the word, its two ends (`ends_of`), the audiences, two ends for each other word.
        """
        more = "".join(
            " AND EXISTS (SELECT 1 FROM search_beginning o WHERE o.entry_id = a.id AND o.word >= %s AND o.word < %s)"
            for _ in range(others)
        )
        within = f"({self.one_of('a.audience_id')}) IS TRUE{more}"  # not by the index of the audience, see `newest`
        walks = [
            f"""SELECT id FROM (SELECT id FROM (
                SELECT a.id, a.published_at, b.place, CASE WHEN b.word = %s THEN 0 ELSE 1 END AS is_longer
                FROM search_beginning b JOIN search_entry a ON a.id = b.entry_id
                WHERE b.is_person = {is_person} AND b.word >= %s AND b.word < %s AND {within}
                ORDER BY b.word, b.entry_id DESC LIMIT {int(looked_at)}) met
            GROUP BY id, published_at
            ORDER BY MIN(is_longer), MIN(CASE WHEN place = 0 THEN 0 ELSE 1 END), published_at DESC NULLS LAST, id DESC
            LIMIT {int(kept)}) best"""  # noqa: S608
            for is_person in ("true", "false")
        ]
        return " UNION ALL ".join(walks)

    def search(self, plan: Plan) -> Found:
        sql, parameters = self._statement(plan)
        candidates, spellings, whole = [], [], 0
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            for number, bits, shelf, published, pair, told in cursor.fetchall():
                if number:
                    has_all = bits & 3 > 0
                    whole += bits & 1
                    at = self.moment(published)
                    candidates.append(Candidate(number, has_all, bits >> 2, _shelf(shelf), at, pair, told))
                else:
                    spellings.append((shelf, told))
        return Found(candidates, whole > MOST_CANDIDATES, spellings)

    def _statement(self, plan: Plan) -> tuple[str, list]:
        """Bit 1: has everything; bit 2: all of it in the title; the bits above: has the first word, the second, …

        The best by what is known already (all in the title, more of the words, of lasting use, newer) are read closely.
        """
        reach = Numbers().get_db_prep_value(plan.reach, connection)
        parameters = [say(plan.everything, self.dialect), reach]
        columns = f"a.id, {SHELF} AS shelf, {self.seconds('a.published_at')} AS published, a.pair, {LAST} AS last"
        few = f"(SELECT COUNT(*) FROM everything) < {FEW}"  # noqa: S608
        many = f"(SELECT COUNT(*) FROM everything) > {MOST_READ}"  # noqa: S608
        wanted = [(2, plan.in_title, many)] if plan.in_title is not None else []
        wanted += [(4 << number, node, few) for number, node in enumerate(plan.single)]
        branches = ["SELECT *, 1 AS bit FROM everything"]
        for bit, node, gate in wanted:
            branches.append(f"SELECT *, {bit} AS bit FROM ({self.newest(columns, gate)}) b{bit}")  # noqa: S608
            parameters += [say(node, self.dialect), reach]
        sql = f"""WITH everything AS MATERIALIZED ({self.newest(columns)}),
            met AS (
                SELECT id, CAST(SUM(bit) AS integer) AS bits, COUNT(*) AS times, MIN(shelf) AS shelf,
                    MIN(published) AS published, MIN(pair) AS pair, MIN(last) AS last
                FROM ({" UNION ALL ".join(branches)}) b GROUP BY id
            )
            SELECT met.id, bits, shelf, published, met.pair, CASE WHEN
                ROW_NUMBER() OVER (ORDER BY times + (bits & 2) DESC, last, met.id DESC) <= {MOST_READ} THEN
                (SELECT t.title || '{MARK}' || t.signature FROM search_entry t WHERE t.id = met.id) ELSE '' END
            FROM met"""  # noqa: S608
        if plan.spellings:
            parameters.append(Numbers().get_db_prep_value(plan.spellings, connection))
            sql += f""" UNION ALL
                SELECT 0, 0, s.variant, NULL, NULL, s.word FROM search_spelling s WHERE {self.one_of("s.variant")}"""  # noqa: S608
        return sql, parameters


def ends_of(word: str) -> tuple[str, str]:
    """Words that begin like this one are from the first of these on and before the second: `{` follows the letters."""
    return word, word + "{"


@lru_cache(maxsize=10_000)
def _shelf(packed: str) -> Shelf:
    """Shared by all candidates, of any search, that have the same."""
    family, language, freshness, stale, section, department, topics, author = packed.split(MARK, 7)
    author = "" if author.endswith("\t") else author
    subjects = tuple(topics.split("\n")) if topics else ()
    return Shelf(family, language, freshness == "1", stale == "1", section, department, subjects, author)


def _beginnings_of(entries: Rows[Entry]) -> Iterator[Beginning]:
    people = {name for name, family in families().items() if family.is_people}
    for entry in entries:
        for word, place in beginnings(entry.tokens).items():
            yield Beginning(entry_id=entry.pk, word=word, place=min(place, 99), is_person=entry.family in people)
