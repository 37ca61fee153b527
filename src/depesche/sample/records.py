"""What the sample newsroom is made of, once read: frozen records in the words of the content model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class State(StrEnum):
    """Where an article stands. `EMBARGOED` is held back by its source, `SCHEDULED` by the editors."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EMBARGOED = "embargoed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Paragraphs, lists and links as clean HTML."""

    block: ClassVar[str] = "text"
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    block: ClassVar[str] = "subheading"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words, without quotation marks."""

    block: ClassVar[str] = "quote"
    text: str
    speaker: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture in the text, by its slug."""

    block: ClassVar[str] = "image"
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    block: ClassVar[str] = "gallery"
    title: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of equal length, plain text."""

    block: ClassVar[str] = "table"
    caption: str
    header_row: bool
    header_column: bool
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoBox:
    block: ClassVar[str] = "info_box"
    title: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """Foreign content that loads only when a reader asks."""

    block: ClassVar[str] = "embed"
    url: str
    provider: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link out (`url`) or to another sample article (`article`, its slug); the other one is empty."""

    text: str
    url: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedBox:
    block: ClassVar[str] = "related_box"
    title: str
    links: tuple[Link, ...]


Block = Text | Subheading | Quote | Image | Gallery | Table | InfoBox | Embed | RelatedBox
"""`block` is the name of the kind in `bakery.schema` and in the desk's body field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSource:
    """`kind` is "link", "organisation" or "release"."""

    kind: str
    name: str
    url: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCorrection:
    """`weight` is "major" or "minor"."""

    made: datetime
    text: str
    reason: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEntry:
    """An entry of a live blog. `kind` is one of `bakery.schema.EntryKind`; `author` is a slug or empty."""

    at: datetime
    kind: str
    headline: str
    text: str
    quote: str
    quote_speaker: str
    quote_role: str
    author: str
    source_name: str
    source_url: str
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """An article. `published` is when it appeared or is to appear; only a draft has none. `updated` is `None` unless
    the meaning changed later. Authors, topics and the picture are slugs; an empty picture means there is none.
    `live` is the status of its live blog, one of `bakery.schema.TickerStatus`, or empty where it is none."""

    slug: str
    section: str
    state: State
    pinned: bool
    kicker: str
    headline: str
    teaser_headline: str
    seo_headline: str
    push_headline: str
    lead: str
    dateline: str
    urgency: int
    published: datetime | None
    updated: datetime | None
    embargo_evidence: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    picture: str
    usage_terms: str
    digital_source_type: str
    sources: tuple[SampleSource, ...]
    corrections: tuple[SampleCorrection, ...]
    body: tuple[Block, ...]
    live: str
    entries: tuple[SampleEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """`kind` is "staff", "guest" or "agency"."""

    slug: str
    name: str
    kind: str
    role: str
    biography: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTopic:
    """`mediatopic` is an IPTC media topic's number, such as 11000000, or empty.

    `past` are years, each with what happened then, which stand in the timeline before all articles.
    """

    slug: str
    name: str
    summary: str
    mediatopic: str
    past: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleProfile:
    """Somebody, or a body, in the news. `kind` is "person" or "organisation"; `confirms` whether the quotations of
    this one are confirmed, or wait for whoever tries out the desk."""

    name: str
    kind: str
    role: str
    aliases: tuple[str, ...]
    confirms: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSection:
    slug: str
    name: str
    lead_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleImprint:
    """Field names are those of `bakery.schema.Imprint`."""

    legal_name: str
    address: str
    email: str
    phone: str
    represented_by: str
    responsible_person: str
    responsible_address: str
    register: str
    vat_id: str
    supervisory_body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePublication:
    """The publication's own settings. The four policies are clean HTML; `sections` are in their order."""

    name: str
    tagline: str
    language: str
    time_zone: str
    accent: str
    press_address: str
    copyright_line: str
    notice: str
    imprint: SampleImprint
    ownership: str
    ai_policy: str
    corrections_policy: str
    privacy: str
    sections: tuple[SampleSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePicture:
    """What must be said about a drawn picture. `focus` is the focal point in thousandths of width and height."""

    slug: str
    title: str
    alt: str
    caption: str
    creator: str
    credit: str
    usage_terms: str
    digital_source_type: str
    focus: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleNewsroom:
    """Everything but mails and the pictures' bytes; every reference between the parts holds."""

    publication: SamplePublication
    people: tuple[SamplePerson, ...]
    topics: tuple[SampleTopic, ...]
    profiles: tuple[SampleProfile, ...] = ()
    articles: tuple[SampleArticle, ...]
