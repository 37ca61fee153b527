"""What narrows a search down: section, topic, author and time of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from depesche.archive import fields
from depesche.archive.entries import order_of, seconds
from depesche.archive.questions import Between, Question, Term


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


def questions(filters: Filters) -> list[Question]:
    """All of them must hold; none when nothing is narrowed."""
    named = {fields.SECTION: filters.section, fields.TOPIC: filters.topic, fields.AUTHOR: filters.author}
    wanted: list[Question] = [Term(name, value) for name, value in named.items() if value]
    if filters.since or filters.until:
        since, until = (order_of(seconds(at)) if at else None for at in (filters.since, filters.until))
        wanted.append(Between(since, until))
    return wanted
