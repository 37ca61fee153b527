"""Templates filled in anew, and one text worded anew."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depesche.intake import particulars

ACCIDENT = (
    "Unfall mit {hurt} Verletzten\nAm {day}, {date}, kam es gegen {time} Uhr in der {street} in {town} zu einem"
    " Verkehrsunfall. Ein {age}-jähriger Autofahrer übersah beim Abbiegen ein anderes Fahrzeug. Der Schaden beträgt"
    " rund {damage} Euro. Die Polizei bittet Zeugen, sich zu melden."
)
ONE = {"hurt": "zwei", "day": "Montag", "date": "12. Mai", "time": "14", "street": "Lindenstraße", "town": "Musterau"}
ONE |= {"age": "45", "damage": "9000"}
DATES = "Termine der Woche\nDer Landrat eröffnet am {a} um {b} Uhr im Kreishaus in Merle die Ausstellung „{c}“."
STORY = (
    "Gerbergasse\nDie Stadtwerke erneuern von Montag an die Wasserleitung in der Gerbergasse. Die Straße ist deshalb"
    " bis Ende August gesperrt, Busse halten am Kornmarkt. Die alten Rohre stammen aus dem Jahr 1931."
)
REWRITE = (
    "Gerbergasse gesperrt\nWegen eines Rohrbaus ist die Gerbergasse zu. Von Montag an erneuern die Stadtwerke die"
    " Leitung aus dem Jahr 1931, teilten sie mit. Busse halten am Kornmarkt."
)


@pytest.mark.parametrize(
    "other",
    [
        {"day": "Mittwoch", "date": "14. Mai", "time": "9", "street": "Hauptstraße", "town": "Neudorf"},
        {"day": "Dienstag", "date": "13. Mai", "street": "Hauptstraße", "age": "23", "damage": "3000"},
        {"street": "Bahnhofstraße", "town": "Altheim"},
    ],
)
def test_the_same_template_tells_of_another_event(other: dict[str, str]) -> None:
    assert particulars.disagree(ACCIDENT.format(**ONE), ACCIDENT.format(**ONE | other), strictly=True)


def test_another_weeks_dates_are_another_notice() -> None:
    first = DATES.format(a="Montag, 12. Mai", b="10", c="Brücken")
    second = DATES.format(a="Donnerstag, 22. Mai", b="18", c="Mühlen")
    assert particulars.disagree(first, second, strictly=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (STORY, STORY.replace("Ende August", "Mitte September")),
        (STORY, REWRITE),
        (ACCIDENT.format(**ONE), ACCIDENT.format(**ONE).replace("9000", "12000")),
        (STORY, f"Meldungen der Woche\n{'Der Verein lädt ein und freut sich auf alle. ' * 20}\n{STORY}"),
        (STORY, "Die Straße bleibt gesperrt."),
        ("", STORY),
    ],
)
def test_new_versions_of_a_text_agree(first: str, second: str) -> None:
    assert not particulars.disagree(first, second, strictly=True)
    assert not particulars.disagree(second, first, strictly=True)


def test_who_rewrites_may_leave_out_much_but_not_tell_of_something_else() -> None:
    rewrite = "Auto übersehen\nBeim Abbiegen hat ein Mann in Musterau einen Wagen übersehen, sagt die Polizei."
    assert not particulars.disagree(ACCIDENT.format(**ONE), rewrite, strictly=False)
    elsewhere = ONE | {"day": "Freitag", "date": "3. Juni", "time": "8", "street": "Hauptstraße", "town": "Neudorf"}
    elsewhere |= {"age": "70", "damage": "500"}
    assert particulars.disagree(ACCIDENT.format(**ONE), ACCIDENT.format(**elsewhere), strictly=False)


_TEXT = st.lists(
    st.sampled_from(["am", "in", "Das", "das", "Samstag", "Merle", "18", "3.", "\n", "Bad", "teilte"]), max_size=90
)


@given(_TEXT.map(" ".join), st.booleans())
@example("Bad öffnet am Samstag\nDas Bad in Merle öffnet am Samstag.", True)
def test_no_text_disagrees_with_itself(text: str, strictly: bool) -> None:
    assert not particulars.disagree(text, text, strictly=strictly)


def test_a_line_ends_what_a_place_is_called() -> None:
    head = "Bad öffnet nach drei Jahren am Samstag\n"
    body = "Das Bad in Merle öffnet am Samstag. Der Bau hat 18 Millionen Euro gekostet."
    assert not particulars.disagree(head + body, head + body.replace("gekostet", "verschlungen"), strictly=True)
