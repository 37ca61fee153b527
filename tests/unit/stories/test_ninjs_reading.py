from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from depesche.stories.ninjs_reading import NotNinjs, read


def test_ninjs_1() -> None:
    described = read(
        {
            "uri": "tag:agentur.example,2026:1",
            "version": "2",
            "pubstatus": "usable",
            "headline": "Brücke gesperrt",
            "description_text": "Risse im Beton.",
            "body_html": "<p>Text.</p>",
            "byline": "Von Ada Beispiel und Bert Muster",
            "versioncreated": "2026-11-01T10:00:00+01:00",
            "urgency": 3,
            "subject": [{"name": "Verkehr"}, {"name": "Verkehr"}],
            "located": "Lindenbrück",
        }
    )
    assert described.headline == "Brücke gesperrt"
    assert described.lead == "Risse im Beton."
    assert described.blocks == (("text", "<p>Text.</p>"),)
    assert described.bylines == ("Ada Beispiel", "Bert Muster")
    assert described.subjects == ("Verkehr",)
    assert described.urgency == 3
    assert described.version_created == datetime(2026, 11, 1, 9, tzinfo=UTC)


def test_ninjs_3() -> None:
    described = read(
        {
            "uri": "urn:x:1",
            "version": "1",
            "headlines": [{"role": "short", "value": "Kurz"}, {"role": "main", "value": "Lang und deutlich"}],
            "descriptions": [{"role": "summary", "value": "Zusammengefasst."}],
            "bodies": [
                {"contenttype": "text/plain", "value": "Nur Text."},
                {"contenttype": "text/html", "value": "<h2>Titel</h2><p>Absatz.</p>"},
            ],
        }
    )
    assert described.headline == "Lang und deutlich"
    assert [name for name, _value in described.blocks] == ["subheading", "text"]


@pytest.mark.parametrize(
    "document", [None, [], "x", {}, {"uri": "urn:a"}, {"uri": "", "headline": "b"}, {"uri": {"a": 1}, "headline": "b"}]
)
def test_what_is_no_article_is_refused_in_words(document: Any) -> None:
    with pytest.raises(NotNinjs):
        read(document)


def test_a_cancellation_needs_no_headline() -> None:
    assert read({"uri": "urn:a", "pubstatus": "canceled"}).pubstatus == "canceled"


def test_odd_types_are_borne() -> None:
    described = read({"uri": "urn:a", "headline": "b", "urgency": "hoch", "subject": "x", "bodies": {}, "version": 7})
    assert (described.urgency, described.subjects, described.blocks, described.version) == (5, (), (), "7")


def test_the_names_of_version_3() -> None:
    described = read(
        {
            "uri": "urn:x:2",
            "version": "4",
            "pubStatus": "usable",
            "headlines": [{"role": "main", "value": "Titel"}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>Text.</p>"}],
            "subjects": [{"name": "Politik", "rel": "section", "literal": "politik"}, {"name": "Haushalt"}],
            "versionCreated": "2026-11-01T10:00:00Z",
            "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation",
        }
    )
    assert (described.section, described.subjects) == ("politik", ("Haushalt",))
    assert described.digital_source_type == "digitalCreation"
    assert described.version_created == datetime(2026, 11, 1, 10, tzinfo=UTC)


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    described = read({"uri": "a:\ud800", "headline": "Ein \ud83d", "body_html": "<p>Hier \udc00</p>"})
    assert (described.uri, described.headline) == ("a:%EF%BF%BD", "Ein \ufffd")
    assert described.blocks == (("text", "<p>Hier \ufffd</p>"),)


@pytest.mark.parametrize("uri", ["../../etc/passwd", "42", "/x", "a b:c", ":x", "tag:", "ü:x"])
def test_a_uri_that_is_none_is_refused_by_name(uri: str) -> None:
    with pytest.raises(NotNinjs, match="is no URI: it must begin with a scheme"):
        read({"uri": uri, "headline": "Brücke"})


def test_two_long_uris_are_refused_rather_than_taken_for_one() -> None:
    with pytest.raises(NotNinjs, match="too long"):
        read({"uri": "urn:x:" + "a" * 400, "headline": "Brücke"})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("tag:agentur.example,2026:1", "tag:agentur.example,2026:1"),
        ("https://a.example/b?c=d&e=%C3%BC#f", "https://a.example/b?c=d&e=%C3%BC#f"),
        ("https://a.example/brücke <1>", "https://a.example/br%C3%BCcke%20%3C1%3E"),
        ("urn:x:100%", "urn:x:100%25"),
    ],
)
def test_what_a_uri_must_encode_is_encoded(given: str, kept: str) -> None:
    assert read({"uri": given, "headline": "Brücke"}).uri == kept
