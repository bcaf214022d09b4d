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

    def newest(self, columns: str, where: str = "") -> str:
        # IS TRUE: not by the index of the audience. All that somebody may read would be gone through for each search.
        clause = f"({self.one_of('a.audience_id')}) IS TRUE"
        gate = f" AND {where}" if where else ""
        return f"""SELECT {columns} FROM search_entry a WHERE a.vector @@ %s::tsquery AND {clause}{gate}
            ORDER BY a.id DESC LIMIT {MOST_CANDIDATES + 1}"""  # noqa: S608

    def seconds(self, column: str) -> str:
        return f"EXTRACT(EPOCH FROM {column})::bigint"

    def moment(self, value: int | None) -> int | None:
        return value

    def one_of(self, column: str) -> str:
        return f"{column} = ANY(%s)"
