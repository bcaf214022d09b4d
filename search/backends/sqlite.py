"""SQLite: the virtual table `search_text` (FTS5) holds the tokens of `search_entry`; triggers keep it."""

from datetime import datetime

from search.backends.base import Database
from search.weights import MOST_CANDIDATES


class Fts5:
    """The query language of FTS5."""

    def token(self, text: str) -> str:
        return f'"{text}"'

    def prefix(self, text: str) -> str:
        return f'"{text}"*'

    def sequence(self, tokens: tuple[str, ...]) -> str:
        return f'"{" ".join(tokens)}"'

    def any_of(self, parts: list[str]) -> str:
        return f"({' OR '.join(parts)})"

    def all_of(self, parts: list[str]) -> str:
        return f"({' AND '.join(parts)})"

    def without(self, node: str, excluded: str) -> str:
        return f"({node} NOT {excluded})"


class SQLite(Database):
    dialect = Fts5()

    def newest(self, columns: str, where: str = "") -> str:
        clause = self.one_of("a.audience_id")
        gate = f" AND {where}" if where else ""
        # CROSS JOIN: the words first, newest first, so that the limit ends the reading.
        return f"""SELECT {columns} FROM search_text f CROSS JOIN search_entry a ON a.id = f.rowid
            WHERE f.search_text MATCH %s AND {clause}{gate} ORDER BY f.rowid DESC LIMIT {MOST_CANDIDATES + 1}"""  # noqa: S608

    def seconds(self, column: str) -> str:
        return column  # reading it here takes a third of what the database would take

    def moment(self, value: str | None) -> int | None:
        return int(datetime.fromisoformat(value + "+00:00").timestamp()) if value else None

    def one_of(self, column: str) -> str:
        return f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608
