"""What pages and readers learn of the breaking line: how it stands now, so that telling it twice does no harm."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from depesche.bakery import schema
from depesche.delivery.live import NewEvent
from depesche.delivery.live.standing import EVENT, TOPIC
from depesche.stories import documents, plant
from depesche.stories.addresses import path_of
from depesche.stories.models import BreakingStep


def document(step: BreakingStep) -> schema.BreakingLine:
    """As it is set into a page."""
    return schema.BreakingLine(key=step.key, text=step.text, url=url_of(step), at=step.sent_at, until=step.until)


def standing() -> schema.BreakingLine | None:
    """The line for pages that are baked now."""
    newest = BreakingStep.objects.select_related("article").first()
    if newest is None or not newest.is_standing or newest.until <= timezone.now():
        return None
    return document(newest)


def events() -> list[NewEvent]:
    """One event for everybody. `until` is there as long as the line stands; each front adds the `seconds` left."""
    newest = BreakingStep.objects.select_related("article").first()
    if newest is None:
        return []
    line = standing()
    data: dict[str, Any] = {"line": newest.key, "text": ""}
    if line is not None:
        until = line.until.isoformat(timespec="seconds")
        data |= {"text": line.text, "href": line.url, "until": until, "at": line.at.isoformat(timespec="seconds")}
    data |= plant.oven().breaking_data(line, documents.publication())
    path = line.url if line is not None and line.url.startswith("/") else "/"
    return [NewEvent(topic=TOPIC, event=EVENT, path=path, data=data)]


def url_of(step: BreakingStep) -> str:
    """Where the line leads: an article that was withdrawn meanwhile is no place to go."""
    if step.article is not None:
        return path_of(step.article) if step.article.live else ""
    return step.url
