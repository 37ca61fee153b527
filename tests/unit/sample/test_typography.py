"""German typography in everything readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

import nh3
import pytest

from depesche.sample import pictures
from depesche.sample.records import SampleNewsroom

TAGS = {"p", "ul", "ol", "li", "a", "em", "strong"}
_MACHINE = frozenset(
    (
        *("slug", "section", "state", "kind", "url", "picture", "article", "block", "digital_source_type"),
        *("published", "updated", "made", "weight", "language", "time_zone", "accent", "email", "phone"),
        *("press_address", "authors", "topics", "pictures", "mediatopic", "focus"),
    )
)
"""Fields that are not prose."""

_UNITS = "Euro|Cent|Prozent|Uhr|Kilometer|Meter|Minuten|Stunden|Tage|Wochen|Jahre|Jahren|Millionen|Tonnen|Quadratmeter"
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"


def _prose(thing: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(thing, str):
        yield place, thing
    elif isinstance(thing, tuple):
        for number, entry in enumerate(thing):
            yield from _prose(entry, f"{place}[{number}]")
    elif is_dataclass(thing):
        own = getattr(thing, "slug", "")
        for field in fields(thing):
            if field.name not in _MACHINE:
                yield from _prose(getattr(thing, field.name), f"{place} {own}.{field.name}")


@pytest.fixture(scope="module")
def prose(newsroom: SampleNewsroom) -> list[tuple[str, str]]:
    found = list(_prose(newsroom, "newsroom")) + list(_prose(tuple(pictures.PICTURES.values()), "pictures"))
    return [(place, re.sub(r"<[^>]+>", "", text)) for place, text in found]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r'"', id="straight double quotes"),
        pytest.param(r"(?<=\w)'(?=\w)|(?<!\w)'", id="straight single quotes"),
        pytest.param(r"[”»«]", id="foreign quotes"),
        pytest.param(r"  ", id="double spaces"),
        pytest.param(r" - | -- |—", id="hyphen for dash"),
        pytest.param(r"\.\.\.", id="three dots"),
        pytest.param(r"\d-\d", id="hyphen between numbers"),
        pytest.param(rf"\d (?:{_UNITS})\b", id="breaking space before a unit"),
        pytest.param(rf"\d\. (?:{_MONTHS})\b", id="breaking space in a date"),
        pytest.param(r"\b(?:z|d|u)\. ?[BhaÄ]\.", id="abbreviation"),
        pytest.param(r"[ \u00a0][,.;:!?](?:\s|$)", id="space before punctuation"),
        pytest.param(r"\d{5,}(?!\d*,)", id="long number without points"),
    ],
)
def test_never(prose: list[tuple[str, str]], pattern: str) -> None:
    allowed = re.compile(r"00000|DE000000000|\d{8}")
    found = [(place, text) for place, text in prose if re.search(pattern, allowed.sub("0", text))]
    assert found == []


def test_german_quotes_come_in_pairs(prose: list[tuple[str, str]]) -> None:
    for place, text in prose:
        marks = re.sub(r"[^„“‚‘]", "", text)
        while (inner := re.sub(r"„“|‚‘", "", marks)) != marks:
            marks = inner
        assert marks == "", (place, text)


def test_articles_use_only_the_markup_of_the_desk(newsroom: SampleNewsroom) -> None:
    for article in newsroom.articles:
        for block in article.body:
            html = getattr(block, "html", "")
            assert _normal(nh3.clean(html, tags=TAGS, link_rel=None)) == _normal(html), article.slug


def test_policies_use_only_simple_markup(newsroom: SampleNewsroom) -> None:
    own = newsroom.publication
    for html in (own.ownership, own.ai_policy, own.corrections_policy, own.privacy):
        assert _normal(nh3.clean(html, tags=TAGS | {"h2"}, link_rel=None)) == _normal(html)


def test_only_reserved_addresses_are_invented(newsroom: SampleNewsroom, now: datetime) -> None:
    real = {
        "http://kremlin.ru/",
        "https://www.defense.gov/",
        "https://www.tweedekamer.nl/",
        "https://www.gesetze-im-internet.de/sgb_11/",
        "https://www.bundesgesundheitsministerium.de/",
    }
    for article in newsroom.articles:
        addresses = [source.url for source in article.sources if source.url]
        addresses += [block.url for block in article.body if hasattr(block, "url")]
        for address in addresses:
            host = address.split("/")[2]
            assert address in real or host.endswith((".example", ".example.org")), address


def _normal(html: str) -> str:
    return html.replace("&nbsp;", "\u00a0").replace("&amp;", "&")
