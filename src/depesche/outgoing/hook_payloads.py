"""What webhooks are told of a change: facts that readers have, too. The page itself is a GET away."""

from __future__ import annotations

import json
from typing import Any

from depesche.stories import breaking_telling, plant
from depesche.stories.footprints import from_json
from depesche.stories.models import BreakingStep, Change


def body(change: Change) -> str | None:
    """The message as it is sent and signed; None for a change that is no news."""
    data = _data(change)
    if data is None:
        return None
    return written(change.kind, data | {"change": change.pk}, at=change.made_at.isoformat(timespec="seconds"))


def written(event: str, data: dict[str, Any], *, at: str) -> str:
    """`type`, `timestamp` and `data`, as Standard Webhooks advises."""
    if path := data.get("path"):
        data = data | {"url": plant.config().origin + path}
    return json.dumps({"type": event, "timestamp": at, "data": data}, ensure_ascii=False, separators=(",", ":"))


def _data(change: Change) -> dict[str, Any] | None:
    if change.kind == Change.Kind.BREAKING:
        return _breaking()
    mark = from_json(change.after) or from_json(change.before)
    if mark is None or change.kind == Change.Kind.REBUILD:
        return None
    data: dict[str, Any] = {"path": mark.path, "section": mark.section, "topics": list(mark.topics)}
    if change.kind == Change.Kind.WITHDRAW:
        return data  # What was withdrawn is not repeated.
    data |= {"headline": mark.headline, "meaningful": change.meaningful}
    return data | {"entry": _entry(change)} if change.kind == Change.Kind.ENTRY else data


def _breaking() -> dict[str, Any] | None:
    step = BreakingStep.objects.select_related("article").first()
    if step is None:
        return None
    data: dict[str, Any] = {"line": step.key, "state": step.deed}
    if not step.is_standing:
        return data
    link = breaking_telling.url_of(step)
    link = plant.config().origin + link if link.startswith("/") else link
    return data | {"text": step.text, "link": link, "until": step.until.isoformat(timespec="seconds")}


def _entry(change: Change) -> dict[str, Any] | None:
    row = change.entry
    if row is None:
        return None
    facts = {"number": row.number, "version": row.version, "removed": not row.is_published}
    return facts | {"headline": row.headline, "text": row.text, "kind": row.kind} if row.is_published else facts
