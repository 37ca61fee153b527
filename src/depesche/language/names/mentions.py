"""A name as it stands in a text, and a name as a newsroom knows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What bears the name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the site's own dictionary: a person, a topic, an organisation with a page of its own.

    `path` is that page, absolute, empty when there is none. `aliases` are other names that mean the same.
    """

    name: str
    kind: Kind = Kind.TOPIC
    path: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in `text[start:end]`. `name` is the whole name that is meant; `path` its page, mostly empty."""

    start: int
    end: int
    kind: Kind
    name: str
    path: str = ""
