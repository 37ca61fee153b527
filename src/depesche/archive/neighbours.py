"""Finds what to read next: articles of the same story, none of them the same text.

Two articles are alike by the words they share, each counting by what it tells (`words`) and by how rare it is in the
archive. Then the nearest few are asked as well: what is near to them is probably of the story too, even if it shares
no word with the article itself. Topics, series, section and time weigh in; copies fall out.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

from depesche.archive import cards, fields, reasons, words
from depesche.archive.entries import fingerprint, published_at, seconds, telling, unpack
from depesche.archive.holdings import Holdings, Place
from depesche.archive.questions import Term
from depesche.archive.texts import body_of, headline_of
from depesche.bakery import schema
from depesche.language import duplicates

TERMS = 30
"""So many of an article's words are asked for, those that tell most."""
CONSIDERED = 30
"""So many articles are looked at closely, however large the archive is."""

_GATHERED = 5_000
"""The rarest words are asked for until so many articles hold one of them: the cost grows no further."""
_LOOKED_UP = 2
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
        words=words.unpack(words.pack(telling(headline, body, document.language))),
        trigrams=fingerprint(body),
        section=document.section.slug,
        topics=frozenset(topic.slug for topic in document.topics),
        series=reasons.series_of(document.kicker),
        published=seconds(document.first_published),
    )


def story_at(holdings: Holdings, path: str) -> Story | None:
    """The story of the article that the index holds at a path."""
    places, _ = holdings.newest(Term(fields.PATH, path), 1)
    found = _entries(holdings, places)
    return found[0].story if found else None


class _Entry:
    """An article of the index, read as far as it is needed."""

    def __init__(self, stored: Mapping[str, Any], order: int) -> None:
        self._stored = stored
        self.words = words.unpack(stored[fields.WEIGHTS])
        self.length = words.length(self.words)
        self.path: str = stored[fields.PATH]
        self.published = published_at(order)
        self.section: str = stored[fields.SECTION]
        self.topics = frozenset[str](stored[fields.TOPIC])
        self.series: str = stored[fields.SERIES] or ""

    @cached_property
    def trigrams(self) -> duplicates.Fingerprint:
        return unpack(self._stored[fields.TRIGRAMS])

    @property
    def card(self) -> schema.Card:
        return cards.from_json(self._stored[fields.CARD])

    @property
    def story(self) -> Story:
        return Story(self.path, self.words, self.trigrams, self.section, self.topics, self.series, self.published)


_READ = (fields.PATH, fields.SECTION, fields.TOPIC, fields.SERIES, fields.WEIGHTS, fields.TRIGRAMS, fields.CARD)


def _entries(holdings: Holdings, places: Sequence[Place]) -> list[_Entry]:
    stored = holdings.read(places, _READ)
    return [_Entry(one, place.order) for one, place in zip(stored, places, strict=True)]


def related(
    holdings: Holdings,
    story: Story,
    limit: int,
    *,
    without: Collection[str] = (),
    beside: Sequence[Story] = (),
    language: str = "de",
) -> list[tuple[schema.Card, float]]:
    """Cards of related articles, each with its reason, and scores of 0 to about 3, best first.

    The article itself, its near-duplicates, near-duplicates of what is already offered or stands `beside` it and the
    paths in `without` are left out. Of two that say much the same, the second counts less.
    """
    offered: list[tuple[schema.Card, float]] = []
    taken = [story.trigrams, *(one.trigrams for one in beside)]
    for entry, score in _varied(_ranked(holdings, story), taken):
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


def _ranked(holdings: Holdings, story: Story) -> list[tuple[_Entry, float]]:
    """The nearest articles, best first."""
    rarity = _Rarity(holdings)
    asked = _Question(story.words, rarity, TERMS)
    if not asked.terms:
        return []
    places = holdings.best(_weights(asked, story, rarity), CONSIDERED + 1)
    entries = [entry for entry in _entries(holdings, places) if entry.path != story.path]
    direct = {entry.path: _alike(asked, story, entry, rarity) for entry in entries}
    entries.sort(key=lambda entry: (-direct[entry.path], entry.path))
    best = max(direct.values(), default=0.0)
    scores = dict(direct)
    friends = entries[:_FRIENDS]
    rarity.learn(token for friend in friends for token in islice(friend.words, _LOOKED_UP * _TERMS_OF_A_FRIEND))
    for friend in friends:
        share = _FRIENDSHIP * direct[friend.path] / (best or 1.0)
        said = _Question(friend.words, rarity, _TERMS_OF_A_FRIEND)
        for entry in entries:
            if entry is not friend:
                scores[entry.path] += share * said.answered_by(entry) / asked.ideal
    entries.sort(key=lambda entry: (-round(scores[entry.path], 9), entry.path))
    return [(entry, scores[entry.path]) for entry in entries if scores[entry.path] >= _LEAST]


class _Rarity:
    """How rare words are in the archive: 0 for what every tenth article holds; each is looked up once."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._articles = holdings.articles
        self._holding: dict[Term, int] = {}
        self._known: dict[str, float] = {}

    def learn(self, tokens: Iterable[str]) -> None:
        """Look up many at once."""
        fresh = {token for token in tokens if token not in self._known}
        if fresh:
            for term, holding in self._holdings.frequencies([Term(fields.TELLING, token) for token in fresh]).items():
                self._holding[term] = holding
                self._known[term.token] = self._rare(holding)

    def of(self, token: str) -> float:
        """What was learned."""
        return self._known[token]

    def holding(self, token: str) -> int:
        """How many articles hold a word that was learned."""
        return self._holding[Term(fields.TELLING, token)]

    def of_topics(self, slugs: Collection[str]) -> dict[str, float]:
        """From 1 for a topic of one article down to 0 for that of every tenth."""
        if not self._articles or not slugs:  # The only article was withdrawn, and asks who stands beside it.
            return dict.fromkeys(slugs, 0.0)
        terms = [Term(fields.TOPIC, slug) for slug in slugs]
        if unknown := [term for term in terms if term not in self._holding]:
            self._holding.update(self._holdings.frequencies(unknown))
        most = math.log(1 + self._articles / 1.5)
        return {term.token: self._rare(self._holding[term]) / most for term in terms}

    def _rare(self, holding: int) -> float:
        if holding > self._articles * _COMMON_SHARE and self._articles >= _SMALL:
            return 0.0
        return math.log(1 + max(self._articles - holding + 0.5, 0.5) / (holding + 0.5))


class _Question:
    """An article's most telling words, to ask others how much of them they say."""

    def __init__(self, of: Mapping[str, int], rarity: _Rarity, most: int) -> None:
        first = dict(islice(of.items(), _LOOKED_UP * most))
        rarity.learn(first)
        weighed = {token: weight * rarity.of(token) ** 2 for token, weight in first.items()}
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
        score += _TOPIC_SHARE * sum(rarity.of_topics(shared).values()) / len(story.topics)
    if story.series and entry.series == story.series:
        score += _SERIES_SHARE
    if entry.section == story.section:
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


def _weights(asked: _Question, story: Story, rarity: _Rarity) -> dict[Term, int]:
    """Any of the words, topics and the series: who comes near at all. Whole numbers, so that every index adds alike."""
    most = sum(asked.terms.values())
    wanted, gathered = dict[Term, int](), 0
    for token in sorted(asked.terms, key=lambda token: (rarity.holding(token), token)):
        gathered += rarity.holding(token)
        if wanted and gathered > _GATHERED:
            break
        wanted[Term(fields.TELLING, token)] = round(asked.terms[token])
    for topic, rare in rarity.of_topics(story.topics).items():
        if rare > 0:
            wanted[Term(fields.TOPIC, topic)] = round(_TOPIC_SHARE * most / len(story.topics))
    if story.series:
        wanted[Term(fields.SERIES, story.series)] = round(_SERIES_SHARE * most)
    return wanted
