"""Embargo lines: right or asking, and never earlier than the truth."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from depesche.language import embargo
from language.table import Row, load, seconds_each


def rows() -> list[Row]:
    samples = (
        "embargo",
        "embargo_held_out",
        "embargo_held_out_2",
        "embargo_held_out_3",
        "embargo_outside",
        "embargo_held_out_4",
        "embargo_held_out_5",
        "embargo_held_out_6",
        "embargo_fresh",
        "embargo_fresh_2",
    )
    return [*(row for sample in samples for row in _quality(sample)), _speed()]


def _answer(record: dict[str, Any]) -> embargo.Embargo:
    received = datetime.fromisoformat(record["received_at"])
    return embargo.parse(record["text"], received_at=received, time_zone=record["time_zone"], lang=record["lang"])


def _quality(sample: str) -> list[Row]:
    right = asked = early = 0
    records = load(sample)
    for record in records:
        answer, until = _answer(record), datetime.fromisoformat(record["until"]) if "until" in record else None
        exact = answer.kind == record["kind"] and answer.until == until
        right += exact
        asked += answer.kind == "ask" and not exact
        free = answer.kind == "none" and record["kind"] != "none"
        sooner = answer.until is not None and (record["kind"] == "ask" or (until is not None and answer.until < until))
        early += free or sooner
    share = (right + asked) / len(records)
    name = f"{sample}, {len(records)} lines"
    return [
        Row("embargo: right or ask", name, f"{share:.3f}", "0.98", share >= 0.98),
        Row("embargo: right", name, f"{right / len(records):.3f}"),
        Row("embargo: earlier than the truth", name, str(early), "0", early == 0),
    ]


def _speed() -> Row:
    taken = 1000 * seconds_each(_answer, load("embargo"))
    return Row("embargo: time a line", "embargo", f"{taken:.2f} ms", "1 ms", taken <= 1)
