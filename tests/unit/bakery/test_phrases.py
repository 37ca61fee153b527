"""The catalogue of the pages' own words."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from depesche.bakery import phrases, themes

GERMAN, ENGLISH = phrases.CATALOGUE["de"], phrases.CATALOGUE["en"]
TEMPLATES = Path(themes.__file__).parent / "depesche/templates"
SCRIPTS = Path(themes.__file__).parent / "depesche/static/js"


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_languages_say_the_same_things_with_the_same_fields() -> None:
    assert GERMAN.keys() == ENGLISH.keys()
    for key, german in GERMAN.items():
        assert _fields(german) == _fields(ENGLISH[key]), key


def test_every_phrase_a_template_asks_for_is_there() -> None:
    sources = [file.read_text("utf-8") for file in TEMPLATES.rglob("*.html")]
    asked = {key for source in sources for key in re.findall(r'\bt\("([a-z_]+)"[,)]', source)}
    assert len(asked) > 40
    assert asked <= GERMAN.keys()


def test_no_phrase_is_left_over() -> None:
    bakery = Path(phrases.__file__).parents[1]
    sources = [*TEMPLATES.rglob("*.html"), *bakery.glob("formats/*.py")]
    everything = "".join(file.read_text("utf-8") for file in sources)
    left = [key for key in GERMAN if f'"{key.removesuffix("_one")}"' not in everything]
    # Asked for by the kind of a document or of a part.
    built = (
        "source_",
        "ticker_status_",
        "entry_",
        "search_span_",
        "person",
        "profile_person",
        "profile_organisation",
        "gone_text",
        "not_found_text",
        "unavailable_text",
    )
    assert [key for key in left if not key.startswith(built)] == []


def test_every_phrase_a_script_says_stands_on_the_page() -> None:
    carried = set(re.findall(r'"([a-z_]+)"', (TEMPLATES / "parts/live.html").read_text("utf-8")))
    on_page = {key.removeprefix("live_").replace("_", "-") for key in carried & GERMAN.keys()}
    for file in SCRIPTS.glob("*.js"):
        script = file.read_text("utf-8")
        said = set(re.findall(r'\bsay\("([a-z-]+)"', script))
        counted = set(re.findall(r'\bsayCount\("([a-z-]+)"', script))
        assert said | counted | {f"{key}-one" for key in counted} <= on_page, file.name


def test_one_is_singular() -> None:
    german = phrases.Phrases("de")
    assert german("live_stories", count=1) == "1 neue Meldung"
    assert german("live_stories", count=3) == "3 neue Meldungen"


def test_an_unknown_language_speaks_german_and_an_unknown_key_is_an_error() -> None:
    assert phrases.Phrases("fr")("search") == "Suche"
    with pytest.raises(KeyError):
        phrases.Phrases("de")("no such phrase")
