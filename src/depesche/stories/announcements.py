"""What the open pages are told about a change: one event for each live topic it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from depesche.delivery.live import RETENTION, NewEvent
from depesche.stories import addresses, breaking_telling, documents, plant, selectors, ticker_documents, ticker_paths
from depesche.stories.footprints import Footprint, from_json
from depesche.stories.models import Change, Correction

MOST_HTML = 24 * 1024
"""Bytes of an entry that go out with its event."""


def first(change: Change) -> list[NewEvent]:
    """Told as soon as the article, front page and section are baked; of an entry, to those who follow its live blog;
    of a breaking line, to everybody."""
    if change.kind == Change.Kind.BREAKING:
        return breaking_telling.events()
    if change.kind == Change.Kind.ENTRY:
        return _entry_events(change)
    if change.kind == Change.Kind.FRONT:
        return _front_events(change)
    if change.kind == Change.Kind.TOPIC:
        return _topic_events(change)
    topics = [addresses.topic_of(mark.path) for mark in _marks(change)]
    topics += ["front", *(f"section/{mark.section}" for mark in _marks(change))]
    return _events(change, topics)


def later(change: Change) -> list[NewEvent]:
    """Told when the lists are baked too. A turn of events in a live blog is an update of its article elsewhere."""
    if not _marks(change) or (change.kind == Change.Kind.ENTRY and not change.meaningful):
        return []
    own = ["front", *(f"section/{mark.section}" for mark in _marks(change))]
    topics = [f"topic/{slug}" for mark in _marks(change) for slug in mark.topics]
    topics += [f"topic/{slug}" for slug in selectors.timelines_with(change.article_id)]
    topics += [topic for path in selectors.arranged_with(change) if (topic := _topic_of_front(path)) not in own]
    if change.kind != Change.Kind.ENTRY:
        return _events(change, topics)
    return [replace(event, event=Change.Kind.UPDATE) for event in _events(change, [*own, *topics])]


def withdrawn(changes: Iterable[Change]) -> set[str]:
    """Where the articles stood that changes withdraw, as long as the live log remembers: what it told of them there
    is told to nobody any more."""
    taken = [change for change in changes if change.kind == Change.Kind.WITHDRAW]
    keys = [change.article_id for change in taken if change.article_id]
    told = Change.objects.filter(article__in=keys, made_at__gte=timezone.now() - 2 * RETENTION) if keys else ()
    return {mark.path for change in (*taken, *told) for mark in _marks(change)}


def _marks(change: Change) -> list[Footprint]:
    return [mark for mark in (from_json(change.after), from_json(change.before)) if mark is not None]


def _events(change: Change, topics: list[str]) -> list[NewEvent]:
    """One event a topic. Only what readers may know is in it."""
    if not (marks := _marks(change)):
        return []
    data = _data(change, marks[0])
    path = marks[0].path
    return [NewEvent(topic=topic, event=change.kind, path=path, data=data) for topic in dict.fromkeys(topics)]


def _front_events(change: Change) -> list[NewEvent]:
    """To open pages an arranged front is an update of what stands on it: they take in the page as it is now."""
    return _page_events(change, {path: _topic_of_front(path) for path in change.touched})


def _topic_events(change: Change) -> list[NewEvent]:
    """To those who have a topic's page open: they take it in as it is now, or follow it to where it has gone."""
    pages = [path for path in change.touched if change.meaningful and path.startswith("/thema/") and path.endswith("/")]
    return _page_events(change, {path: f"topic/{path.split('/')[2]}" for path in pages})


def _page_events(change: Change, topics: Mapping[str, str]) -> list[NewEvent]:
    data: dict[str, Any] = {
        "change": change.pk,
        "meaningful": False,
        "at": change.made_at.isoformat(timespec="seconds"),
    }
    return [NewEvent(topic=topic, event=Change.Kind.UPDATE, path=path, data=data) for path, topic in topics.items()]


def _topic_of_front(path: str) -> str:
    return "front" if path == "/" else f"section/{path.strip('/')}"


def _entry_events(change: Change) -> list[NewEvent]:
    """The entry as it stands now, so that telling it twice, or late, does no harm."""
    row, article = change.entry, change.article
    if row is None or article is None or row.number is None or not (marks := _marks(change)):
        return []
    data: dict[str, Any] = {"change": change.pk, "entry": row.number, "version": row.version}
    if row.is_published:
        own = documents.publication()
        html = plant.oven().entry_html(ticker_documents.entry(row, article), own, language=article.language)
        if len(html.encode()) <= MOST_HTML:  # Without it pages ask for themselves anew.
            data["html"] = html
        data["refresh"] = row.pinned or row.kind == row.Kind.KEY
    else:
        data["removed"] = data["refresh"] = True
    return [NewEvent(topic=ticker_paths.topic_of(article), event=change.kind, path=marks[0].path, data=data)]


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
