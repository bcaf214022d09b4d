"""PostgreSQL: a generated column `vector` (tsvector, GIN) holds the tokens of `search_entry`."""

from search.backends.base import Database
from search.weights import MOST_CANDIDATES


class TsQuery:
    """The language of tsquery."""

    def token(self, text: str) -> str:
        return text

    def prefix(self, text: str) -> str:
        return f"{text}:*"

    def sequence(self, tokens: tuple[str, ...]) -> str:
        return f"({' <-> '.join(tokens)})"

    def any_of(self, parts: list[str]) -> str:
        return f"({' | '.join(parts)})"

    def all_of(self, parts: list[str]) -> str:
        return f"({' & '.join(parts)})"

    def without(self, node: str, excluded: str) -> str:
        return f"({node} & !{excluded})"


class PostgreSQL(Database):
    dialect = TsQuery()
    false = "false"

    def newest(self, where: str = "", limit: int = MOST_CANDIDATES + 1) -> str:
        clause = self.one_of("a.audience_id")
        gate = f" AND {where}" if where else ""
        return f"""SELECT a.id FROM search_entry a WHERE a.vector @@ %s::tsquery AND {clause}{gate}
            ORDER BY a.id DESC LIMIT {int(limit)}"""  # noqa: S608

    def seconds(self, column: str) -> str:
        return f"EXTRACT(EPOCH FROM {column})::bigint"

    def one_of(self, column: str) -> str:
        return f"{column} = ANY(%s)"
