"""What is set apart from a release: its sender's description of itself, its second language, its contact."""

from __future__ import annotations

import pytest

from depesche.intake.mail import calendars, cards
from depesche.intake.markup import plain
from depesche.intake.release import boilerplate, composing, versions

TEXT = (
    "Das Ziegelwerk Nord brennt seine Ziegel ab 2027 mit Strom statt mit Gas. Dafür baut das Unternehmen für 22"
    " Millionen Euro einen neuen Ofen, der im Jahr 9.000 Tonnen Kohlendioxid spart.\n\n"
    "Der Strom kommt zu zwei Dritteln von Windrädern, die auf dem Werksgelände stehen."
)


def apart(text: str) -> str:
    return "\n".join(block.text for block in boilerplate.part(plain.read(text))[1])


@pytest.mark.parametrize(
    "label",
    [
        "Über die Ziegelwerk Nord GmbH",
        "Über Ziegelwerk Nord:",
        "Über uns",
        "About Ziegelwerk Nord",
        "Hintergrund zum Ziegelwerk Nord",
        "Zum Unternehmen",
        "Unternehmensprofil",
        "Notes to editors",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_senders_description_of_itself_is_set_apart(label: str, gap: str) -> None:
    about = f"{label}{gap}Die Ziegelwerk Nord GmbH stellt seit 1887 Dachziegel und Klinker her."
    assert apart(f"{TEXT}\n\n{about}").startswith(label)


@pytest.mark.parametrize(
    "line",
    [
        "Über 500 Gäste kamen zur Eröffnung",
        "Über die Brücke rollt wieder der Verkehr",
        "Über Geld spricht man doch",
        "Zum Schutz der Bäume",
        "Hintergrund",
    ],
)
def test_a_heading_that_begins_like_one_stays_in_the_text(line: str) -> None:
    assert apart(f"{TEXT}\n\n{line}\n\nAm Montag waren die ersten Lastwagen unterwegs, sagt Amtsleiterin Wirth.") == ""


def test_a_release_about_a_company_is_not_taken_for_its_description() -> None:
    text = "Über die Ziegelwerk Nord GmbH\n\nDie Ziegelwerk Nord GmbH stellt seit 1887 Dachziegel her.\n\n" + TEXT
    assert apart(text) == ""


def test_the_contact_below_a_description_is_still_found() -> None:
    about = "Über das Ziegelwerk Nord\nDas Ziegelwerk Nord gibt es seit 1887 in Nordfeld."
    text = f"Ziegelwerk stellt um\n\n{TEXT}\n\n{about}\n\n"
    found = composing.compose(plain.read(text + "Pressekontakt: Katja Pohl, Tel. 0431 2200-31"), subject="")
    assert (found.contact.name, found.contact.phone) == ("Katja Pohl", "0431 2200-31")
    assert [block.text for block in found.boilerplate] == [about]


ENGLISH = (
    "From 2027 the brickworks will fire its bricks with electricity instead of gas. The company is building a new kiln"
    " for 22 million euros, which will save 9,000 tonnes of carbon dioxide every year.\n\n"
    "Two thirds of the power will come from wind turbines that stand on the grounds of the works in Nordfeld."
)


def test_a_second_language_is_left_out_and_told_of() -> None:
    kept, other = versions.first(plain.read(f"{TEXT}\n\nBrickworks turn to power\n\n{ENGLISH}"))
    assert other == "en"
    assert "\n\n".join(block.text for block in kept) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"{TEXT}\n\n“We can now test in a week what took us a whole summer out at sea,” says the chief engineer.",
        f"{TEXT}\n\n{ENGLISH}\n\n{TEXT}",
    ],
)
def test_one_language_or_a_mixture_stays_whole(text: str) -> None:
    kept, other = versions.first(plain.read(text))
    assert (other, len(kept)) == ("", len(plain.read(text)))


def test_an_invitation_is_read_with_its_escapes_and_folds() -> None:
    text = calendars.read(
        "BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=de:Termin\\, kurz\r\nDTSTART;VALUE=DATE:20250718\r\nLOCATION:Am We\r\n hr\r\n"
        "DESCRIPTION:Eins\\nzwei\\; drei\r\nEND:VEVENT"
    )
    assert text == "Termin, kurz\n\nTermin: 18.7.2025\nOrt: Am Wehr\n\nEins\nzwei; drei"


@pytest.mark.parametrize("text", ["", "BEGIN:VEVENT", "BEGIN:VEVENT\nDTSTART:x\nEND:VEVENT"])
def test_a_calendar_without_dates_says_nothing(text: str) -> None:
    assert calendars.read(text) == ""


def test_a_card_gives_lines_and_no_fax() -> None:
    card = (
        "BEGIN:VCARD\nitem1.TEL;TYPE=FAX:1\nTEL;TYPE=CELL:tel:+49 170 1\nFN:Rita\\, Lang\nEMAIL:a@b.example\nEND:VCARD"
    )
    assert cards.lines(card) == ["Tel. +49 170 1", "Rita, Lang", "a@b.example"]
