"""The typed documents that the stories room fills and the bakery renders.

A document is all a renderer may know: it holds no model, no request and no clock. Every instant is an aware
datetime in UTC; the renderer turns it into the publication's time zone. Every `path` is absolute, starts and
ends with a slash, and names a page of this site. Every `html` string is clean (see `stories.markup`) but is
cleaned again on the way out. Field names follow IPTC ninjs 3.1 and schema.org.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# --- The publication: what stands on every page ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One size of a picture as stored: `path` is where it is served, width and height are in pixels.

    `size` is the file's length in bytes, 0 when it is not known; feeds name it where it is.
    """

    path: str
    width: int
    height: int
    content_type: str = "image/jpeg"
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with what must be said about it.

    `renditions` are WebP in rising width, then one JPEG for those who cannot read WebP: feeds and share cards.
    """

    renditions: tuple[Rendition, ...]
    alt: str
    caption: str = ""
    creator: str = ""
    credit: str = ""
    usage_terms: str = ""
    digital_source_type: str = ""

    @property
    def largest(self) -> Rendition:
        return self.renditions[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRef:
    """A section as named in navigation, breadcrumb and cards."""

    name: str
    slug: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRef:
    """A topic (Thema) an article belongs to."""

    name: str
    slug: str
    path: str
    mediatopic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who answers for the publication (DDG § 5, MStV § 18). Addresses may run over several lines."""

    legal_name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    represented_by: str = ""
    responsible_person: str = ""
    responsible_address: str = ""
    register: str = ""
    vat_id: str = ""
    supervisory_body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The publication whose page this is. `public_url` has no trailing slash; `accent` is `#rrggbb`."""

    name: str
    public_url: str
    tagline: str = ""
    language: str = "de"
    time_zone: str = "Europe/Berlin"
    accent: str = "#a5121d"
    press_address: str = ""
    logo: Picture | None = None
    sections: tuple[SectionRef, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)
    ownership_html: str = ""
    ai_policy_html: str = ""
    corrections_policy_html: str = ""
    privacy_html: str = ""
    copyright_line: str = ""
    notice: str = ""


# --- Parts of an article -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """An author, guest or agency, in the order they are named. `path` is empty when there is no page for them."""

    name: str
    role: str = ""
    path: str = ""


class SourceKind(StrEnum):
    LINK = "link"
    ORGANISATION = "organisation"
    RELEASE = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What an article rests on: a link, an organisation, or a release that came in (never its raw address)."""

    kind: SourceKind
    name: str
    url: str = ""
    note: str = ""
    received: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction, append-only. `weight` is "major" (shown above the text) or "minor" (below it)."""

    made: datetime
    text: str
    reason: str = ""
    weight: str = "minor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story as it is offered elsewhere: on fronts, in lists, among related articles. `uri` is the article's own."""

    path: str
    uri: str = ""
    headline: str
    teaser: str = ""
    kicker: str = ""
    section: SectionRef
    first_published: datetime
    updated: datetime
    byline: str = ""
    picture: Picture | None = None
    reason: str = ""
    urgency: int = 5
    is_live: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Running text: paragraphs, lists and links as clean HTML."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubheadingBlock:
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBlock:
    """Somebody's words, with who said them and in what capacity."""

    text: str
    speaker: str = ""
    role: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageBlock:
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryBlock:
    pictures: tuple[Picture, ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """`rows` are plain text. The first row and first column are headers when the flags say so."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    header_row: bool = True
    header_column: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoBoxBlock:
    title: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedBlock:
    """Foreign content (oEmbed). Nothing of it loads before the reader asks: `html` waits behind a click."""

    url: str
    provider: str
    title: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLink:
    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedBoxBlock:
    title: str
    links: tuple[RelatedLink, ...]


Block = (
    TextBlock
    | SubheadingBlock
    | QuoteBlock
    | ImageBlock
    | GalleryBlock
    | TableBlock
    | InfoBoxBlock
    | EmbedBlock
    | RelatedBoxBlock
)


# --- The ticker of a live blog ------------------------------------------------------------------------------------


class TickerStatus(StrEnum):
    ANNOUNCED = "announced"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"


class EntryKind(StrEnum):
    """`KEY` is a turn of events; `KNOWN` and `OPEN` say what is certain and what is not."""

    PLAIN = "plain"
    KEY = "key"
    CORRECTION = "correction"
    KNOWN = "known"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score as it stood; points are text, since a set in tennis is no number."""

    home: str
    away: str
    home_points: str
    away_points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerEntry:
    """One entry. `number` rises from 1 within its live blog and is never used again. `html` is clean.

    `at` is the time readers are shown; `edited` is set when the words were changed after they were out. `version`
    rises with every change, so that an older state of an entry never takes the place of a newer one.
    """

    number: int
    uri: str
    version: int = 1
    at: datetime
    kind: EntryKind = EntryKind.PLAIN
    headline: str = ""
    html: str = ""
    quote: QuoteBlock | None = None
    picture: Picture | None = None
    embed: EmbedBlock | None = None
    score: Score | None = None
    author: str = ""
    source_name: str = ""
    source_url: str = ""
    edited: datetime | None = None
    is_pinned: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticker:
    """What a live blog shows on its own page: pinned entries, turns of events, and the newest entries.

    `older` is the path of the stretch that goes on below, empty when all entries are here. `topic` is its live topic.
    """

    status: TickerStatus
    topic: str
    entries: tuple[TickerEntry, ...] = ()
    pinned: tuple[TickerEntry, ...] = ()
    key_events: tuple[TickerEntry, ...] = ()
    older: str = ""
    total: int = 0


# --- Documents: one for each kind of page ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDocument:
    """A published article.

    `updated` is the last *meaningful* update; it equals `first_published` until the meaning changed. `modified` is
    the last change of any kind and is for machines only (HTTP, ninjs `versionCreated`). `uri` is stable for ever.
    """

    path: str
    uri: str
    guid: str
    version: int
    section: SectionRef
    headline: str
    kicker: str = ""
    seo_headline: str = ""
    push_headline: str = ""
    teaser_headline: str = ""
    lead: str = ""
    body: tuple[Block, ...] = ()
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    picture: Picture | None = None
    first_published: datetime
    updated: datetime
    modified: datetime
    reading_minutes: int = 1
    word_count: int = 0
    language: str = "de"
    topics: tuple[TopicRef, ...] = ()
    sources: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()
    related: tuple[Card, ...] = ()
    urgency: int = 5
    usage_terms: str = ""
    digital_source_type: str = ""
    expires: datetime | None = None
    ticker: Ticker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerStretchDocument:
    """A stretch of a live blog's entries, newest first, at an address of its own that never moves.

    `newer` and `older` are the paths of the stretches beside it, empty at the ends.
    """

    path: str
    article: Card
    number: int
    entries: tuple[TickerEntry, ...] = ()
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A section's stretch of the front page, newest first."""

    section: SectionRef
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontDocument:
    """The front page: one lead, a few seconds, briefs, then a band for each section. No story stands twice.

    `live` are the live blogs that run now, named once more in a strip at the top wherever they stand.
    """

    path: str = "/"
    live: tuple[Card, ...] = ()
    lead: Card | None = None
    seconds: tuple[Card, ...] = ()
    briefs: tuple[Card, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDocument:
    """A page that lists stories, newest first: a section, a topic, a person.

    `kind` is "section", "topic" or "person". `section` is set on section pages. `older` links the month archive.
    """

    path: str
    kind: str
    title: str
    lead_in: str = ""
    section: SectionRef | None = None
    cards: tuple[Card, ...] = ()
    older: RelatedLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDocument:
    """All stories first published in one month of the publication's time zone, oldest first within a day."""

    path: str
    year: int
    month: int
    cards: tuple[Card, ...] = ()
    months: tuple[RelatedLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found story. `snippet_html` holds plain text with matches in `<mark>`."""

    card: Card
    snippet_html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """Results for `query`; `note` tells the reader in words when search is limited. Never stored.

    `page` is the one shown of `pages`, both from 1; `/suche/?q=...&seite=2` leads to the second.
    """

    path: str = "/suche/"
    query: str = ""
    hits: tuple[Hit, ...] = ()
    total: int = 0
    note: str = ""
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    correction: Correction
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsDocument:
    path: str = "/korrekturen/"
    entries: tuple[CorrectionEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticDocument:
    """A page made of the publication's own settings. `kind` is "imprint" or "privacy"."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDocument:
    """A page that says why there is no story: `status` is 404, 410 or 503. `latest` leads on."""

    path: str
    status: int
    headline: str = ""
    latest: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """`modified` is left out of the sitemap when nobody knows it."""

    path: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapDocument:
    """One file of the sitemap; the index at `/sitemap.xml` lists the others in `parts`."""

    path: str
    entries: tuple[SitemapEntry, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSitemapDocument:
    """Google News sitemap: stories first published in the last 48 hours."""

    path: str = "/sitemap-news.xml"
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed in three formats: `<path>feed.xml`, `feed.atom`, `feed.json`. `articles` are whole, newest first."""

    path: str
    title: str
    articles: tuple[ArticleDocument, ...] = ()


Document = (
    ArticleDocument
    | TickerStretchDocument
    | FrontDocument
    | ListDocument
    | MonthDocument
    | SearchDocument
    | CorrectionsDocument
    | StaticDocument
    | NoticeDocument
    | SitemapDocument
    | NewsSitemapDocument
    | FeedDocument
)
