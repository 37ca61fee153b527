"""What stands above a headline is passed over, but for what explains a correction: that is told."""

from __future__ import annotations

import pytest

from depesche.intake.markup import plain
from depesche.intake.release import composing, explanations, masthead

HEADLINE = "Neuer Wärmespeicher am Hafen kommt"
LEAD = (
    "Die Stadtwerke Musterau bauen am Hafen einen neuen Wärmespeicher und investieren dafür rund zwölf Millionen Euro"
    " in den kommenden drei Jahren."
)
BODY = "Der Speicher fasst 20.000 Kubikmeter Wasser. Der Bau beginnt im Herbst, sagte Geschäftsführerin Heike Lorenz."
RELEASE = f"{HEADLINE}\n\n{LEAD}\n\n{BODY}\n"


def read(text: str, *, subject: str = "Pressemitteilung") -> composing.Composed:
    return composing.compose(plain.read(text), subject=subject, organisation="Stadtwerke Musterau")


@pytest.mark.parametrize(
    "above",
    [
        "PM",
        "PM 34/2026",
        "Pressemitteilung",
        "Presse-Information",
        "Presseinformation Nr. 34/2026",
        "Pressemitteilung 34/2026 vom 1. Juli 2026",
        "PRESS RELEASE\n\nFor immediate release\n\n1 July 2026",
        "Aktuelle Presseinformation\n\nDatum: 1. Juli 2026\n\nNummer: 34\n\nThema: Energie",
        "Pressemitteilung\nMusterau, 1. Juli 2026\nSperrfrist: 3. Juli, 11 Uhr",
        "Musterau, im Juli 2026",
        "Seite 1 von 2",
        "An die Redaktionen der örtlichen Presse",
        "Stadtwerke Musterau GmbH",
        "Stadtwerke Musterau GmbH | Hafenstraße 12 | 12345 Musterau | Telefon 01234 5678-0",
        "Hafenstraße 12\n12345 Musterau\nTel.: 01234 5678-0\npresse@musterau.example\nwww.musterau.example",
        "Rathaus Lindenau\nPressestelle\nAm Markt 1, 12345 Lindenau",
        "Rathaus Lindenau\n\nDer Oberbürgermeister\n\n1. Juli 2026",
        "*** SPERRFRIST ***",
        "S P E R R F R I S T : 3. Juli, 11 Uhr",
        "Frei für Donnerstag, 11 Uhr",
        "STRICTLY EMBARGOED – NOT FOR PUBLICATION BEFORE 3 July 2026, 11:00 CEST",
        "KORREKTUR",
        "KORREKTUR – Zahl der Tonnen im zweiten Absatz geändert",
    ],
)
def test_the_headline_is_the_next_real_line(above: str) -> None:
    found = read(f"{above}\n\n{RELEASE}")
    assert (found.text.headline, found.text.lead) == (HEADLINE, LEAD)


def test_no_blank_line_is_needed_between_masthead_headline_and_text() -> None:
    found = read(f"Pressemitteilung\n1. Juli 2026\nSperrfrist: 3. Juli, 11 Uhr\n{HEADLINE}\n{LEAD}\n{BODY}")
    assert (found.text.headline, found.text.lead) == (HEADLINE, LEAD)


@pytest.mark.parametrize(
    "headline",
    [
        "Achtung: Betrüger geben sich als Polizisten aus",
        "3. Liga startet in Musterau",
        "Stadtrat gründet Wärme GmbH",
        "Sperrfrist für Gülle beginnt im November",
        "Neuer Wärmespeicher für Musterau",
        "Thema: Neue Brücke kommt früher",
        "Presse lobt das neue Stadttheater",
    ],
)
def test_headlines_that_look_a_little_like_labels_are_kept(headline: str) -> None:
    for below in ("", "1. Juli 2026\n\n"):
        assert read(f"{headline}\n\n{below}{LEAD}\n\n{BODY}").text.headline == headline.removeprefix("Thema: ")


@pytest.mark.parametrize(
    "line",
    ["Sperrfrist: 3. Juli 2026, 11 Uhr – Speicher kommt früher", "[SPERRFRIST 3.7., 11 Uhr] Speicher kommt früher"],
)
def test_an_embargo_before_the_headline_on_its_line_is_taken_off(line: str) -> None:
    assert read(f"{line}\n\n{LEAD}\n\n{BODY}").text.headline == "Speicher kommt früher"
    assert read(f"{LEAD}\n\n{BODY}", subject=line).text.headline == "Speicher kommt früher"


def test_a_contact_in_the_letterhead_is_kept() -> None:
    found = read(f"Media Release No. 12\nContact: Anna Amsel, +49 1234 5678\nStadtwerke Musterau GmbH\n\n{RELEASE}")
    assert (found.text.headline, found.contact.name, found.contact.phone) == (HEADLINE, "Anna Amsel", "+49 1234 5678")


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("MUSTERAU (dpx). ", "MUSTERAU"),
        ("Musterau (dpx/lno) - ", "Musterau"),
        ("Musterau, 3. Juli 2026 – ", "Musterau"),
        ("Musterau, im Juli 2026. ", "Musterau"),
        ("Musterau/Lindenau (red). ", "Musterau/Lindenau"),
    ],
)
def test_datelines_of_agencies_nobody_knows(opening: str, place: str) -> None:
    found = read(f"{HEADLINE}\n\n{opening}{LEAD}\n\n{BODY}")
    assert (found.text.dateline, found.text.lead) == (place, LEAD)


EXPLANATION = "in unserer Meldung von heute früh war die Zahl falsch, richtig ist 4.000. Bitte verwenden Sie nur diese."


@pytest.mark.parametrize(
    "above",
    [
        f"Sehr geehrte Damen und Herren,\n\n{EXPLANATION}\n\nMit freundlichen Grüßen\nAnna Amsel",
        f"Sehr geehrte Damen und Herren,\n\n{EXPLANATION}",
        f"Sehr geehrte Damen und Herren, {EXPLANATION}",
        f"Liebe Redaktion,\n\nanbei noch einmal der Text; {EXPLANATION}\n\nViele Grüße\nAnna Amsel",
    ],
)
@pytest.mark.parametrize("subject", ["Pressemitteilung", HEADLINE])
def test_what_explains_a_correction_is_told_and_is_no_part_of_the_release(above: str, subject: str) -> None:
    found = read(f"{above}\n\n{RELEASE}", subject=subject)
    assert EXPLANATION in found.note
    assert (found.text.headline, found.text.lead) == (HEADLINE, LEAD)


def test_a_letter_that_explains_nothing_is_not_told_of() -> None:
    letter = "Sehr geehrte Damen und Herren,\n\nanbei unsere Pressemitteilung.\n\nMit freundlichen Grüßen\nAnna Amsel"
    assert read(f"{letter}\n\n{RELEASE}").note == ""


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt Musterau hat ihre Mitteilung zum Haushalt korrigiert. Die Zahlen waren falsch, sagte Otto Wirth.",
        "Der Fehler im Stellwerk ist behoben, die Züge fahren wieder nach Plan durch das Erlental.",
        "We regret nothing, said the mayor, and there were no errors in the count at all.",
    ],
)
def test_news_about_faults_explains_no_correction(text: str) -> None:
    assert not explanations.explains(text)


def test_a_release_that_is_nothing_but_labels_keeps_its_last_line() -> None:
    blocks = plain.read("Pressemitteilung\n\n1. Juli 2026\n\nSperrfrist: 3. Juli, 11 Uhr")
    assert masthead.skip(blocks, "") == 2
