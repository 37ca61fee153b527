from datetime import UTC, datetime

import pytest

from depesche.intake import enrichment
from depesche.intake.parsed import Embargo, ParsedItem

RECEIVED = datetime(2025, 7, 9, 13, tzinfo=UTC)
FULL = "SPERRFRIST: Donnerstag, 10. Juli 2025, 11:00 Uhr"
ELEVEN = datetime(2025, 7, 10, 9, tzinfo=UTC)
SATURDAY = datetime(2025, 7, 12, 9, tzinfo=UTC)
NOON = datetime(2025, 7, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("subject", "wording", "field", "kind", "until"),
    [
        ("Neues Bad", "Das Bad macht auf.", None, "none", None),
        ("Neues Bad", FULL, None, "until", ELEVEN),
        (FULL, "Das Bad macht auf.", None, "until", ELEVEN),
        ("Sperrfrist 10. Juli, 11 Uhr: Neues Bad", FULL, None, "until", ELEVEN),
        ("Sperrfrist 12. Juli, 11 Uhr: Neues Bad", FULL, None, "until", SATURDAY),
        ("Sperrfrist bis auf Weiteres: Neues Bad", FULL, None, "ask", None),
        ("Neues Bad", FULL, Embargo(kind="until", until=NOON, evidence="embargoed"), "until", NOON),
        ("Neues Bad", FULL, Embargo(kind="ask", evidence="withheld"), "ask", None),
    ],
)
def test_the_strictest_embargo_holds(
    subject: str, wording: str, field: Embargo | None, kind: str, until: datetime | None
) -> None:
    item = ParsedItem(kind="press_release", subject=subject, wording=wording, embargo=field)
    found = enrichment.embargo(item, received_at=RECEIVED, time_zone="Europe/Berlin", lang="de")
    assert (found.kind, found.until) == (kind, until)


@pytest.mark.parametrize(
    ("wording", "enclosed", "kind", "until"),
    [
        ("Das Bad macht auf.", (FULL,), "until", ELEVEN),
        ("Das Bad macht auf.", ("Ein Flugblatt.", FULL), "until", ELEVEN),
        (FULL, (FULL,), "until", ELEVEN),
        (FULL, ("Das Bad macht auf.",), "until", ELEVEN),
        (FULL, (FULL.replace("10.", "12.").replace("Donnerstag", "Samstag"),), "ask", None),
        (FULL, ("Sperrfrist bis auf Weiteres",), "ask", None),
        ("Sperrfrist bis auf Weiteres", (FULL,), "ask", None),
    ],
)
def test_an_embargo_in_a_file_holds_the_mail_around_it(
    wording: str, enclosed: tuple[str, ...], kind: str, until: datetime | None
) -> None:
    item = ParsedItem(kind="press_release", subject="Neues Bad", wording=wording, enclosed=enclosed)
    found = enrichment.embargo(item, received_at=RECEIVED, time_zone="Europe/Berlin", lang="de")
    assert (found.kind, found.until) == (kind, until)
    assert found.evidence


def test_machines_set_no_embargo() -> None:
    item = ParsedItem(kind="bounce", subject="Undelivered", wording=FULL)
    assert enrichment.embargo(item, received_at=RECEIVED, time_zone="Europe/Berlin", lang="de").kind == "none"


@pytest.mark.parametrize(
    ("body", "said", "default", "language"),
    [
        ("Die Stadt hat das neue Bad am Samstag eröffnet und viele Menschen kamen.", "en", "", "de"),
        ("The city opened its new pool on Saturday and many people came to see it.", "", "", "en"),
        ("12345", "de-DE", "", "de"),
        ("12345", "", "en", "en"),
        ("12345", "klingonisch", "", ""),
    ],
)
def test_the_text_tells_its_language_before_its_label_does(body: str, said: str, default: str, language: str) -> None:
    item = ParsedItem(kind="wire", body=body, lang=said)
    assert enrichment.language(item, default=default) == language
