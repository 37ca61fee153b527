"""One mail with several releases can be parted; one release is never cut in two."""

from __future__ import annotations

import pytest

from depesche.intake.markup import blocks as block_forms
from depesche.intake.markup import plain
from depesche.intake.markup.blocks import Block
from depesche.intake.release import composing, parts

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


SHORT = (
    "Bücherei öffnet sonntags\n\nDie Bücherei öffnet ab August auch sonntags.",
    "Neue Bäume am Schulhof\n\nDie Stadt hat zwölf Bäume gepflanzt.",
    "Freibad bleibt offen\n\nDas Bad öffnet bis Ende September. Der Eintritt kostet drei Euro.",
)
TITLES = [text.partition("\n")[0] for text in SHORT]


@pytest.mark.parametrize("border", ["+++", "***", "* * *", "---", "-----", "###"])
@pytest.mark.parametrize("opening", ["", "Liebe Redaktion,\n\nanbei unsere Meldungen von heute:\n\n"])
def test_one_sentence_under_a_headline_is_a_release(border: str, opening: str) -> None:
    text = opening + f"\n\n{border}\n\n".join(SHORT)
    assert [_title(section) for section in parts.sections(plain.read(text))] == TITLES


def test_no_blank_lines_are_needed() -> None:
    text = "\n***\n".join(one.replace("\n\n", "\n") for one in SHORT)
    found = parts.sections(plain.read(text))
    assert [_title(section) for section in found] == TITLES
    composed = composing.compose(found[0], subject="")
    assert block_forms.to_text(composed.text.body) == "Die Bücherei öffnet ab August auch sonntags."


@pytest.mark.parametrize("label", ["{}. ", "{}) ", "Meldung {}: ", "Meldung {}:\n", "Meldung {}\n\n", "Thema {}:\n\n"])
def test_numbers_part_releases_and_go(label: str) -> None:
    text = "Die Stadt Musterau teilt mit:\n\n" + "\n\n".join(label.format(n) + one for n, one in enumerate(SHORT, 1))
    found = parts.sections(plain.read(f"{text}\n\n-- \n{CONTACT}"))
    assert [composing.compose(section, subject="").text.headline for section in found] == TITLES
    assert [composing.compose(section, subject="").contact.name for section in found] == ["Dirk Sauer"] * 3


@pytest.mark.parametrize(
    "text",
    [
        ONE * 3 + "\n\n" + "\n\n".join(f"{n}. {one}" for n, one in enumerate(SHORT, 1)),
        f"{SHORT[0]}\n\n***\n\nÜber die Bücherei\n\nDie Bücherei ist ein Haus der Stadt Musterau.",
        f"{SHORT[0]}\n\n***\n\nDie Leiterin freut sich über den Erfolg. Im August gibt es ein Fest im Haus.",
        f"{SHORT[0]}\n\n***\n\nHinweis für Redaktionen\n\nBilder finden Sie im Netz unter der Adresse des Hauses.",
    ],
)
def test_points_and_sections_of_one_release_are_no_releases(text: str) -> None:
    assert parts.sections(plain.read(text)) == []


def test_what_is_no_release_goes_with_the_one_above_it() -> None:
    about = "Über die Bücherei\n\nDie Bücherei ist ein Haus der Stadt Musterau."
    found = parts.sections(plain.read("\n\n***\n\n".join((SHORT[0], about, SHORT[1]))))
    assert [_title(section) for section in found] == TITLES[:2]
    assert "Haus der Stadt" in block_forms.to_text(found[0])


def _title(section: list[Block]) -> str:
    return composing.compose(section, subject="").text.headline
