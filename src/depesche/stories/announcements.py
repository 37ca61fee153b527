"""What the open pages are told about a change: one event for each live topic it touches."""

from __future__ import annotations

from typing import Any

from depesche.delivery.live import NewEvent
from depesche.stories import addresses
from depesche.stories.footprints import Footprint, from_json
from depesche.stories.models import Change, Correction


def of(change: Change) -> list[NewEvent]:
    """The events of a change, article first. Only what readers may know is in them."""
    before, after = from_json(change.before), from_json(change.after)
    mark = after or before
    if mark is None:
        return []
    data = _data(change, mark)
    topics = [addresses.topic_of(mark.path)]
    if before and before.path != mark.path:
        topics.append(addresses.topic_of(before.path))
    topics += ["front", *(f"section/{m.section}" for m in (after, before) if m)]
    topics += [f"topic/{slug}" for m in (after, before) if m for slug in m.topics]
    return [NewEvent(topic=topic, event=change.kind, path=mark.path, data=data) for topic in dict.fromkeys(topics)]


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
