"""The frame of a page: what its head says of it, and what live news it listens to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from depesche.bakery import markup
from depesche.bakery.dates import Dates
from depesche.bakery.phrases import Phrases
from depesche.bakery.schema import (
    ArticleDocument,
    Card,
    CorrectionsDocument,
    DayDocument,
    Document,
    FrontDocument,
    ListDocument,
    MonthDocument,
    NoticeDocument,
    NotificationsDocument,
    Picture,
    ProfileDocument,
    Publication,
    SearchDocument,
    StaticDocument,
    TickerStretchDocument,
    VersionsDocument,
    YearDocument,
)

EVERYWHERE = "breaking"
"""Live topic that every page listens to, most besides their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`template` renders the page; `title` is the page's own name, without the publication's.

    `topics` are live topics, comma-separated; `feed` is the path under which the nearest feed lies. `edition` is
    the newest instant on the page: times of that day stand without their date.
    """

    template: str
    title: str = ""
    description: str = ""
    topics: str = EVERYWHERE
    feed: str = "/"
    feed_title: str = ""
    edition: datetime | None = None
    picture: Picture | None = None
    indexed: bool = True


def frame(document: Document, publication: Publication) -> Frame:  # noqa: C901, PLR0911, PLR0912 one line a kind of page
    """The frame of any page's document. Raises `TypeError` for a document that is no page."""
    phrases = Phrases(publication.language)
    match document:
        case ArticleDocument():
            return _article(document)
        case TickerStretchDocument():
            return _stretch(document, phrases)
        case FrontDocument():
            return _front(document, publication)
        case ListDocument():
            return _list(document)
        case ProfileDocument():
            return _profile(document)
        case YearDocument() | MonthDocument() | DayDocument():
            return _calendar(document, publication, phrases)
        case SearchDocument():
            name = phrases("search")
            return Frame(template="search.html", title=f"{name}: {document.query}".rstrip(": "), indexed=False)
        case CorrectionsDocument():
            lead = phrases("corrections_lead")
            name = phrases("corrections")
            return Frame(template="corrections.html", title=name, description=lead, feed=document.path, feed_title=name)
        case VersionsDocument():
            title = phrases("versions_of", headline=document.headline)
            return Frame(template="versions.html", title=title, indexed=False)
        case StaticDocument():
            return Frame(template=f"{document.kind}.html", title=phrases(document.kind))
        case NotificationsDocument():
            return Frame(template="notifications.html", title=phrases("notifications"), indexed=False)
        case NoticeDocument():
            return _notice(document, phrases)
        case _:
            raise TypeError(f"{type(document).__name__} is no page")


def _article(document: ArticleDocument) -> Frame:
    ticker = document.ticker
    return Frame(
        template="article.html",
        title=document.seo_headline or document.headline,
        description=document.seo_description or document.lead,
        topics=",".join([f"article/{document.path.strip('/')}", *([ticker.topic] if ticker else []), EVERYWHERE]),
        feed=document.path if ticker else document.section.path,
        feed_title=document.headline if ticker else document.section.name,
        picture=document.picture,
    )


def _stretch(document: TickerStretchDocument, phrases: Phrases) -> Frame:
    return Frame(
        template="stretch.html",
        title=phrases("ticker_stretch", number=document.number, headline=document.article.headline),
        feed=document.article.path,
        feed_title=document.article.headline,
        indexed=False,
    )


def _front(document: FrontDocument, publication: Publication) -> Frame:
    return Frame(
        template="front.html",
        description=publication.tagline,
        topics=f"front,{EVERYWHERE}",
        edition=_newest(_on_front(document)),
        picture=document.lead.picture if document.lead else None,
    )


def _list(document: ListDocument) -> Frame:
    slug = document.path.strip("/").rpartition("/")[2]
    has_topic = document.kind in ("section", "topic")
    has_feed = has_topic or document.kind == "person"
    return Frame(
        template="list.html",
        title=document.title,
        description=document.lead_in,
        topics=f"{document.kind}/{slug},{EVERYWHERE}" if has_topic else EVERYWHERE,
        feed=document.path if has_feed else "/",
        feed_title=document.title if has_feed else "",
        edition=_newest([*_on_front(document), *document.cards]),
    )


def _profile(document: ProfileDocument) -> Frame:
    return Frame(
        template="profile.html",
        title=f"{document.name} ({document.note})" if document.note else document.name,
        description=document.role,
        feed=document.path,
        feed_title=document.name,
        edition=_newest(document.cards),
    )


def _on_front(document: FrontDocument | ListDocument) -> list[Card]:
    leads = (document.lead,) if document.lead else ()
    return [*leads, *document.seconds, *document.briefs, *(card for band in document.bands for card in band.cards)]


def _calendar(
    document: YearDocument | MonthDocument | DayDocument, publication: Publication, phrases: Phrases
) -> Frame:
    dates = Dates(publication.language, publication.time_zone)
    match document:
        case YearDocument():
            return Frame(template="year.html", title=phrases("archive_of", month=document.year))
        case MonthDocument():
            name = dates.month(document.year, document.month)
            return Frame(template="month.html", title=phrases("archive_of", month=name))
        case DayDocument():
            return Frame(template="day.html", title=phrases("archive_of", month=dates.calendar_day(document.day)))


def _notice(document: NoticeDocument, phrases: Phrases) -> Frame:
    key = {410: "gone", 503: "unavailable"}.get(document.status, "not_found")
    title = document.headline or phrases(key)
    return Frame(template="notice.html", title=title, edition=_newest(document.latest), indexed=False)


def full_title(page: Frame, publication: Publication) -> str:
    """What stands on the browser's tab."""
    name = markup.plain(publication.name)
    if not page.title:
        return f"{name} – {markup.plain(publication.tagline)}" if publication.tagline else name
    return Phrases(publication.language)("page_of", page=markup.plain(page.title), publication=name)


def _newest(cards: tuple[Card, ...] | list[Card]) -> datetime | None:
    return max((card.updated for card in cards), default=None)
