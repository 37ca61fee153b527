"""Our sample feeds and wires, each with what is expected of it beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsers import registry

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = sorted(
    path.with_name(path.name.removesuffix(".expected.json"))
    for folder in ("feeds", "wires")
    for path in (SAMPLES / folder).glob("*.expected.json")
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_is_read_as_expected(file: Path) -> None:
    expected: dict[str, Any] = json.loads(file.with_name(file.name + ".expected.json").read_text("utf-8"))
    parser, reading = registry.read(file.read_bytes(), Circumstances(fetcher="file", file_name=file.name))
    assert parser == expected["parser"]
    assert len(reading.items) == len(expected["items"])
    assert reading.reason == expected.get("reason", "")
    for item, wanted in zip(reading.items, expected["items"], strict=True):
        for key, value in wanted.items():
            if key == "images":
                assert [[one.filename, one.caption, one.credit, one.usable] for one in item.pictures] == value
            elif key == "embargo":
                assert item.embargo is not None
                assert [item.embargo.kind, item.embargo.until and item.embargo.until.isoformat()] == value
            else:
                assert getattr(item, key) == value, key
        assert item.reason or item.status == "new"
        for words in expected.get("lacks", []):
            assert words not in item.body + item.lead + item.headline


def test_there_are_enough_samples_of_each() -> None:
    assert sum(file.parent.name == "feeds" for file in FILES) >= 30
    assert sum(file.parent.name == "wires" for file in FILES) >= 20
