"""Which topics a text that is being written belongs to: those of the articles nearest to it, and those it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape

from django.utils import timezone

from depesche.bakery import schema
from depesche.language import names
from depesche.language.names import Dictionary, Kind, Known
from depesche.stories import plant, selectors
from depesche.stories.addresses import path_of
from depesche.stories.models import Topic

MOST = 5
NEAREST = 10
"""So many articles are asked which topics they have."""
LEAST_CHARACTERS = 60
"""Shorter texts tell too little."""
_LEAST = 0.25
_NAMED_ABOVE, _NAMED_BELOW = 0.6, 0.3
"""What a topic's name counts in headline and lead, and in the text, where the nearest articles together count 1."""
MOST_TOPICS = 2000
"""Topics whose names are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text as it stands. `path` is that of the article if it is public already."""

    headline: str
    lead: str
    body: str
    language: str = "de"
    path: str = "/"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic, and why: the headline of an article like this one, or empty when the text names it."""

    topic: Topic
    like: str = ""


def suggest(draft: Draft, *, without: Collection[int] = ()) -> list[Suggestion]:
    """The likeliest first; none of those in `without`. The archive being away, only names count."""
    if len(draft.headline) + len(draft.lead) + len(draft.body) < LEAST_CHARACTERS:
        return []
    scores: dict[int, float] = {}
    like: dict[int, str] = {}
    for key, share, headline in _of_nearest(draft):
        scores[key] = scores.get(key, 0.0) + share
        like.setdefault(key, headline)
    for key, weight in _named(draft):
        scores[key] = scores.get(key, 0.0) + weight
    order = [key for key in sorted(scores, key=lambda key: (-scores[key], key)) if scores[key] >= _LEAST]
    wanted = [key for key in order if key not in without][:MOST]
    topics = Topic.objects.in_bulk(wanted)
    return [Suggestion(topics[key], like.get(key, "")) for key in wanted if key in topics]


def _of_nearest(draft: Draft) -> Iterable[tuple[int, float, str]]:
    """Each topic of the nearest articles, with its share of all nearness, and who has it."""
    try:
        offered = plant.archive().offers(_document(draft), NEAREST)
    except OSError:
        return
    near = {card.path: (card.headline, score) for card, score in offered if card.path != draft.path}
    together = sum(score for _headline, score in near.values()) or 1.0
    pages = selectors.standing_at(list(near))
    links = selectors.topics_of([page.pk for page in pages])
    for page in pages:
        headline, score = near[path_of(page)]
        for key in links.get(page.pk, ()):
            yield key, score / together, headline


def _named(draft: Draft) -> Iterable[tuple[int, float]]:
    by_path = {topic.path: topic for topic in Topic.objects.prefetch_related("former")[:MOST_TOPICS]}
    known = Dictionary(
        Known(topic.name, Kind.TOPIC, path, tuple(one.name for one in topic.former.all() if one.name))
        for path, topic in by_path.items()
    )
    above = {mention.path for mention in names.find(f"{draft.headline}.\n{draft.lead}", known=known)}
    below = {mention.path for mention in names.find(draft.body, known=known)}
    for path, topic in by_path.items():
        if path in above:
            yield topic.pk, _NAMED_ABOVE
        elif path in below and " " in topic.name:  # A single word is said in passing.
            yield topic.pk, _NAMED_BELOW


def _document(draft: Draft) -> schema.ArticleDocument:
    """The draft as the archive reads articles; of no section and no topic."""
    now = timezone.now()
    return schema.ArticleDocument(
        path=draft.path,
        uri="",
        guid="",
        version=0,
        section=schema.SectionRef(name="", slug="", path="/"),
        headline=draft.headline,
        lead=draft.lead,
        body=(schema.TextBlock(html=escape(draft.body)),),
        first_published=now,
        updated=now,
        modified=now,
        language=draft.language,
    )
