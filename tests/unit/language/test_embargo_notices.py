from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language import embargo

RECEIVED = datetime(2026, 7, 1, 8, tzinfo=UTC)
MEANT = datetime(2026, 7, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "S P E R R F R I S T : 3. Juli, 11 Uhr",
        "*** SPERRFRIST ***",
        "SPERRFRIST – Freitag, 3. Juli 2026, 11:00 Uhr – bitte unbedingt beachten!",
        "Bitte beachten Sie die Sperrfrist: Freitag, 3. Juli 2026, 11 Uhr.",
        "[Sperrfrist 03.07.2026, 11:00 Uhr]",
        "Sperrfrist 3. Juli 2026, 11 Uhr (Beginn der Pressekonferenz)",
        "Es gilt das gesprochene Wort – Sperrfrist Redebeginn",
        "Frei ab: 3. Juli, 11 Uhr",
        "Frei für Donnerstag, 11 Uhr",
        "Frei für die Donnerstagausgaben",
        "Veröffentlichung erst ab Freitag, 3. Juli 2026, 11 Uhr",
        "UNDER EMBARGO UNTIL 00:01 BST, FRIDAY 3 JULY 2026",
        "STRICTLY EMBARGOED – NOT FOR PUBLICATION BEFORE 3 July 2026, 11:00 CEST",
        "E M B A R G O E D  until 3 July 2026, 11:00 CEST",
        "Zur sofortigen Veröffentlichung",
        "FOR IMMEDIATE RELEASE",
        "Keine Sperrfrist",
        "Sperrfrist: keine",
    ],
)
def test_a_line_that_only_announces_an_embargo_has_nothing_behind_it(line: str) -> None:
    assert embargo.rest(line) == ""


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Sperrfrist: 3. Juli 2026, 11 Uhr – Neuer Speicher am Hafen kommt", "Neuer Speicher am Hafen kommt"),
        ("Sperrfrist 3.7., 11 Uhr: Neuer Speicher", "Neuer Speicher"),
        ("[SPERRFRIST Freitag 11 Uhr] Neuer Speicher am Hafen", "Neuer Speicher am Hafen"),
        ("EMBARGO 3 JULY 2026 11:00 CEST | Heat store coming to Musterau", "Heat store coming to Musterau"),
        ("For immediate release: City opens library on 8 July", "City opens library on 8 July"),
    ],
)
def test_a_headline_behind_the_announcement_is_found(line: str, headline: str) -> None:
    assert embargo.rest(line) == headline


@pytest.mark.parametrize(
    "line",
    [
        "Achtung: Betrüger geben sich als Polizisten aus",
        "EU verhängt Embargo gegen Öl aus Norwegen",
        "Sperrfrist für Gülle beginnt im November",
        "Freigabe: Neue Brücke ab Montag offen",
        "Frei für alle: Bibliothek öffnet am Sonntag",
        "Brücke am Hafen bis Montag gesperrt",
        "Nicht vor Freitag rechnet die Bahn mit ersten Zügen",
        "Freibad öffnet am Samstag um 11 Uhr",
        "Neuer Speicher am Hafen kommt",
        "",
    ],
)
def test_news_announces_no_embargo(line: str) -> None:
    assert embargo.rest(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "S P E R R F R I S T : 3. Juli, 11 Uhr",
        "s p e r r f r i s t   3. Juli 2026, 11 Uhr",
        "S-P-E-R-R-F-R-I-S-T bis 3. Juli, 11 Uhr",
        "S.P.E.R.R.F.R.I.S.T. 3. Juli, 11 Uhr",
        "S\u00a0P\u00a0E\u00a0R\u00a0R\u00a0F\u00a0R\u00a0I\u00a0S\u00a0T 3. Juli, 11 Uhr",
        "G E S P E R R T  B I S  3. Juli, 11 Uhr",
        "G E S P E R R T B I S 3. Juli, 11 Uhr",
        "E M B A R G O : 3 July 2026, 11:00 CEST",
    ],
)
def test_a_word_spread_letter_by_letter_announces_an_embargo_too(line: str) -> None:
    found = embargo.parse(f"Speicher kommt\n\n{line}\n\nText", received_at=RECEIVED)
    assert (found.kind, found.until, found.evidence) == ("until", MEANT, line)


@pytest.mark.parametrize(
    "line", ["S P E R R F R I S T :  3 .  J u l i  2 0 2 6 ,  1 1  U h r", "S P E R R F R I S T : 1 3 . Juli, 1 1 Uhr"]
)
def test_spread_figures_are_asked_about_and_never_read(line: str) -> None:
    assert embargo.parse(line, received_at=RECEIVED).kind == "ask"


def test_initials_and_lists_of_letters_stay_as_they_are() -> None:
    assert embargo.parse("Gruppe A B C D E spielt am 3. Juli um 11 Uhr", received_at=RECEIVED).kind == "none"


def test_the_evidence_in_a_paragraph_is_its_sentence() -> None:
    before = "Die Stadtwerke Musterau laden zur Vorstellung ihres Speichers ein, der zwölf Millionen Euro kostet. "
    said = "Bitte beachten Sie die Sperrfrist: Freitag, 3. Juli 2026, 11 Uhr."
    after = " Der Speicher fasst 20.000 Kubikmeter Wasser und spart der Stadt jedes Jahr viel Gas."
    found = embargo.parse(before + said + after, received_at=RECEIVED)
    assert (found.until, found.evidence) == (MEANT, said)


@given(st.text(max_size=400))
def test_no_text_makes_it_raise(text: str) -> None:
    embargo.rest(text)
    embargo.rest(f"S P E R R F R I S T {text}")
