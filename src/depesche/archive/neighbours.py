"""Finds what to read next: articles of the same story, none of them the same text.

Two articles are alike by the words they share, each counting by what it tells (`words`) and by how rare it is in the
archive. Then the nearest few are asked as well: what is near to them is probably of the story too, even if it shares
no word with the article itself. Topics, series, section and time weigh in; copies fall out.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from tantivy import DocAddress, Document, Occur, Query, Searcher

from depesche.archive import cards, fields, reasons, words
from depesche.archive.texts import body_of, headline_of
from depesche.bakery import schema
from depesche.language import duplicates

TERMS = 30
"""So many of an article's words are asked for, those that tell most."""
CONSIDERED = 30
"""So many articles are looked at closely, however large the archive is."""

_LOOKED_UP = 3
"""So many words for each that is asked for are looked up, to choose the rarest."""
_FRIENDS = 4
_TERMS_OF_A_FRIEND = 15
_FRIENDSHIP = 0.5
_COMMON_SHARE = 0.1
_SMALL = 50
_TOPIC_SHARE = 0.35
_SERIES_SHARE = 0.35
_SECTION_SHARE = 0.01
_CLOSE_IN_TIME = 60 * 86_400
_TIME_BONUS = 0.3
_LEAST = 0.08
_BRIEF = 25
_NEAR_IF_BRIEF = 0.5
_SAME_ANGLE = 0.3
_ANGLE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Story:
    """What an article is compared by. `published` is in seconds since 1970; `words` have those first that tell most."""

    path: str
    words: Mapping[str, int]
    trigrams: duplicates.Fingerprint
    section: str
    topics: frozenset[str]
    series: str
    published: int


def story_of(document: schema.ArticleDocument) -> Story:
    """The story of a document, in the index or not."""
    headline, body = headline_of(document), body_of(document)
    return Story(
        path=document.path,
        words=words.unpack(words.pack(words.weights(headline, body, lang=document.language))),
        trigrams=duplicates.fingerprint(body),
        section=document.section.slug,
        topics=frozenset(topic.slug for topic in document.topics),
        series=reasons.series_of(document.kicker),
        published=fields.seconds(document.first_published),
    )


def story_at(searcher: Searcher, path: str) -> Story | None:
    """The story of the article that the index holds at a path."""
    hits = searcher.search(_term(fields.PATH, path), 1, count=False).hits
    return _Entry(searcher.doc(hits[0][1])).story if hits else None


class _Entry:
    """An article of the index, read as far as it is needed."""

    def __init__(self, entry: Document) -> None:
        self.entry = entry
        self.words = words.unpack(bytes(fields.stored(entry, fields.WEIGHTS)))
        self.length = words.length(self.words)
        self.path: str = fields.stored(entry, fields.PATH)
        self.published: int = fields.stored(entry, fields.PUBLISHED)
        self.topics = frozenset[str](entry.get_all(fields.TOPIC))
        self.series: str = fields.stored(entry, fields.SERIES) or ""

    @property
    def trigrams(self) -> duplicates.Fingerprint:
        return fields.unpack(bytes(fields.stored(self.entry, fields.TRIGRAMS)))

    @property
    def card(self) -> schema.Card:
        return cards.from_json(fields.stored(self.entry, fields.CARD))

    @property
    def story(self) -> Story:
        section = fields.stored(self.entry, fields.SECTION)
        return Story(self.path, self.words, self.trigrams, section, self.topics, self.series, self.published)


def related(
    searcher: Searcher, story: Story, limit: int, *, without: Collection[str] = (), language: str = "de"
) -> list[tuple[schema.Card, float]]:
    """Cards of related articles, each with its reason, and scores of 0 to about 3, best first.

    The article itself, its near-duplicates, near-duplicates of what is already offered and the paths in `without` are
    left out. Of two that say much the same, the second counts less.
    """
    offered: list[tuple[schema.Card, float]] = []
    taken = [story.trigrams]
    for entry, score in _varied(_ranked(searcher, story), taken):
        if len(offered) == limit:
            break
        if entry.path in without:
            continue
        taken.append(entry.trigrams)
        reason = reasons.reason(
            language=language,
            is_of_series=bool(story.series) and entry.series == story.series,
            seconds_before=story.published - entry.published,
        )
        offered.append((replace(entry.card, reason=reason), score))
    return offered


def _ranked(searcher: Searcher, story: Story) -> list[tuple[_Entry, float]]:
    """The nearest articles, best first."""
    rarity = _Rarity(searcher)
    asked = _Question(story.words, rarity, TERMS)
    if not asked.terms:
        return []
    query = _query(asked, story, rarity)
    entries = [_Entry(searcher.doc(at)) for at in _addresses(searcher, query)]
    entries = [entry for entry in entries if entry.path != story.path]
    direct = {entry.path: _alike(asked, story, entry, rarity) for entry in entries}
    entries.sort(key=lambda entry: (-direct[entry.path], entry.path))
    best = max(direct.values(), default=0.0)
    scores = dict(direct)
    for friend in entries[:_FRIENDS]:
        share = _FRIENDSHIP * direct[friend.path] / (best or 1.0)
        said = _Question(friend.words, rarity, _TERMS_OF_A_FRIEND)
        for entry in entries:
            if entry is not friend:
                scores[entry.path] += share * said.answered_by(entry) / asked.ideal
    entries.sort(key=lambda entry: (-round(scores[entry.path], 9), entry.path))
    return [(entry, scores[entry.path]) for entry in entries if scores[entry.path] >= _LEAST]


def _addresses(searcher: Searcher, query: Query) -> list[DocAddress]:
    return [address for _, address in searcher.search(query, CONSIDERED + 1, count=False).hits]


class _Rarity:
    """How rare words are in the archive: 0 for what every tenth article holds; each is looked up once."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._articles = searcher.num_docs
        self._known: dict[str, float] = {}

    def of(self, token: str) -> float:
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._look_up(fields.TELLING, token)
        return known

    def of_topic(self, slug: str) -> float:
        """From 1 for a topic of one article down to 0 for that of every tenth."""
        if not self._articles:  # The only article was withdrawn, and asks who stands beside it.
            return 0.0
        return self._look_up(fields.TOPIC, slug) / math.log(1 + self._articles / 1.5)

    def _look_up(self, field: str, value: str) -> float:
        holding = self._searcher.doc_freq(field, value)
        if holding > self._articles * _COMMON_SHARE and self._articles >= _SMALL:
            return 0.0
        return math.log(1 + max(self._articles - holding + 0.5, 0.5) / (holding + 0.5))


class _Question:
    """An article's most telling words, to ask others how much of them they say."""

    def __init__(self, of: Mapping[str, int], rarity: _Rarity, most: int) -> None:
        weighed = {token: weight * rarity.of(token) ** 2 for token, weight in islice(of.items(), _LOOKED_UP * most)}
        order = sorted(weighed, key=lambda token: (-weighed[token] * of[token], token))[:most]
        self.terms = {token: weighed[token] for token in order if weighed[token] > 0}
        self._length = words.length(of)
        self.ideal = sum(value * of[token] for token, value in self.terms.items()) / self._length**2 or 1.0

    def answered_by(self, entry: _Entry) -> float:
        """0 when the other has none of the words, `ideal` when it says what the article itself says."""
        other = entry.words
        shared = 0.0
        for token in self.terms.keys() & other.keys():
            shared += self.terms[token] * other[token]
        return shared / entry.length / self._length


def _alike(asked: _Question, story: Story, entry: _Entry, rarity: _Rarity) -> float:
    score = asked.answered_by(entry) / asked.ideal
    if shared := story.topics & entry.topics:
        score += _TOPIC_SHARE * sum(map(rarity.of_topic, shared)) / len(story.topics)
    if story.series and entry.series == story.series:
        score += _SERIES_SHARE
    if fields.stored(entry.entry, fields.SECTION) == story.section:
        score += _SECTION_SHARE
    return score * _closeness(entry.published - story.published)


def _closeness(apart: float) -> float:
    """From 1.3 for what was published at the same time down to 1; halfway after two months. `apart` is in seconds."""
    return 1 + _TIME_BONUS * math.exp2(-abs(apart) / _CLOSE_IN_TIME)


def _varied(ranked: list[tuple[_Entry, float]], taken: list[duplicates.Fingerprint]) -> Iterator[tuple[_Entry, float]]:
    """Best first, without copies of what was `taken` meanwhile; what repeats much of it waits for its turn."""
    waiting = [(score, -number, entry, False) for number, (entry, score) in enumerate(ranked)]
    while waiting:
        best = max(waiting, key=lambda one: one[:2])
        waiting.remove(best)
        score, number, entry, is_marked_down = best
        shares = [_share(entry.trigrams, one) for one in taken]
        if any(share >= 1 for share in shares):
            continue
        if not is_marked_down and any(share >= _SAME_ANGLE for share in shares):
            waiting.append((score * _ANGLE_SHARE, number, entry, True))
            continue
        yield entry, score


def _share(one: duplicates.Fingerprint, other: duplicates.Fingerprint) -> float:
    """How much two texts have in common; 1 and more for the same text.

    Of a text of one or two sentences more must agree: a name of three words is already a part of it.
    """
    is_brief = min(len(one.trigrams), len(other.trigrams)) < _BRIEF
    return duplicates.containment(one, other) / (_NEAR_IF_BRIEF if is_brief else duplicates.NEAR)


def _query(asked: _Question, story: Story, rarity: _Rarity) -> Query:
    """Any of the words, topics and the series: who comes near at all."""
    wanted = [
        Query.boost_query(_term(fields.TELLING, token), story.words[token] * rarity.of(token)) for token in asked.terms
    ]
    most = sum(story.words[token] * rarity.of(token) ** 2 for token in asked.terms)
    wanted += [
        Query.const_score_query(_term(fields.TOPIC, topic), _TOPIC_SHARE * most / len(story.topics))
        for topic in sorted(story.topics)
        if rarity.of_topic(topic) > 0
    ]
    if story.series:
        wanted.append(Query.const_score_query(_term(fields.SERIES, story.series), _SERIES_SHARE * most))
    return Query.boolean_query([(Occur.Should, query) for query in wanted])


def _term(field: str, value: str) -> Query:
    return Query.term_query(fields.tantivy_schema(), field, value)
