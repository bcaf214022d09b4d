"""What every backend can do, and what the two databases share."""

from abc import ABC, abstractmethod
from collections.abc import Sequence as Rows

from django.db import connection

from search.models import Entry
from search.plan import Candidate, Found, Plan
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

    false = "0"

    def index(self, entries: Rows[Entry]) -> None:
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=WRITTEN
        )

    def delete(self, kind: str, object_ids: Rows[int]) -> int:
        return Entry.objects.about(kind, object_ids).delete()[0]

    @abstractmethod
    def newest(
        self, node: object, reach: frozenset[int], where: str = "", limit: int = MOST_CANDIDATES + 1
    ) -> tuple[str, list]:
        """SQL for the ids of the newest entries that match, within reach; by default one more than are counted."""

    @abstractmethod
    def seconds(self, column: str) -> str:
        """SQL for a moment as seconds since 1970."""

    @abstractmethod
    def one_of(self, column: str, values: Rows) -> tuple[str, list]:
        """SQL that asks whether a column has one of these values."""

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
        everything, parameters = self.newest(plan.everything, plan.reach)
        branches = ["SELECT id, 1 AS bit FROM everything"]
        few = f"(SELECT COUNT(*) FROM everything) < {FEW}"  # noqa: S608
        many = f"(SELECT COUNT(*) FROM everything) > {MOST_CANDIDATES}"  # noqa: S608
        wanted = [(2, plan.in_title, many)] if plan.in_title is not None else []
        wanted += [(4 << number, node, few) for number, node in enumerate(plan.single)]
        for bit, node, gate in wanted:
            sql, more = self.newest(node, plan.reach, gate)
            branches.append(f"SELECT id, {bit} AS bit FROM ({sql}) b{bit}")  # noqa: S608
            parameters += more
        columns = ", ".join(f"e.{column}" for column in COLUMNS)
        sql = f"""WITH everything AS MATERIALIZED ({everything})
            SELECT {columns}, {self.seconds("e.published_at")}, e.freshness, e.is_stale, e.signature, m.bits
            FROM (SELECT id, SUM(bit) AS bits FROM ({" UNION ALL ".join(branches)}) b GROUP BY id) m
            JOIN search_entry e ON e.id = m.id"""  # noqa: S608
        if plan.spellings:
            clause, more = self.one_of("s.variant", plan.spellings)
            parameters += more
            sql += f""" UNION ALL
                SELECT 0, '', 0, s.variant, s.word, '', NULL, '', '', '', '', NULL, 0, {self.false}, '', 0
                FROM search_spelling s WHERE {clause}"""  # noqa: S608
        return sql, parameters
