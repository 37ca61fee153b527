"""What the open pages are told about a change: one event for each live topic it touches."""

from __future__ import annotations

from typing import Any

from depesche.delivery.live import NewEvent
from depesche.stories import addresses
from depesche.stories.footprints import Footprint, from_json
from depesche.stories.models import Change, Correction


def first(change: Change) -> list[NewEvent]:
    """Told as soon as the article, front page and section are baked."""
    topics = [addresses.topic_of(mark.path) for mark in _marks(change)]
    topics += ["front", *(f"section/{mark.section}" for mark in _marks(change))]
    return _events(change, topics)


def later(change: Change) -> list[NewEvent]:
    """Told when the topic pages are baked too."""
    return _events(change, [f"topic/{slug}" for mark in _marks(change) for slug in mark.topics])


def _marks(change: Change) -> list[Footprint]:
    return [mark for mark in (from_json(change.after), from_json(change.before)) if mark is not None]


def _events(change: Change, topics: list[str]) -> list[NewEvent]:
    """One event a topic. Only what readers may know is in it."""
    if not (marks := _marks(change)):
        return []
    data = _data(change, marks[0])
    path = marks[0].path
    return [NewEvent(topic=topic, event=change.kind, path=path, data=data) for topic in dict.fromkeys(topics)]


def _data(change: Change, mark: Footprint) -> dict[str, Any]:
    data: dict[str, Any] = {
        "change": change.pk,
        "headline": mark.headline,
        "section": mark.section,
        "meaningful": change.meaningful,
        "at": change.made_at.isoformat(timespec="seconds"),
    }
    if change.kind == Change.Kind.WITHDRAW:
        del data["headline"]  # What was withdrawn is not repeated.
    if change.kind == Change.Kind.CORRECT and (made := Correction.objects.filter(article=change.article_id).first()):
        data["correction"] = made.text
    return data
