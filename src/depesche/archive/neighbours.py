"""Finds what to read next: articles on the same matter, none of them the same text.

The words that tell most about an article (rare in the archive, frequent in it, in its headline) are asked for; topics,
time and section then weigh in, and near-duplicates fall out.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from tantivy import Occur, Query, Searcher

from depesche.archive import cards, fields
from depesche.archive.texts import body_of, headline_of
from depesche.bakery import schema
from depesche.language import analyser, duplicates
from depesche.language.lexicon.closed import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS

TERMS = 30
"""So many of an article's words are asked for."""

_CONSIDERED = 40
_HEADLINE_COUNTS = 3
_COMMON_SHARE = 0.1
_TOPIC_SHARE = 0.35
_SECTION_SHARE = 0.01
_CLOSE_IN_TIME = 21 * 86_400
_TIME_BONUS = 0.25
_LEAST = 0.05
_SMALL = 50
_BRIEF = 25
_NEAR_IF_BRIEF = 0.5
_SATURATION = 2.2
_PART_COUNTS = 0.6
_FUNCTION_WORDS = FUNCTION_WORDS | ENGLISH_FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Story:
    """What an article is compared by. `published` is in seconds since 1970."""

    path: str
    headline: str
    body: str
    language: str
    section: str
    topics: frozenset[str]
    published: int


def story_of(document: schema.ArticleDocument) -> Story:
    """The story of a document, in the index or not."""
    return Story(
        path=document.path,
        headline=headline_of(document),
        body=body_of(document),
        language=document.language,
        section=document.section.slug,
        topics=frozenset(topic.slug for topic in document.topics),
        published=fields.seconds(document.first_published),
    )


def story_at(searcher: Searcher, path: str) -> Story | None:
    """The story of the article that the index holds at a path."""
    hits = searcher.search(Query.term_query(fields.tantivy_schema(), fields.PATH, path), 1, count=False).hits
    if not hits:
        return None
    entry = searcher.doc(hits[0][1])
    headline, body = fields.texts_of(entry)
    return Story(
        path=path,
        headline=headline,
        body=body,
        language=fields.stored(entry, fields.LANGUAGE),
        section=fields.stored(entry, fields.SECTION),
        topics=frozenset(entry.get_all(fields.TOPIC)),
        published=fields.stored(entry, fields.PUBLISHED),
    )


@dataclass(frozen=True, slots=True)
class _Term:
    """A word to ask for: how much it counts, and the most it can add to a score."""

    token: str
    weight: float
    most: float


def related(searcher: Searcher, story: Story, limit: int) -> list[tuple[schema.Card, float]]:
    """Cards of related articles with a score of 0 to about 1.5, best first.

    The article itself, its near-duplicates and near-duplicates of what is already offered are left out.
    """
    terms = _telling(searcher, story)
    if not terms:
        return []
    ideal = sum(term.most for term in terms)
    hits = searcher.search(_query(terms, story, ideal), _CONSIDERED + 1, count=False).hits
    published = searcher.fast_field_values(fields.PUBLISHED, [address for _, address in hits])
    near = sorted(
        ((score / ideal * _closeness((then or 0) - story.published), -rank, address))
        for rank, ((score, address), then) in enumerate(zip(hits, published, strict=True))
    )
    taken = [duplicates.fingerprint(story.body)]
    offered: list[tuple[schema.Card, float]] = []
    while near and len(offered) < limit:
        score, _, address = near.pop()
        if score < _LEAST:
            break
        entry = searcher.doc(address)
        trigrams = fields.unpack(bytes(fields.stored(entry, fields.TRIGRAMS)))
        if fields.stored(entry, fields.PATH) != story.path and not any(_is_same_text(trigrams, one) for one in taken):
            taken.append(trigrams)
            offered.append((cards.from_json(fields.stored(entry, fields.CARD)), score))
    return offered


def _closeness(apart: float) -> float:
    """From 1.25 for what was published at the same time down to 1; halfway after three weeks. `apart` is in seconds."""
    return 1 + _TIME_BONUS * math.exp2(-abs(apart) / _CLOSE_IN_TIME)


def _is_same_text(one: duplicates.Fingerprint, other: duplicates.Fingerprint) -> bool:
    """Of a text of one or two sentences more must agree: a name of three words is already a part of it."""
    is_brief = min(len(one.trigrams), len(other.trigrams)) < _BRIEF
    return duplicates.containment(one, other) >= (_NEAR_IF_BRIEF if is_brief else duplicates.NEAR)


def _telling(searcher: Searcher, story: Story) -> list[_Term]:
    """The words that tell most about an article."""
    counts = Counter(analyser.tokens(story.body, lang=story.language))
    for token in analyser.tokens(story.headline, lang=story.language):
        counts[token] += _HEADLINE_COUNTS
    articles = searcher.num_docs
    terms: list[_Term] = []
    for token, count in counts.items():
        if token in _FUNCTION_WORDS or token.isdigit():
            continue
        holding = searcher.doc_freq(fields.TEXT, token) + searcher.doc_freq(fields.PARTS, token)
        if holding and (holding <= articles * _COMMON_SHARE or articles < _SMALL):
            weight = 1 + math.log(count)
            rarity = math.log(1 + max(articles - holding, 0) / (holding + 0.5) + 0.5)
            terms.append(_Term(token, weight, weight * rarity * _SATURATION))
    return sorted(terms, key=lambda term: (-term.most, term.token))[:TERMS]


def _query(terms: list[_Term], story: Story, ideal: float) -> Query:
    """The words, and for the rest a share of the best score there could be."""
    wanted = [
        Query.boost_query(_term(field, term.token), weight)
        for term in terms
        for field, weight in ((fields.TEXT, term.weight), (fields.PARTS, _PART_COUNTS * term.weight))
    ]
    wanted += [
        Query.const_score_query(_term(fields.TOPIC, topic), _TOPIC_SHARE * ideal / len(story.topics))
        for topic in sorted(story.topics)
    ]
    telling = Query.boolean_query([(Occur.Should, query) for query in wanted])
    section = Query.const_score_query(_term(fields.SECTION, story.section), _SECTION_SHARE * ideal)
    return Query.boolean_query([(Occur.Must, telling), (Occur.Should, section)])


def _term(field: str, value: str) -> Query:
    return Query.term_query(fields.tantivy_schema(), field, value)
