"""Which file of a mail is read for its release, and what trouble with one costs."""

from __future__ import annotations

from typing import Any

import pytest

from depesche.intake.isolation import calling
from depesche.intake.isolation.troubles import CannotRead, Cause
from depesche.intake.markup import as_json, blocks
from depesche.intake.parsed import Enclosure
from depesche.intake.release import attached

LONG = "Ein Satz, der für eine Meldung lang genug ist. " * 8


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were opened; their content is their text, or the cause of the trouble with them."""
    names: list[str] = []

    def call(_function: str, content: bytes, **_options: Any) -> Any:
        text = content.decode()
        names.append(text[:12])
        if text in list(Cause):
            raise CannotRead(Cause(text))
        return as_json.dump([blocks.paragraph(text)])

    monkeypatch.setattr(calling, "call", call)
    return names


def files(**contents: str) -> list[Enclosure]:
    return [
        Enclosure(filename=name.replace("_dot_", "."), content_type="", content=text.encode())
        for name, text in contents.items()
    ]


def test_the_file_that_is_named_for_a_release_is_read_and_word_before_pdf(opened: list[str]) -> None:
    found = attached.find(
        files(Flyer_dot_pdf=LONG, Foto_dot_jpg=LONG, PM_7_dot_pdf="PDF " + LONG, PM_7_dot_docx="Word " + LONG)
    )
    assert found is not None
    assert (found.filename, len(opened)) == ("PM_7.docx", 1)


def test_a_file_with_little_text_is_passed_over_for_the_next(opened: list[str]) -> None:
    found = attached.find(files(PM_dot_pdf="Kurz.", Text_dot_docx=LONG), more_than=100)
    assert found is not None
    assert found.filename == "Text.docx"


def test_trouble_is_told_when_no_other_file_helps(opened: list[str]) -> None:
    found = attached.find(files(PM_dot_pdf="crash", b_dot_docx="unreadable"))
    assert found is not None
    assert (found.filename, found.blocks) == ("PM.pdf", [])
    assert len(opened) == 2


@pytest.mark.parametrize("cause", ["time", "memory"])
def test_after_a_file_that_used_up_its_share_no_other_is_opened(opened: list[str], cause: str) -> None:
    hostile = files(PM_1_dot_pdf=cause, PM_2_dot_pdf=cause, PM_3_dot_pdf=LONG)
    assert attached.find(hostile) is not None
    assert attached.each(hostile) == []
    assert len(opened) == 2


def test_a_mail_without_documents_has_none(opened: list[str]) -> None:
    assert attached.find(files(bild_dot_jpg=LONG)) is None
    assert attached.each(files(PM_dot_pdf=LONG)) == []
    assert opened == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("Anbei unsere Meldung.", True),
        ("Im Anhang finden Sie die Mitteilung zum Fest. " * 8, True),
        (LONG, False),
        (LONG * 4 + " Bilder im Anhang.", False),
    ],
)
def test_a_mail_that_says_little_or_hands_over_has_its_release_elsewhere(text: str, expected: bool) -> None:
    assert attached.is_elsewhere([blocks.paragraph(text)]) is expected
