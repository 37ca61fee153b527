"""An article as it stands on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from depesche.bakery.schema.blocks import Block
from depesche.bakery.schema.cards import Card
from depesche.bakery.schema.live_blog import Ticker
from depesche.bakery.schema.pictures import Picture
from depesche.bakery.schema.profiles import ProfileRef
from depesche.bakery.schema.publication import SectionRef, TopicRef


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
class ArticleDocument:
    """A published article.

    `updated` is the last *meaningful* update; it equals `first_published` until the meaning changed. `modified` is
    the last change of any kind and is for machines only (HTTP, ninjs `versionCreated`). `uri` is stable for ever.
    `people` are those it names who have a page, organisations too.
    `versions` is the path of the page that shows what was changed; empty when nothing was.
    `digital_source_type` is the IPTC code of how the text came about; machines are always told, readers in words
    unless `ai_label` is off (a person has then checked the text).
    """

    path: str
    uri: str
    guid: str
    version: int
    section: SectionRef
    headline: str
    kicker: str = ""
    seo_headline: str = ""
    seo_description: str = ""
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
    people: tuple[ProfileRef, ...] = ()
    sources: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()
    related: tuple[Card, ...] = ()
    urgency: int = 5
    usage_terms: str = ""
    digital_source_type: str = ""
    ai_label: bool = True
    versions: str = ""
    expires: datetime | None = None
    ticker: Ticker | None = None
