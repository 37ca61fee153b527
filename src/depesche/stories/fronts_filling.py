"""From an arrangement to the stories that stand on the page: what was placed and is public, the rest by the query.

No story stands twice: what was placed comes first, in the order of the page; then sublinks; then each container is
filled with what is not on the page yet. The number of database queries depends on the number of containers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from depesche.bakery import schema
from depesche.media.models import Picture
from depesche.stories import documents, fronts_arrangement, pictures, selectors, shelf
from depesche.stories.fronts_arrangement import (
    BAND,
    FREE,
    LEAD,
    LIMITS,
    SECONDS,
    SECTIONS,
    SHARED,
    Arrangement,
    Container,
    Placement,
)
from depesche.stories.fronts_rows import Front

FRESH = 12
"""The lead, when nobody placed or pinned one, is the most urgent of so many of the newest."""
FRESH_SECONDS = 16
"""And the seconds are the most urgent with a picture among so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A story on the page. `placement` is empty for what the query filled in; `article` is its key."""

    article: int
    card: schema.Card
    placement: Placement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A container as it stands on the page. `link` is where its title leads, if anywhere."""

    container: Container
    slots: tuple[Slot, ...]
    title: str = ""
    link: str = ""
    section: schema.SectionRef | None = None

    @property
    def cards(self) -> tuple[schema.Card, ...]:
        return tuple(slot.card for slot in self.slots)


def fill(arrangement: Arrangement, *, at: datetime) -> tuple[Filled, ...]:
    """The containers in the order of the page; those that came to nothing are among them."""
    sections = [documents.section_ref(page) for page in selectors.sections()]
    containers = _expanded(arrangement, sections)
    stock = _stock(containers)
    shown = {container.key: _shown(container, stock, at) for container in containers}
    taken: dict[int, str] = {}
    for container in containers:
        shown[container.key] = [card for card in shown[container.key] if _take(card, taken)]
        shown[container.key] = shown[container.key][: container.limit or None]
    used = {card.article for row in shown.values() for card in row}
    linked: set[int] = set()
    slots = {
        container.key: [_slot(card, stock, used, linked) for card in shown[container.key]] for container in containers
    }
    gone = {stock.cards[key].path for key in used | linked}
    for container in containers:
        found = _backfill(container, gone, room=container.limit - len(slots[container.key]))
        gone |= {slot.card.path for slot in found}
        slots[container.key] += found
    return tuple(_headed(container, tuple(slots[container.key]), sections) for container in containers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stock:
    """What was placed, as far as it is public."""

    cards: Mapping[int, schema.Card]
    pictures: Mapping[int, schema.Picture | None]


def _stock(containers: Iterable[Container]) -> _Stock:
    placed = [card for container in containers for card in container.cards]
    keys = {card.article for card in placed} | {link.article for card in placed for link in card.sublinks}
    wanted = {card.picture for card in placed if card.picture}
    found = Picture.objects.filter(pk__in=wanted).prefetch_related("renditions") if wanted else ()
    return _Stock(
        cards=shelf.cards_by_key(selectors.published().filter(pk__in=keys), most=len(keys)) if keys else {},
        pictures={picture.pk: pictures.document(picture) for picture in found},
    )


def _expanded(arrangement: Arrangement, sections: list[schema.SectionRef]) -> list[Container]:
    """In the order of the page, with shared containers and the other sections in their place."""
    own = {container.source for container in arrangement.containers if container.kind == BAND}
    shared = _shared(arrangement)
    found: list[Container] = []
    for container in arrangement.in_page_order():
        if container.kind == SECTIONS:
            found += [_band(ref.slug) for ref in sections if f"section:{ref.slug}" not in own]
        elif container.kind == SHARED:
            found += [replace(one, key=container.key) for one in shared.get(container.shared or 0, ())]
        else:
            found.append(container)
    return found


def _band(slug: str) -> Container:
    return Container(key=f"rest-{slug}", kind=BAND, source=f"section:{slug}", limit=LIMITS[BAND])


def _shared(arrangement: Arrangement) -> dict[int, tuple[Container, ...]]:
    """What readers see of the shared containers, each with one container at most."""
    keys = {container.shared for container in arrangement.containers if container.shared is not None}
    if not keys:
        return {}
    fronts = Front.objects.filter(pk__in=keys, page__isnull=True).exclude(live={})
    return {front.pk: fronts_arrangement.from_json(front.live).containers[:1] for front in fronts}


def _shown(container: Container, stock: _Stock, at: datetime) -> list[Placement]:
    return [card for card in container.cards if card.article in stock.cards and not card.has_ended(at)]


def _take(card: Placement, taken: dict[int, str]) -> bool:
    """Whether it is the first card of its story; what is not shown for want of room is not taken."""
    return taken.setdefault(card.article, card.key) == card.key


def _slot(card: Placement, stock: _Stock, used: set[int], linked: set[int]) -> Slot:
    own = stock.cards[card.article]
    picture = own.picture
    if card.picture is not None:
        picture = stock.pictures.get(card.picture) if card.picture else None
    sublinks = []
    for link in card.sublinks:
        target = stock.cards.get(link.article)
        if target is not None and link.article not in used | linked:
            linked.add(link.article)
            sublinks.append(schema.RelatedLink(url=target.path, text=link.text or target.headline))
    return Slot(
        article=card.article,
        placement=card,
        card=replace(
            own,
            headline=card.headline or own.headline,
            kicker=card.kicker or own.kicker,
            teaser=card.teaser or own.teaser,
            picture=picture,
            size=card.size,
            sublinks=tuple(sublinks),
        ),
    )


def _backfill(container: Container, gone: set[str], *, room: int) -> list[Slot]:
    if room <= 0 or not container.source:
        return []
    if container.kind == LEAD and container.source == "newest":
        pinned = shelf.cards_by_key(selectors.published().filter(pinned=True), most=1)
        if found := _without(pinned, gone):
            return found
    candidates = _without(_pool(container.source, most=room + len(gone)), gone)
    if container.source == "newest" and container.kind == LEAD:
        return sorted(candidates[:FRESH], key=_urgency)[:room]
    if container.source == "newest" and container.kind == SECONDS:
        return sorted((slot for slot in candidates[:FRESH_SECONDS] if slot.card.picture), key=_urgency)[:room]
    return candidates[:room]


def _pool(source: str, *, most: int) -> dict[int, schema.Card]:
    kind, _, slug = source.partition(":")
    if kind == "section":
        return shelf.cards_by_key(selectors.in_section(slug), most=most)
    if kind == "topic":
        topic = selectors.topic_at(slug)
        return shelf.cards_by_key(selectors.on_topic(topic), most=most) if topic else {}
    return shelf.cards_by_key(selectors.published(), most=selectors.FRONT_LENGTH)


def _without(cards: Mapping[int, schema.Card], gone: set[str]) -> list[Slot]:
    return [Slot(article=key, card=card) for key, card in cards.items() if card.path not in gone]


def _urgency(slot: Slot) -> int:
    return slot.card.urgency


def _headed(container: Container, slots: tuple[Slot, ...], sections: list[schema.SectionRef]) -> Filled:
    kind, _, slug = container.source.partition(":")
    section = next((ref for ref in sections if kind == "section" and ref.slug == slug), None)
    if container.kind in (BAND, FREE) and section is not None:
        return Filled(
            container=container, slots=slots, title=container.title or section.name, link=section.path, section=section
        )
    if container.kind in (BAND, FREE) and kind == "topic":
        topic = selectors.topic_at(slug)
        if topic is not None:
            return Filled(container=container, slots=slots, title=container.title or topic.name, link=topic.path)
    return Filled(container=container, slots=slots, title=container.title)
