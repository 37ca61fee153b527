"""What an editor arranged: containers in the order of the page, cards in them. Plain data, kept as JSON.

Keys name containers and cards for as long as they exist, wherever they are moved to; whoever adds one makes its key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

LEAD, SECONDS, BRIEFS, BAND, FREE, SHARED, SECTIONS = (
    "lead",
    "seconds",
    "briefs",
    "band",
    "free",
    "shared",
    "sections",
)
KINDS = (LEAD, SECONDS, BRIEFS, BAND, FREE, SHARED, SECTIONS)
OPENING = (LEAD, SECONDS, BRIEFS)
"""Kinds that stand at the top, in this order."""
ONCE = (LEAD, SECONDS, BRIEFS, SECTIONS)
"""Kinds that stand once on a page."""
WITHOUT_CARDS = (SHARED, SECTIONS)
SIZES = ("", "large", "small")
LIMITS = {LEAD: 1, SECONDS: 3, BRIEFS: 6, BAND: 5, FREE: 4}
MOST_CARDS = 12
"""Cards a container shows at most, and sublinks of a card."""
NO_PICTURE = 0
"""In place of a picture's key: the card has none, whatever its article has."""


class Broken(ValueError):
    """The data is no arrangement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sublink:
    """A line under a card. `article` is a key; an empty `text` is that article's own headline."""

    article: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """An article where an editor put it. Empty words and no `picture` are the article's own.

    `until` is when it falls out by itself. `size` is one of `SIZES`.
    """

    key: str
    article: int
    headline: str = ""
    kicker: str = ""
    teaser: str = ""
    picture: int | None = None
    size: str = ""
    until: datetime | None = None
    sublinks: tuple[Sublink, ...] = ()

    def has_ended(self, now: datetime) -> bool:
        return self.until is not None and self.until <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A part of the page. `source` fills what no card takes, up to `limit`: "newest", "section:<slug>", "topic:<slug>"
    or nothing. `shared` is the key of the front whose container stands here."""

    key: str
    kind: str
    title: str = ""
    source: str = ""
    limit: int = 0
    shared: int | None = None
    cards: tuple[Placement, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    containers: tuple[Container, ...] = ()

    def placements(self) -> Iterator[tuple[Container, Placement]]:
        return ((container, card) for container in self.containers for card in container.cards)

    def container(self, key: str) -> Container | None:
        return next((one for one in self.containers if one.key == key), None)

    def find(self, card: str) -> tuple[Container, Placement] | None:
        return next((found for found in self.placements() if found[1].key == card), None)

    def in_page_order(self) -> tuple[Container, ...]:
        """The opening first, whatever moved: a page begins with its lead."""
        opening = [one for kind in OPENING for one in self.containers if one.kind == kind]
        return (*opening, *(one for one in self.containers if one.kind not in OPENING))

    def where(self, article: int) -> tuple[Container, Placement] | None:
        """Where that story stands."""
        return next((found for found in self.placements() if found[1].article == article), None)

    def with_container(self, changed: Container) -> Arrangement:
        return Arrangement(tuple(changed if one.key == changed.key else one for one in self.containers))

    def as_json(self) -> dict[str, Any]:
        """As it is kept: lists, and times as text."""
        data: dict[str, Any] = json.loads(json.dumps(asdict(self), default=datetime.isoformat))
        return data


def from_json(data: Any) -> Arrangement:
    """Raises `Broken`."""
    try:
        made = Arrangement(tuple(container_from(one) for one in data["containers"]))
    except (KeyError, TypeError) as error:
        raise Broken(str(error)) from error
    return made


def container_from(data: dict[str, Any]) -> Container:
    """Raises `Broken` for a kind, limit or key that cannot be."""
    _known(Container, data)
    kind, limit = data["kind"], data.get("limit") or LIMITS.get(data["kind"], 0)
    if kind not in KINDS or not _is_key(data["key"]) or not 0 <= int(limit) <= MOST_CARDS:
        raise Broken(f"no container: {kind!r}, {limit!r}")
    shared = int(data["shared"]) if data.get("shared") else None
    if (kind == SHARED) != (shared is not None):
        raise Broken("a shared container names the one it shows")
    return Container(
        key=data["key"],
        kind=kind,
        title=_line(data.get("title"), 120),
        source=_source(data.get("source") or ""),
        limit=int(limit),
        shared=shared,
        cards=tuple(card_from(card) for card in data.get("cards", ())),
    )


def card_from(data: dict[str, Any]) -> Placement:
    """Raises `Broken`."""
    _known(Placement, data)
    if not _is_key(data["key"]) or data.get("size", "") not in SIZES:
        raise Broken("no card")
    picture = data.get("picture")
    return Placement(
        key=data["key"],
        article=int(data["article"]),
        headline=_line(data.get("headline"), 200),
        kicker=_line(data.get("kicker"), 120),
        teaser=_line(data.get("teaser"), 600),
        picture=None if picture is None else int(picture),
        size=data.get("size", ""),
        until=_moment(data.get("until")),
        sublinks=_sublinks(data.get("sublinks", ())),
    )


def skeleton(sections: Iterable[str]) -> Arrangement:
    """The front page as it makes itself: what stands there before anybody arranged anything. `sections` are slugs, in
    the order of the navigation."""
    bands = (
        Container(key=f"r-{slug}"[:60], kind=BAND, source=f"section:{slug}", limit=LIMITS[BAND]) for slug in sections
    )
    return Arrangement(
        (*_opening("newest"), _container(BRIEFS, "newest"), *bands, Container(key=SECTIONS, kind=SECTIONS))
    )


def section_skeleton(slug: str) -> Arrangement:
    """A section's page: the newest opens, the rest follows below in the list."""
    return Arrangement(_opening(f"section:{slug}"))


def shared_skeleton(title: str) -> Arrangement:
    """A container of its own, to stand on several fronts."""
    return Arrangement((Container(key="shared", kind=FREE, title=title, limit=LIMITS[FREE]),))


def _opening(source: str) -> tuple[Container, Container]:
    return _container(LEAD, source), _container(SECONDS, source)


def _container(kind: str, source: str) -> Container:
    return Container(key=kind, kind=kind, source=source, limit=LIMITS[kind])


def _sublinks(rows: Iterable[dict[str, Any]]) -> tuple[Sublink, ...]:
    made = {int(row["article"]): Sublink(article=int(row["article"]), text=_line(row.get("text"), 200)) for row in rows}
    if len(made) > MOST_CARDS:
        raise Broken("too many sublinks")
    return tuple(made.values())


def _source(source: str) -> str:
    kind, _, slug = source.partition(":")
    if source not in ("", "newest") and not (kind in ("section", "topic") and slug):
        raise Broken(f"no source: {source!r}")
    return source


def _line(text: Any, most: int) -> str:
    return " ".join(str(text or "").split())[:most]


def _moment(text: Any) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Broken(f"no time: {text!r}") from error
    if found.tzinfo is None:
        raise Broken("a time without its zone")
    return found


def _is_key(key: Any) -> bool:
    return isinstance(key, str) and 0 < len(key) <= 60 and key.replace("-", "").replace("_", "").isalnum()


def _known(kind: type, data: dict[str, Any]) -> None:
    if unknown := data.keys() - {field.name for field in fields(kind)}:
        raise Broken(f"unknown: {', '.join(sorted(unknown))}")
