"""One mail with several releases can be parted; one release is never cut in two."""

from __future__ import annotations

import pytest

from depesche.intake.markup import blocks as block_forms
from depesche.intake.markup import plain
from depesche.intake.release import parts

ONE = (
    "Bücherei öffnet sonntags\n\n" + "Die Stadtbücherei öffnet ab August auch an Sonntagen, zunächst für ein Jahr. " * 2
)
TWO = (
    "Neue Bäume am Schulhof\n\n" + "Auf dem Schulhof der Grundschule hat die Stadt zwölf Bäume gepflanzt, im Juli. " * 2
)
CONTACT = "Pressekontakt: Dirk Sauer, Tel. 07161 600-11, presse@erlenbach.example"


def sections(*texts: str, border: str = "+++") -> list[str]:
    found = parts.sections(plain.read(f"\n\n{border}\n\n".join(texts)))
    return [block_forms.to_text(section).split("\n")[0] for section in found]


@pytest.mark.parametrize("border", ["+++", "***", "* * *", "###", "------", "______"])
def test_borders_part_releases(border: str) -> None:
    assert sections("Pressedienst vom 8. Juli", ONE, TWO, border=border) == [
        "Bücherei öffnet sonntags",
        "Neue Bäume am Schulhof",
    ]


def test_the_contact_at_the_end_belongs_to_each() -> None:
    found = parts.sections(plain.read("\n\n+++\n\n".join((ONE, TWO, CONTACT))))
    assert [block_forms.to_text(section).count("Dirk Sauer") for section in found] == [1, 1]


@pytest.mark.parametrize(
    "texts",
    [
        (ONE,),
        (ONE, CONTACT),
        ("Sehr geehrte Damen und Herren,\n\nanbei unsere Meldung. " + "Wir freuen uns über einen Abdruck. " * 4, ONE),
        (ONE, "Über die Bücherei"),
        (ONE, "Pressekontakt\n\n" + "Dirk Sauer steht Ihnen für Rückfragen gern jederzeit zur Verfügung. " * 3),
    ],
)
def test_one_release_stays_whole(texts: tuple[str, ...]) -> None:
    assert sections(*texts) == []
