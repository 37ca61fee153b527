"""Search for readers: the archive finds, the database shows only what is public."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from depesche.archive.filters import Filters
from depesche.archive.searching import NOTHING, Answer
from depesche.bakery import schema
from depesche.language.lexicon.folding import fold
from depesche.stories import naming, plant, profile_documents, profile_selectors, selectors, shelf
from depesche.stories.addresses import path_of
from depesche.stories.models import Author, Topic

PAGE = 20
MOST_PAGES = 50
"""Nobody reads on after a thousand hits; whoever asks for more is told to narrow the search down."""
MOST_CHARACTERS = 300
MOST_OFFERED = 200

_SPANS = {"tag": 1, "woche": 7, "monat": 31, "jahr": 366}
_INCOMPLETE = "Das Archiv wird gerade neu aufgebaut; ältere Artikel können fehlen."
_NOWHERE = "\N{NO-BREAK SPACE}"
"""A slug that nothing has."""
_QUOTATION_MARKS = dict.fromkeys(map(ord, '"„“”«»'))
_WORD = re.compile(r"[\w-]+")
_log = logging.getLogger(__name__)


def results(asked: Mapping[str, str]) -> schema.SearchDocument:
    """One page of results for whatever stands in an address: `q`, `seite` and the names of `schema.SearchFilters`."""
    query = _clean(asked.get("q", ""))
    filters = schema.SearchFilters(
        ressort=_clean(asked.get("ressort", "")),
        thema=_clean(asked.get("thema", "")),
        autor=_clean(asked.get("autor", "")),
        zeit=zeit if (zeit := asked.get("zeit", "")) in _SPANS else "",
        von=day.isoformat() if (day := _day(asked.get("von", ""))) else "",
        bis=day.isoformat() if (day := _day(asked.get("bis", ""))) else "",
    )
    number = asked.get("seite", "1")
    page = min(max(int(number), 1), MOST_PAGES) if number.isdecimal() and len(number) < 6 else 1
    try:
        return _found(query, filters, page, is_unfinished=bool(asked.get("sofort")))
    except OSError as error:
        _log.warning("the archive cannot be read: %s", error)
        note = "Die Suche wird gerade neu aufgebaut."
        return schema.SearchDocument(query=query, filters=filters, note=note, topics=_topics(), authors=_authors())


def _found(query: str, filters: schema.SearchFilters, page: int, *, is_unfinished: bool) -> schema.SearchDocument:
    archive, narrowed = plant.archive(), _narrowed(filters)
    answer, unfiltered = NOTHING, 0
    if query or narrowed:
        offset = (page - 1) * PAGE
        answer = archive.find(query, filters=narrowed, limit=PAGE, offset=offset, is_unfinished=is_unfinished)
        if query and narrowed and not answer.total:
            unfiltered = archive.find(query, limit=0).total
    return schema.SearchDocument(
        query=query,
        filters=filters,
        hits=_hits(answer),
        total=answer.total,
        note=_note(),
        page=page,
        pages=min(max(1, -(-answer.total // PAGE)), MOST_PAGES),
        suggestion=_suggestion(query, answer.meant),
        is_corrected=bool(answer.meant and answer.total),
        unfiltered=unfiltered,
        topics=_topics(),
        authors=_authors(),
        profiles=_profiles(query),
    )


def _note() -> str:
    """What readers should know of the results: that the index is not whole, or not there at all yet."""
    archive = plant.archive()
    return archive.note or (_INCOMPLETE if archive.needs_rebuild and selectors.published().exists() else "")


def _clean(typed: str) -> str:
    return " ".join(typed.replace("\x00", "").split())[:MOST_CHARACTERS].strip()


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if len(typed) == len("2026-11-22") else None
    except ValueError:
        return None


def _narrowed(filters: schema.SearchFilters) -> Filters:
    """The filters as the archive knows them: names of topics and authors as slugs, days as instants."""
    since, until = _start_of(filters.von), _start_of(filters.bis, days=1)
    if filters.zeit:
        since = max(since or _LONG_AGO, timezone.now() - timedelta(days=_SPANS[filters.zeit]))
    return Filters(
        section=filters.ressort,
        topic=_topic(filters.thema),
        author=_author(filters.autor),
        since=since,
        until=until,
    )


_LONG_AGO = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))


def _start_of(day: str, *, days: int = 0) -> datetime | None:
    """Midnight of the publication's time zone, so many days later."""
    if not day:
        return None
    try:
        wanted = date.fromisoformat(day) + timedelta(days=days)
    except OverflowError:
        return None
    zone = ZoneInfo(selectors.publication_settings().time_zone)
    return max(datetime.combine(wanted, time(), zone), _LONG_AGO) if wanted.year > _LONG_AGO.year else _LONG_AGO


def _topic(typed: str) -> str:
    if not typed:
        return ""
    named = selectors.topic_called(typed)
    return named.slug if named else _NOWHERE


def _author(typed: str) -> str:
    if not typed:
        return ""
    named = Author.objects.filter(Q(name__iexact=typed) | Q(slug=typed.lower())).first()
    if named is None:
        return _NOWHERE
    return named.slug if named.path else fold(named.name)


def _hits(answer: Answer) -> tuple[schema.Hit, ...]:
    """What the archive found, as the database has it now: nothing that is public no more."""
    standing = selectors.standing_at([hit.path for hit in answer.hits])
    cards = {path_of(page): page.pk for page in standing}
    fresh = {card.path: card for card in shelf.cards(selectors.published().filter(pk__in=cards.values()), most=PAGE)}
    return tuple(
        schema.Hit(card=fresh[hit.path], snippet_html=hit.snippet_html) for hit in answer.hits if hit.path in fresh
    )


def _suggestion(query: str, meant: Mapping[str, str]) -> str:
    """The query with the words that were probably meant; empty when nothing would change."""
    if not meant:
        return ""
    return _WORD.sub(lambda word: meant.get(fold(word[0]), word[0]), query)


def _topics() -> tuple[str, ...]:
    """Names that the form offers while somebody types; so are those of authors. Each has a public article."""
    public = selectors.published().filter(topics=OuterRef("pk"))
    return tuple(Topic.objects.filter(Exists(public)).order_by("name").values_list("name", flat=True)[:MOST_OFFERED])


def _profiles(query: str) -> tuple[schema.ProfileRef, ...]:
    """Whose name was typed, whole; none whose page is off."""
    key = naming.key_of(query.translate(_QUOTATION_MARKS))
    bearers = profile_selectors.bearers([key]).get(key, ()) if key else ()
    return tuple(profile_documents.ref(profile) for profile in bearers if profile.shown)


def _authors() -> tuple[str, ...]:
    public = selectors.published().filter(bylines__author=OuterRef("pk"))
    return tuple(Author.objects.filter(Exists(public)).order_by("name").values_list("name", flat=True)[:MOST_OFFERED])
