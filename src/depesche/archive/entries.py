"""An article as an index keeps it: made once, whichever index it goes into."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from depesche.archive import cards, fields, levels, reasons, words
from depesche.archive.texts import body_of, headline_of
from depesche.bakery import schema
from depesche.language import analyser, duplicates
from depesche.language.lexicon.folding import fold

_ORDER_BITS = 28
_FARTHEST = 2**35 - 1
"""Seconds from 1970, some thousand years: what lies further away counts as there, so that an order fits 64 bits."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`named` and `words` are found (fields.NAMED, fields.WORDS), tokens in their order; `stored` is only read back."""

    path: str
    order: int
    named: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    stored: Mapping[str, bytes]


@lru_cache(maxsize=16)
def telling(headline: str, body: str, language: str) -> Mapping[str, float]:
    """See `words.weights`. Remembered for a few articles: publishing one asks for it again and again."""
    return words.weights(headline, body, lang=language)


@lru_cache(maxsize=16)
def fingerprint(body: str) -> duplicates.Fingerprint:
    """The same of `duplicates.fingerprint`."""
    return duplicates.fingerprint(body)


def entry_of(document: schema.ArticleDocument) -> Entry:
    """The index's entry for an article."""
    headline, body = headline_of(document), body_of(document)
    in_headline = analyser.by_word(headline, lang=document.language)
    in_body = analyser.by_word(body, lang=document.language)
    headline_tokens = tuple(tokens[0] for tokens in in_headline)
    text = (*headline_tokens, *(tokens[0] for tokens in in_body))
    parts = tuple(part for tokens in (*in_headline, *in_body) for part in tokens[1:])
    weights = telling(headline, body, document.language)
    series = reasons.series_of(document.kicker)
    return Entry(
        path=document.path,
        order=order_of(seconds(document.first_published), document.path),
        named={
            fields.SECTION: (document.section.slug,),
            fields.TOPIC: tuple(topic.slug for topic in document.topics),
            fields.AUTHOR: tuple(author_of(byline) for byline in document.bylines),
            fields.SERIES: (series,) if series else (),
            fields.LANGUAGE: (document.language,),
        },
        words={
            fields.HEADLINE: headline_tokens,
            fields.TEXT: text,
            fields.PARTS: parts,
            fields.WRITTEN: tuple(dict.fromkeys(analyser.spellings(f"{headline}\n{body}"))),
            fields.TELLING: tuple(weights),
        },
        stored={
            fields.CARD: cards.to_json(cards.card_of(document)),
            fields.SOURCE: f"{headline}\f{body}".encode(),
            fields.TRIGRAMS: pack(fingerprint(body)),
            fields.WEIGHTS: words.pack(weights),
            fields.LEVELS: levels.pack(headline_tokens, text, parts),
        },
    )


def author_of(byline: schema.Byline) -> str:
    """By what an author is found: the slug of the page, or for those without one their folded name."""
    return byline.path.strip("/").rpartition("/")[2] or fold(byline.name)


def texts_of(stored: Mapping[str, Any]) -> tuple[str, str]:
    """Headline and body of what was read back as plain text."""
    headline, _, body = bytes(stored[fields.SOURCE]).decode().partition("\f")
    return headline, body


def seconds(instant: datetime) -> int:
    """An aware instant as whole seconds since 1970."""
    return int(instant.timestamp())


def order_of(published: int, path: str = "") -> int:
    """Where an article stands in time: by its second, and within that in an order that is the same everywhere.

    Without a path, the first place of that second.
    """
    published = min(max(published, -_FARTHEST), _FARTHEST)
    return (published << _ORDER_BITS) | (zlib.crc32(path.encode()) >> (32 - _ORDER_BITS) if path else 0)


def published_at(order: int) -> int:
    """The second since 1970 of a place in time."""
    return order >> _ORDER_BITS


def pack(fingerprint: duplicates.Fingerprint) -> bytes:
    """A fingerprint as four bytes a trigram."""
    return b"".join(trigram.to_bytes(4, "little") for trigram in sorted(fingerprint.trigrams))


def unpack(content: bytes) -> duplicates.Fingerprint:
    """The fingerprint again."""
    return duplicates.Fingerprint(frozenset(memoryview(content).cast("I"))) if content else _NO_TRIGRAMS


_NO_TRIGRAMS = duplicates.Fingerprint(frozenset())
