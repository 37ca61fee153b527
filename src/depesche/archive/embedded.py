"""What tantivy holds: an index in a folder, as questions see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query, Searcher

from depesche.archive import fields
from depesche.archive.entries import Entry
from depesche.archive.holdings import Place
from depesche.archive.questions import AtLeast, Between, Either, Every, Phrase, Question, Term

_TIES = 8
"""So many times as many are fetched as are wanted, to put those that weigh the same into their order."""


@cache
def tantivy_schema() -> tantivy.Schema:
    """The schema of the index."""
    builder = tantivy.SchemaBuilder()
    for name in (fields.PATH, *fields.NAMED):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in fields.WORDS:
        option = "position" if name == fields.TEXT else "basic"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    builder.add_integer_field(fields.ORDER, indexed=True, fast=True)
    for name in (fields.CARD, fields.SOURCE, fields.TRIGRAMS, fields.WEIGHTS, fields.LEVELS):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def document_of(entry: Entry) -> tantivy.Document:
    """An entry as tantivy takes it."""
    document = tantivy.Document()
    document.add_text(fields.PATH, entry.path)
    document.add_integer(fields.ORDER, entry.order)
    for name, values in entry.named.items():
        for value in values:
            document.add_text(name, value)
    for name, tokens in entry.words.items():
        document.add_text(name, " ".join(tokens))
    for name, content in entry.stored.items():
        document.add_bytes(name, content)
    return document


class Embedded:
    """The `Holdings` of one state of an index in a folder."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._documents: dict[tuple[int, int], tantivy.Document] = {}

    @property
    def articles(self) -> int:
        return self._searcher.num_docs

    def frequencies(self, terms: Collection[Term]) -> Mapping[Term, int]:
        return {term: self._searcher.doc_freq(term.field, term.token) for term in terms}

    def newest(self, question: Question, limit: int, offset: int = 0) -> tuple[list[Place], int]:
        return self._newest(query_of(question), limit, offset)

    def best(self, weights: Mapping[Term, int], limit: int) -> list[Place]:
        wanted = [(Occur.Should, Query.const_score_query(query_of(term), float(w))) for term, w in weights.items()]
        if not wanted:
            return []
        fetched = limit * _TIES
        hits = self._searcher.search(Query.boolean_query(wanted), fetched, count=False).hits
        places = self._places([address for _, address in hits])
        order = sorted(range(len(hits)), key=lambda number: (-hits[number][0], -places[number].order))
        return [places[number] for number in order[:limit]]

    def near(self, written: str, distance: int, limit: int) -> list[Place]:
        query = Query.fuzzy_term_query(tantivy_schema(), fields.WRITTEN, written, distance=distance)
        return self._newest(query, limit, 0)[0]

    def beginnings(self, written: str, limit: int) -> list[str]:
        return [term for term, _count in self._searcher.terms_with_prefix(fields.WRITTEN, written, limit=limit)]

    def read(self, places: Sequence[Place], names: Collection[str]) -> list[Mapping[str, Any]]:
        return [_stored(self._document(place), names) for place in places]

    def _document(self, place: Place) -> tantivy.Document:
        """Unpacking costs more than all that is done with it: what was ranked is often shown as well."""
        key = (place.address.segment_ord, place.address.doc)
        known = self._documents.get(key)
        if known is None:
            known = self._documents[key] = self._searcher.doc(place.address)
        return known

    def _newest(self, query: Query, limit: int, offset: int) -> tuple[list[Place], int]:
        # The stubs of tantivy leave `count` out; no hits can be asked for with no limit.
        found = self._searcher.search(query, max(limit, 1), offset=offset, order_by_field=fields.ORDER)
        total: int = found.count  # type: ignore[attr-defined]
        return [Place(int(order), address) for order, address in found.hits[:limit]], total

    def _places(self, addresses: list[tantivy.DocAddress]) -> list[Place]:
        orders = self._searcher.fast_field_values(fields.ORDER, addresses)
        return [Place(int(order or 0), address) for order, address in zip(orders, addresses, strict=True)]


def _stored(document: tantivy.Document, names: Collection[str]) -> dict[str, Any]:
    return {name: document.get_all(name) if name == fields.TOPIC else document.get_first(name) for name in names}


def query_of(question: Question) -> Query:
    """A question in tantivy's words; nothing in it counts for an order."""
    match question:
        case Term(name, token):
            return Query.term_query(tantivy_schema(), name, token, "basic")
        case Phrase(tokens):
            return Query.phrase_query(tantivy_schema(), fields.TEXT, list(tokens))
        case Every(parts):
            return Query.boolean_query([(Occur.Must, query_of(part)) for part in parts])
        case Either(parts):
            return Query.boolean_query([(Occur.Should, query_of(part)) for part in parts])
        case AtLeast(least, parts):
            wanted = [(Occur.Should, query_of(part)) for part in parts]
            return Query.boolean_query(wanted, minimum_number_should_match=least)
        case Between(first, last):
            upto = None if last is None else last - 1
            return Query.range_query(tantivy_schema(), fields.ORDER, FieldType.Integer, first, upto)
