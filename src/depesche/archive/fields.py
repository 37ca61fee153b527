"""What the index holds of an article, field by field.

`text` holds one token for each word of headline and body, in order, so that phrases can be found; `headline` holds
those of the headline once more; `parts` holds what compounds are made of; `written` holds each spelling once, for
typing errors; `telling` holds the words by which related articles are found, and `weights` what each of them weighs.
All of them come from the language room, separated by spaces: tantivy itself analyses nothing.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import tantivy

from depesche.archive import cards, reasons, words
from depesche.archive.texts import body_of, headline_of
from depesche.bakery import schema
from depesche.language import analyser, duplicates
from depesche.language.lexicon.folding import fold

VERSION = 2
"""Raised whenever the fields or their tokens change; an index of another version is built anew."""

PATH, HEADLINE, TEXT, PARTS, WRITTEN, TELLING = "path", "headline", "text", "parts", "written", "telling"
SECTION, TOPIC, AUTHOR, SERIES = "section", "topic", "author", "series"
LANGUAGE, PUBLISHED = "language", "published"
CARD, SOURCE, TRIGRAMS, WEIGHTS = "card", "source", "trigrams", "weights"


@cache
def tantivy_schema() -> tantivy.Schema:
    """The schema of the index."""
    builder = tantivy.SchemaBuilder()
    for name in (PATH, SECTION, TOPIC, AUTHOR, SERIES, LANGUAGE):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (HEADLINE, TEXT):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(PARTS, tokenizer_name="whitespace", index_option="freq")
    for name in (WRITTEN, TELLING):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_integer_field(PUBLISHED, stored=True, fast=True)
    for name in (CARD, SOURCE, TRIGRAMS, WEIGHTS):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def entry_of(document: schema.ArticleDocument) -> tantivy.Document:
    """The index's entry for an article."""
    headline, body = headline_of(document), body_of(document)
    in_headline = analyser.by_word(headline, lang=document.language)
    in_body = analyser.by_word(body, lang=document.language)
    entry = tantivy.Document()
    entry.add_text(PATH, document.path)
    entry.add_text(SECTION, document.section.slug)
    for topic in document.topics:
        entry.add_text(TOPIC, topic.slug)
    for byline in document.bylines:
        entry.add_text(AUTHOR, author_of(byline))
    if series := reasons.series_of(document.kicker):
        entry.add_text(SERIES, series)
    entry.add_text(LANGUAGE, document.language)
    entry.add_text(HEADLINE, " ".join(tokens[0] for tokens in in_headline))
    entry.add_text(TEXT, " ".join(tokens[0] for tokens in (*in_headline, *in_body)))
    entry.add_text(PARTS, " ".join(part for tokens in (*in_headline, *in_body) for part in tokens[1:]))
    entry.add_text(WRITTEN, " ".join(dict.fromkeys(analyser.spellings(f"{headline}\n{body}"))))
    telling = words.weights(headline, body, lang=document.language)
    entry.add_text(TELLING, " ".join(telling))
    entry.add_bytes(WEIGHTS, words.pack(telling))
    entry.add_integer(PUBLISHED, seconds(document.first_published))
    entry.add_bytes(CARD, cards.to_json(cards.card_of(document)))
    entry.add_bytes(SOURCE, f"{headline}\f{body}".encode())
    entry.add_bytes(TRIGRAMS, pack(duplicates.fingerprint(body)))
    return entry


def author_of(byline: schema.Byline) -> str:
    """By what an author is found: the slug of the page, or for those without one their folded name."""
    return byline.path.strip("/").rpartition("/")[2] or fold(byline.name)


def texts_of(entry: tantivy.Document) -> tuple[str, str]:
    """Headline and body of an entry as plain text."""
    headline, _, body = bytes(stored(entry, SOURCE)).decode().partition("\f")
    return headline, body


def stored(entry: tantivy.Document, name: str) -> Any:
    """The value of a field that every entry stores."""
    return entry.get_first(name)


def seconds(instant: datetime) -> int:
    """An aware instant as whole seconds since 1970."""
    return int(instant.timestamp())


def pack(fingerprint: duplicates.Fingerprint) -> bytes:
    """A fingerprint as four bytes a trigram."""
    return b"".join(trigram.to_bytes(4, "little") for trigram in sorted(fingerprint.trigrams))


def unpack(content: bytes) -> duplicates.Fingerprint:
    """The fingerprint again."""
    return duplicates.Fingerprint(frozenset(memoryview(content).cast("I"))) if content else _NO_TRIGRAMS


_NO_TRIGRAMS = duplicates.Fingerprint(frozenset())
