"""What happened when: a topic's timeline, put together from its articles and from what editors decided on them.

An article stands for one point, on the day that its text says it happened, else on that of its publication; a row
(`stories.timeline_points`) takes its place as soon as an editor sets, hides or merges it. What rests on an article that
is not public is for editors alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from depesche.bakery import schema
from depesche.language import occasions
from depesche.stories import selectors, shelf
from depesche.stories.models import TimelinePoint, Topic

MOST_ARTICLES = 60
"""Of a topic's articles without a decision, the newest so many stand for points."""
MOST_SHOWN = 60
"""Points that readers are shown, the newest."""
LEAST_SHOWN = 3
"""Fewer points that nobody set make no timeline."""
_ARTICLE, _POINT = "a", "p"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One point, as an editor sees it.

    `key` is "p" and the key of a row, or "a" and that of an article. `cards` are its public articles, by key. `text` is
    what readers are told. `evidence` are the words that a guessed day was read from.
    """

    key: str
    day: date
    precision: str = TimelinePoint.Precision.DAY
    text: str
    cards: Mapping[int, schema.Card]
    point: TimelinePoint | None = None
    evidence: str = ""
    is_public: bool = True

    @property
    def is_hidden(self) -> bool:
        return self.point is not None and self.point.hidden

    @property
    def is_chosen(self) -> bool:
        """Whether an editor set it."""
        return self.point is not None


def events(topic: Topic) -> list[Event]:
    """All points of a topic, the latest first, with those that readers do not see."""
    points = list(topic.points.prefetch_related("rests_on"))
    resting = {point.pk: [row.article_id for row in point.rests_on.all()] for point in points}
    taken = {key for keys in resting.values() for key in keys if key}
    public = shelf.cards_by_key(selectors.published().filter(pk__in=taken), most=len(taken)) if taken else {}
    found = [_of_point(point, resting[point.pk], public) for point in points]
    if topic.timeline != Topic.Timeline.NONE:
        free = shelf.cards_by_key(selectors.on_topic(topic).exclude(pk__in=taken), most=MOST_ARTICLES)
        zone = ZoneInfo(selectors.publication_settings().time_zone)
        found += [_of_article(key, card, zone) for key, card in free.items()]
    return sorted(found, key=_place, reverse=True)


def shown(topic: Topic) -> list[Event]:
    """What readers see, the latest first."""
    if topic.timeline == Topic.Timeline.NONE:
        return []
    own = [event for event in events(topic) if event.is_public and not event.is_hidden]
    if topic.timeline == Topic.Timeline.CHOSEN:
        return [event for event in own if event.is_chosen][:MOST_SHOWN]
    if any(event.is_chosen for event in own) or (len(own) >= LEAST_SHOWN and len({event.day for event in own}) > 1):
        return own[:MOST_SHOWN]
    return []


def event_of(topic: Topic, key: str) -> Event | None:
    """The point with that key, if the topic has it."""
    return next((event for event in events(topic) if event.key == key), None)


def articles_of(event: Event) -> list[int]:
    """Keys of the articles that a point rests on and that readers may see, the first one first."""
    return list(event.cards)


def points(topic: Topic) -> tuple[schema.TimelinePoint, ...]:
    """The timeline as it is baked."""
    return tuple(
        schema.TimelinePoint(
            day=event.day,
            precision=event.precision,
            text=event.text,
            links=tuple(schema.RelatedLink(url=card.path, text=card.headline) for card in event.cards.values()),
        )
        for event in shown(topic)
    )


def _of_point(point: TimelinePoint, resting: list[int | None], public: Mapping[int, schema.Card]) -> Event:
    """A text that an editor wrote may tell what any of its articles told: it is public while all of them are."""
    cards = {key: public[key] for key in resting if key is not None and key in public}
    first = next(iter(cards.values()), None)
    return Event(
        key=f"{_POINT}{point.pk}",
        day=point.happened_on,
        precision=point.precision,
        text=point.text or (first.headline if first else ""),
        cards=cards,
        point=point,
        is_public=len(cards) == len(resting) if point.text else bool(cards),
    )


def _of_article(key: int, card: schema.Card, zone: ZoneInfo) -> Event:
    published = card.first_published.astimezone(zone).date()
    said = occasions.happened(card.teaser, published=published)
    return Event(
        key=f"{_ARTICLE}{key}",
        day=said.day if said else published,
        text=card.headline,
        cards={key: card},
        evidence=card.teaser[said.start : said.end] if said else "",
    )


def _place(event: Event) -> tuple[date, str, str]:
    """By day; of one day what was published last stands first."""
    newest = max((card.first_published.isoformat() for card in event.cards.values()), default="")
    return event.day, newest, event.key


def keys_of(typed: Iterable[str]) -> list[str]:
    """Of what a form sent, what may be a key."""
    return [key for key in typed if key[:1] in (_ARTICLE, _POINT) and key[1:].isdecimal() and len(key) < 20]
