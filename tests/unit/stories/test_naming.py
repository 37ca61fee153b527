"""Whom an article names, and who of them says what."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from depesche.bakery import schema
from depesche.stories import naming

BERG = {"anna berg": "Anna Berg"}


NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def article(*texts: str, blocks: tuple[schema.Block, ...] = ()) -> schema.ArticleDocument:
    body = (schema.TextBlock(html="".join(f"<p>{text}</p>" for text in texts)),)
    return schema.ArticleDocument(
        path="/politik/rat/",
        uri="urn:x",
        guid="x",
        version=1,
        section=schema.SectionRef(name="Politik", slug="politik", path="/politik/"),
        headline="Stadtrat tagt",
        body=(*body, *blocks),
        first_published=NOW,
        updated=NOW,
        modified=NOW,
    )


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Bürgermeisterin Anna Berg kam.", ("anna berg",)),
        ("Das ist Anna Bergs Brücke.", ("anna berg",)),
        ("ANNA BERG kam.", ("anna berg",)),
        ("Frau Berg kam, und Anna auch.", ()),
        ("Petra Anna Berg kam.", ()),
        ("Anna Berg-Kamm kam.", ()),
        ("Am Montag kam Anna. Berg blieb.", ()),
        ("Anna Berg-Kamm ging, Anna Berg kam.", ("anna berg",)),
    ],
)
def test_only_the_whole_name_counts(text: str, keys: tuple[str, ...]) -> None:
    document = article(text)
    assert naming.read(document, BERG).keys == keys
    if keys:
        assert naming.opening_of(keys[0]) in naming.openings_in(document)


def test_names_have_one_spelling() -> None:
    assert naming.key_of("Änne  MÜLLER-Kamm") == naming.key_of("Aenne Mueller Kamm") == "aenne mueller kamm"
    assert naming.key_of("§ 5") == naming.key_of("a b c d e f g h i") == naming.key_of(" ") == ""
    assert naming.opening_of("stadtwerke am grossen see") == "stadtwerke am"


def test_direct_speech_is_gathered_with_its_passage_and_indirect_is_not() -> None:
    box = schema.QuoteBlock(text="„Das reicht uns noch nicht.“", speaker="Anna Berg", role="Bürgermeisterin")
    other = schema.QuoteBlock(text="Das sehe ich ganz anders.", speaker="Jonte Kripp")
    document = article(
        "„Wir bauen die Brücke neu“, sagte Anna Berg.",
        "Sie sagte, das Geld sei da. „Ja“, sagte sie.",
        "„Das glaube ich erst, wenn ich es sehe“, sagte Jonte Kripp.",
        blocks=(box, other),
    )
    said = naming.read(document, BERG).said
    assert [(one.text, one.speaker) for one in said] == [
        ("Wir bauen die Brücke neu", "Anna Berg"),
        ("Das reicht uns noch nicht.", "Anna Berg"),
    ]
    assert said[0].passage.startswith("„Wir bauen die Brücke neu“, sagte Anna Berg.")
    assert said[1].passage == "Das reicht uns noch nicht. · Anna Berg · Bürgermeisterin"
    assert said[0].position < said[1].position


def test_the_same_words_twice_are_one_quotation() -> None:
    box = schema.QuoteBlock(text="Wir bauen die Brücke neu", speaker="Anna Berg")
    document = article("„Wir bauen die Brücke neu“, sagte Anna Berg.", blocks=(box,))
    assert len(naming.read(document, BERG).said) == 1


def test_a_long_passage_is_cut_between_words() -> None:
    filler = "Der Rat beriet lange. " * 40
    document = article(f"{filler}„Wir bauen die Brücke neu“, sagte Anna Berg. {filler}")
    (said,) = naming.read(document, BERG).said
    assert len(said.passage) < 2 * naming.AROUND + 60
    assert said.passage.startswith("… ")
    assert said.passage.endswith(" …")
    assert "„Wir bauen die Brücke neu“, sagte Anna Berg." in said.passage


def test_nobody_known_means_nothing_is_read() -> None:
    assert naming.read(article("„Wir bauen die Brücke neu“, sagte Anna Berg."), {}) == naming.Reading()
