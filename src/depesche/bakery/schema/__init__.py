"""The typed documents that the stories room fills and the bakery renders.

A document is all a renderer may know: it holds no model, no request and no clock. Every instant is an aware
datetime in UTC; the renderer turns it into the publication's time zone. Every `path` is absolute, starts and
ends with a slash, and names a page of this site. Every `html` string is clean (see `stories.markup`) but is
cleaned again on the way out. Field names follow IPTC ninjs 3.1 and schema.org.
"""

from __future__ import annotations

from depesche.bakery.schema.article import (
    ArticleDocument,
    Byline,
    Correction,
    Source,
    SourceKind,
)
from depesche.bakery.schema.blocks import (
    Block,
    EmbedBlock,
    GalleryBlock,
    ImageBlock,
    InfoBoxBlock,
    QuoteBlock,
    RelatedBoxBlock,
    RelatedLink,
    SubheadingBlock,
    TableBlock,
    TextBlock,
)
from depesche.bakery.schema.breaking import (
    BreakingLine,
)
from depesche.bakery.schema.calendar import (
    Count,
    DayDocument,
    MonthDocument,
    YearDocument,
)
from depesche.bakery.schema.cards import (
    Card,
)
from depesche.bakery.schema.dossiers import (
    Dossier,
    Involved,
    TimelinePoint,
)
from depesche.bakery.schema.lists import (
    Band,
    CorrectionEntry,
    CorrectionsDocument,
    FrontDocument,
    ListDocument,
)
from depesche.bakery.schema.live_blog import (
    EntryKind,
    Score,
    Ticker,
    TickerEntry,
    TickerStatus,
    TickerStretchDocument,
)
from depesche.bakery.schema.machines import (
    FeedDocument,
    NewsSitemapDocument,
    SitemapDocument,
    SitemapEntry,
)
from depesche.bakery.schema.notices import (
    NoticeDocument,
    Retraction,
    StaticDocument,
)
from depesche.bakery.schema.notifications import (
    NotificationsDocument,
    NotificationTopic,
)
from depesche.bakery.schema.pictures import (
    Picture,
    Rendition,
)
from depesche.bakery.schema.profiles import (
    ProfileDocument,
    ProfileRef,
    Saying,
)
from depesche.bakery.schema.publication import (
    Imprint,
    Publication,
    SectionRef,
    TopicRef,
    Voices,
)
from depesche.bakery.schema.search import (
    SPANS,
    Hit,
    SearchDocument,
    SearchFilters,
)
from depesche.bakery.schema.versions import (
    ChangedParagraph,
    FirstVersion,
    Piece,
    VersionsDocument,
    VersionStep,
)

Document = (
    ArticleDocument
    | TickerStretchDocument
    | FrontDocument
    | ListDocument
    | ProfileDocument
    | MonthDocument
    | DayDocument
    | YearDocument
    | SearchDocument
    | CorrectionsDocument
    | VersionsDocument
    | StaticDocument
    | NoticeDocument
    | NotificationsDocument
    | SitemapDocument
    | NewsSitemapDocument
    | FeedDocument
)

__all__ = [
    "SPANS",
    "ArticleDocument",
    "Band",
    "Block",
    "BreakingLine",
    "Byline",
    "Card",
    "ChangedParagraph",
    "Correction",
    "CorrectionEntry",
    "CorrectionsDocument",
    "Count",
    "DayDocument",
    "Document",
    "Dossier",
    "EmbedBlock",
    "EntryKind",
    "FeedDocument",
    "FirstVersion",
    "FrontDocument",
    "GalleryBlock",
    "Hit",
    "ImageBlock",
    "Imprint",
    "InfoBoxBlock",
    "Involved",
    "ListDocument",
    "MonthDocument",
    "NewsSitemapDocument",
    "NoticeDocument",
    "NotificationTopic",
    "NotificationsDocument",
    "Picture",
    "Piece",
    "ProfileDocument",
    "ProfileRef",
    "Publication",
    "QuoteBlock",
    "RelatedBoxBlock",
    "RelatedLink",
    "Rendition",
    "Retraction",
    "Saying",
    "Score",
    "SearchDocument",
    "SearchFilters",
    "SectionRef",
    "SitemapDocument",
    "SitemapEntry",
    "Source",
    "SourceKind",
    "StaticDocument",
    "SubheadingBlock",
    "TableBlock",
    "TextBlock",
    "Ticker",
    "TickerEntry",
    "TickerStatus",
    "TickerStretchDocument",
    "TimelinePoint",
    "TopicRef",
    "VersionStep",
    "VersionsDocument",
    "Voices",
    "YearDocument",
]
