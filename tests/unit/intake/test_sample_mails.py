"""Our sample mails, each with what is expected of it beside it; see tests/samples/mails/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import ParsedItem
from depesche.intake.parsers.rfc822 import Rfc822

FOLDER = Path(__file__).parents[2] / "samples" / "mails"
NAMES = sorted(path.stem for path in FOLDER.glob("*.eml"))
HOW = Circumstances(fetcher="file", file_name="sample.eml")


def read(name: str) -> tuple[ParsedItem, dict[str, Any]]:
    (item,) = Rfc822().parse((FOLDER / f"{name}.eml").read_bytes(), HOW).items
    return item, json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_mail_is_read_as_expected(name: str) -> None:
    item, expected = read(name)
    found: dict[str, Any] = {
        "contact": {"name": item.contact.name, "phone": item.contact.phone, "email": item.contact.email},
        "attachments": [[one.filename, one.content_type, one.inline] for one in item.enclosures],
        "images": [[one.filename, one.caption, one.credit, one.usable] for one in item.pictures],
        "usable": [one.filename for one in item.pictures if one.usable],
        "replaces": list(item.replaces),
        "parts": [part.headline for part in item.parts],
        "came_at": item.came_at.isoformat() if item.came_at else None,
        "written_at": item.written_at.isoformat() if item.written_at else None,
    }
    for key, value in expected.items():
        if key == "contact":
            assert {part: found["contact"][part] for part in value} == value
        elif key in found:
            assert found[key] == value, key
        elif key == "lead_starts":
            assert item.lead.startswith(value)
        elif key.endswith(("has", "lacks")):
            text = {
                "reason_has": item.reason,
                "wording_has": item.wording,
                "enclosed_has": "\n".join(item.enclosed),
                "boilerplate_has": item.boilerplate,
                "original_lacks": item.original_html,
            }.get(key, "\n".join((item.headline, item.lead, item.body)))
            for words in value:
                assert (words in text) == key.endswith("has"), (key, words, text)
        else:
            assert getattr(item, key) == value, key


@pytest.mark.parametrize("name", NAMES)
def test_what_is_set_apart_says_why_and_what_is_not_has_a_headline(name: str) -> None:
    item, _ = read(name)
    if item.status == "new":
        assert item.headline
    else:
        assert item.reason.endswith((".", ")"))


def test_there_are_enough_samples_of_every_kind() -> None:
    kinds = {read(name)[0].kind for name in NAMES}
    assert len(NAMES) >= 60
    assert kinds >= {
        "press_release",
        "forwarded_release",
        "correction_of_earlier_release",
        "newsletter",
        "reader_letter",
        "bounce",
        "auto_reply",
        "spam_or_phish",
    }
