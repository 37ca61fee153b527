"""What narrows a search down: section, topic, author and time of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tantivy import FieldType, Query

from depesche.archive import fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Slugs, as they stand in addresses; empty ones do not narrow. Published from `since` on and before `until`."""

    section: str = ""
    topic: str = ""
    author: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return any((self.section, self.topic, self.author, self.since, self.until))


NONE = Filters()


def queries(filters: Filters) -> list[Query]:
    """All of them must hold; none when nothing is narrowed."""
    named = {fields.SECTION: filters.section, fields.TOPIC: filters.topic, fields.AUTHOR: filters.author}
    wanted = [Query.term_query(fields.tantivy_schema(), name, value) for name, value in named.items() if value]
    if filters.since or filters.until:
        since = fields.seconds(filters.since) if filters.since else None
        until = fields.seconds(filters.until) - 1 if filters.until else None
        wanted.append(Query.range_query(fields.tantivy_schema(), fields.PUBLISHED, FieldType.Integer, since, until))
    # They decide who is found, not who comes first.
    return [Query.const_score_query(query, 0.0) for query in wanted]
