"""What PostgreSQL holds: a generation of the tables, as questions see it.

Only names of our own tables, columns and conditions (`sql`) are put into the queries; values go beside them.
"""
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from depesche.archive import fields, spelling
from depesche.archive.connections import Connection
from depesche.archive.holdings import Place
from depesche.archive.questions import Either, Question, Term
from depesche.archive.rows import clean, written
from depesche.archive.sql import Conditions

_LETTER = len("w:")


class Tabled:
    """The `Holdings` of one state of a generation. The caller has begun a transaction that sees but one state."""

    def __init__(self, connection: Connection, generation: str) -> None:
        self._connection = connection
        self._articles = f"{generation}_articles"
        self._words = f"{generation}_words"
        self._conditions = Conditions(self._articles)

    @cached_property
    def articles(self) -> int:
        # Each has one language.
        [(count,)] = self._ask(
            f"SELECT coalesce(sum(articles), 0)::bigint FROM {self._words} WHERE term IN ('l:de', 'l:en')"
        )
        return int(count)

    def frequencies(self, terms: Collection[Term]) -> Mapping[Term, int]:
        names = {written(term): term for term in terms}
        counts = dict.fromkeys(terms, 0)
        for name, count in self._ask(f"SELECT term, articles FROM {self._words} WHERE term = ANY(%s)", list(names)):
            counts[names[name]] = count
        return counts

    def newest(self, question: Question, limit: int, offset: int = 0) -> tuple[list[Place], int]:
        condition, arguments = self._conditions.of(question)
        rows = self._ask(
            f'WITH found AS MATERIALIZED (SELECT id, "order" FROM {self._articles} WHERE {condition}),'
            ' page AS (SELECT * FROM found ORDER BY "order" DESC LIMIT %s OFFSET %s)'
            ' SELECT (SELECT count(*) FROM found), page.id, page."order" FROM (SELECT) AS one LEFT JOIN page ON true'
            ' ORDER BY page."order" DESC',
            *arguments,
            limit,
            offset,
        )
        return [Place(order, row) for _, row, order in rows if row is not None], rows[0][0]

    def best(self, weights: Mapping[Term, int], limit: int) -> list[Place]:
        rows = self._ask(
            'SELECT found.id, found."order" FROM unnest(%s::text[], %s::bigint[]) AS wanted (term, weight),'
            f' LATERAL (SELECT id, "order" FROM {self._articles} WHERE terms @> ARRAY[wanted.term]) AS found'
            ' GROUP BY found.id, found."order" ORDER BY sum(weight) DESC, found."order" DESC LIMIT %s',
            [written(term) for term in weights],
            list(weights.values()),
            limit,
        )
        return [Place(order, row) for row, order in rows]

    def near(self, written: str, distance: int, limit: int) -> list[Place]:
        words = tuple(Term(fields.WRITTEN, word) for word in self._near(clean(written), distance))
        return self.newest(Either(words), limit)[0] if words else []

    def _near(self, written: str, distance: int) -> list[str]:
        """Of the words with a stretch in common with this one, those that are near."""
        length = len(written)
        if distance == 1:
            prefix, middle, suffix = written[: length // 2 - 1], "", written[length // 2 :]
        else:
            first, second = length // 3, 2 * length // 3
            prefix, middle, suffix = written[: first - 1], written[first : second - 1], written[second:]
        rows = self._ask(
            f"SELECT substr(term, {_LETTER + 1}) FROM {self._words} WHERE term >= 'w:' AND term < 'w;' AND articles > 0"
            " AND length(term) BETWEEN %s AND %s"
            " AND (starts_with(term, %s) OR right(term, %s) = %s OR (%s <> '' AND strpos(term, %s) > 0))",
            *(length + _LETTER - distance, length + _LETTER + distance),
            *(f"w:{prefix}", len(suffix), suffix, middle, middle),
        )
        return sorted(word for (word,) in rows if spelling.are_within(written, word, distance))

    def beginnings(self, written: str, limit: int) -> list[str]:
        start = f"w:{clean(written)}"
        rows = self._ask(
            f"SELECT substr(term, {_LETTER + 1}) FROM {self._words} WHERE term >= %s AND term < %s AND articles > 0"
            " ORDER BY articles DESC, term LIMIT %s",
            *(start, start[:-1] + chr(ord(start[-1]) + 1), limit),
        )
        return [word for (word,) in rows]

    def read(self, places: Sequence[Place], names: Collection[str]) -> list[Mapping[str, Any]]:
        if not places:
            return []
        columns = ", ".join(names)
        rows = self._ask(f"SELECT id, {columns} FROM {self._articles} WHERE id = ANY(%s)", [p.address for p in places])
        found = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
        return [found[place.address] for place in places]

    def _ask(self, query: str, *arguments: object) -> list[Any]:
        with self._connection.cursor(binary=True) as cursor:
            return cursor.execute(query, arguments).fetchall()
