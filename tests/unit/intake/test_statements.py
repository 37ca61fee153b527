"""What a mail says of an earlier one, and headlines that only sound like it."""

from __future__ import annotations

import pytest

from depesche.intake.release import statements
from depesche.intake.release.statements import Statement

TITLE = "Neues Bad öffnet am Samstag"


@pytest.mark.parametrize(
    "subject",
    [
        f"KORREKTUR: {TITLE}",
        f"+++ BERICHTIGUNG +++ {TITLE}",
        f"Korrigierte Fassung: {TITLE}",
        f"Neufassung: {TITLE}",
        f"Berichtigung – {TITLE}",
        f"ACHTUNG: geänderte Fassung: {TITLE}",
        f"ACHTUNG, geänderte Fassung - {TITLE}",
        f"Bitte nur diese Fassung verwenden: {TITLE}",
        f"Bitte nur diese Fassung verwenden! {TITLE}",
        f"{TITLE} (wiederholt mit Korrektur im 2. Absatz)",
        f"{TITLE} - bitte nur diese Fassung verwenden",
        f"{TITLE} – KORREKTUR",
        f"{TITLE} [Korrigierte Fassung]",
        f"CORRECTION: {TITLE}",
        f"CORRECTED: {TITLE}",
        f"Please use this version only: {TITLE}",
        f"Korrektur zur PM von heute: {TITLE}",
    ],
)
def test_corrections_are_told_by_their_subject_and_leave_the_headline(subject: str) -> None:
    assert statements.of(subject, []) is Statement.CORRECTS
    assert statements.without(subject) == TITLE


@pytest.mark.parametrize(
    "subject",
    [
        f"ZURÜCKGEZOGEN: {TITLE}",
        f"+++ ZURÜCKGEZOGEN +++ {TITLE}",
        f"[ANNULLIERT] {TITLE}",
        f"{TITLE} – ANNULLIERT",
        f"{TITLE} (zurückgezogen)",
        f"Bitte nicht verwenden: {TITLE}",
        f"Bitte nicht mehr verwenden - {TITLE}",
        f"Meldung wird zurückgezogen: {TITLE}",
        f"Rückruf der Pressemitteilung: {TITLE}",
        f"KILL: {TITLE}",
        f"WITHDRAWN: {TITLE}",
        f"Kill notice: {TITLE}",
        f"Retraction: {TITLE}",
    ],
)
def test_withdrawals_are_told_by_their_subject_and_leave_the_headline(subject: str) -> None:
    assert statements.of(subject, []) is Statement.WITHDRAWS
    assert statements.without(subject) == TITLE


@pytest.mark.parametrize(
    "text",
    [
        "Die Meldung wird zurückgezogen.",
        "Unsere Pressemitteilung von heute Vormittag wird hiermit zurückgezogen.",
        "leider müssen wir unsere Pressemitteilung „Neues Bad öffnet“ zurückziehen. Wir bitten um Entschuldigung.",
        "Hiermit ziehen wir unsere Pressemitteilung vom 3. Juli zurück.",
        "Bitte die Meldung von 10 Uhr nicht verwenden.",
        "Wir bitten Sie, diese Pressemitteilung nicht zu veröffentlichen.",
        "Please do not use our press release of this morning.",
        "Our earlier release has been withdrawn.",
    ],
)
def test_withdrawals_are_told_by_their_first_sentences(text: str) -> None:
    assert statements.of(TITLE, ["Sehr geehrte Damen und Herren,", text]) is Statement.WITHDRAWS


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (TITLE, "Bitte verwenden Sie nur diese Fassung. Der Betrag war falsch."),
        (TITLE, "Diese Meldung ersetzt die Mitteilung von heute früh."),
        (TITLE, "KORREKTUR"),
        (f"KORREKTUR: {TITLE}", "Bitte die Meldung von heute früh nicht verwenden."),
    ],
)
def test_what_replaces_a_text_corrects_it(subject: str, text: str) -> None:
    assert statements.of(subject, [text]) is Statement.CORRECTS


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Haushalt: Korrektur nach unten", ""),
        ("Steuerkorrektur bringt Stadt eine Million", ""),
        ("Geänderte Fassung des Bebauungsplans liegt aus", ""),
        ("Aktualisierte Version der Warn-App erschienen", ""),
        ("Rückruf: Molkerei ruft Milch zurück", ""),
        ("Bauantrag für Windpark zurückgezogen", ""),
        ("Klage gegen Umgehungsstraße ist zurückgezogen", "Die Kläger haben ihre Klage zurückgezogen."),
        ("Verein zieht sich zurück", "Nach einer Mitteilung des Gerichts hat der Verein die Klage zurückgezogen."),
        ("Killer im Stadtpark? Polizei ermittelt", ""),
        (TITLE, "Diese Mitteilung darf vor 12 Uhr nicht veröffentlicht werden."),
        (TITLE, "Die Fotos bitte nicht ohne Nachweis verwenden."),
        ("Absage: Pressekonferenz zum neuen Bad", "Die Pressekonferenz am Montag fällt aus."),
    ],
)
def test_news_of_corrections_and_withdrawals_says_nothing(subject: str, text: str) -> None:
    assert statements.of(subject, [text]) is None
    assert statements.without(subject) == subject
