"""What every backend can do, and what the two databases share."""

from abc import ABC, abstractmethod
from collections.abc import Sequence as Rows
from typing import ClassVar

from django.db import connection

from core.among import Numbers
from search.models import Entry
from search.plan import Candidate, Dialect, Found, Plan, say
from search.weights import FEW, MOST_CANDIDATES

COLUMNS = (
    "id", "kind", "object_id", "family", "language", "title",
    "author_id", "author_name", "section", "department", "topics",
)  # fmt: skip
WRITTEN = [field.attname for field in Entry._meta.concrete_fields if field.attname not in ("id", "kind", "object_id")]


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
    false = "0"

    def index(self, entries: Rows[Entry]) -> None:
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=WRITTEN
        )

    def delete(self, kind: str, object_ids: Rows[int]) -> int:
        return Entry.objects.about(kind, object_ids).delete()[0]

    @abstractmethod
    def newest(self, where: str = "", limit: int = MOST_CANDIDATES + 1) -> str:
        """SQL for the ids of the newest entries that match, within reach; by default one more than are counted. Takes
        two parameters: the words, as `say` writes them, and the audiences, as `Numbers` writes them."""

    @abstractmethod
    def seconds(self, column: str) -> str:
        """SQL for a moment as seconds since 1970."""

    @abstractmethod
    def one_of(self, column: str) -> str:
        """SQL that asks whether a column has one of the values in a parameter, as `Numbers` writes them."""

    def beginning(self, node: object, limit: int) -> tuple[str, str]:
        """SQL for the newest entries that match (see `newest`), and the words that it takes."""
        return self.newest(limit=limit), say(node, self.dialect)

    def search(self, plan: Plan) -> Found:
        sql, parameters = self._statement(plan)
        candidates, spellings = [], []
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            for row in cursor.fetchall():
                if row[0] == 0:
                    spellings.append((row[3], row[4]))
                else:
                    bits = row[15]
                    candidates.append(Candidate(*[*row[:13], bool(row[13]), row[14], bool(bits & 1), bits >> 2]))
        is_capped = sum(candidate.has_all for candidate in candidates) > MOST_CANDIDATES
        return Found(candidates, is_capped, spellings)

    def _statement(self, plan: Plan) -> tuple[str, list]:
        """Bit 1: has everything; bit 2: all of it in the title; the bits above: has the first word, the second, …"""
        reach = Numbers().get_db_prep_value(plan.reach, connection)
        parameters = [say(plan.everything, self.dialect), reach]
        branches = ["SELECT id, 1 AS bit FROM everything"]
        few = f"(SELECT COUNT(*) FROM everything) < {FEW}"  # noqa: S608
        many = f"(SELECT COUNT(*) FROM everything) > {MOST_CANDIDATES}"  # noqa: S608
        wanted = [(2, plan.in_title, many)] if plan.in_title is not None else []
        wanted += [(4 << number, node, few) for number, node in enumerate(plan.single)]
        for bit, node, gate in wanted:
            branches.append(f"SELECT id, {bit} AS bit FROM ({self.newest(gate)}) b{bit}")  # noqa: S608
            parameters += [say(node, self.dialect), reach]
        columns = ", ".join(f"e.{column}" for column in COLUMNS)
        sql = f"""WITH everything AS MATERIALIZED ({self.newest()})
            SELECT {columns}, {self.seconds("e.published_at")}, e.freshness, e.is_stale, e.signature, m.bits
            FROM (SELECT id, SUM(bit) AS bits FROM ({" UNION ALL ".join(branches)}) b GROUP BY id) m
            JOIN search_entry e ON e.id = m.id"""  # noqa: S608
        if plan.spellings:
            parameters.append(Numbers().get_db_prep_value(plan.spellings, connection))
            sql += f""" UNION ALL
                SELECT 0, '', 0, s.variant, s.word, '', NULL, '', '', '', '', NULL, 0, {self.false}, '', 0
                FROM search_spelling s WHERE {self.one_of("s.variant")}"""  # noqa: S608
        return sql, parameters
