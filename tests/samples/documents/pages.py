"""One document for every kind of page and feed."""

from __future__ import annotations

from datetime import date

from documents.article import ARTICLE, plain
from documents.cards import ALL, BANDS, BRIEFS, LEAD, SECONDS
from documents.publication import SECTIONS, before

from depesche.bakery import schema

FRONT = schema.FrontDocument(lead=LEAD, seconds=SECONDS, briefs=BRIEFS, bands=BANDS)
SECTION = schema.ListDocument(
    path="/nachrichten/",
    kind="section",
    title="Nachrichten",
    lead_in="Was in Auenstadt und am Fluss geschieht.",
    section=SECTIONS["nachrichten"],
    cards=tuple(card for card in ALL if card.section.slug == "nachrichten"),
    older=schema.RelatedLink(url="/archiv/2025/07/", text="Archiv"),
)
DOSSIER = schema.Dossier(
    summary_html="<p>Seit dem Winter baut die Stadt vor: <b>Dämme und Becken</b>.</p><ul><li>14 Hektar</li></ul>",
    points=(
        schema.TimelinePoint(
            day=date(2025, 7, 3), text=LEAD.headline, links=(schema.RelatedLink(url=LEAD.path, text=LEAD.headline),)
        ),
        schema.TimelinePoint(
            day=date(2025, 7, 3),
            text="Der Rat stimmt zu.",
            links=tuple(schema.RelatedLink(url=card.path, text=card.headline) for card in ALL[1:3]),
        ),
        *(
            schema.TimelinePoint(day=date(2025, 5, 30 - number), text=f"Der Pegel steigt zum {number}. Mal.")
            for number in range(2, 7)
        ),
        schema.TimelinePoint(day=date(2013, 6, 1), precision="month", text="Das große Hochwasser."),
        schema.TimelinePoint(day=date(1924, 1, 1), precision="year", text="Der alte Damm wird gebaut."),
    ),
    people=(schema.Involved(name="Wiebke Sandmann", path="/suche/?q=Sandmann&thema=hochwasserschutz", articles=4),),
    places=(schema.Involved(name="Auenstadt", path="/suche/?q=Auenstadt&thema=hochwasserschutz", articles=6),),
)
TOPIC = schema.ListDocument(
    path="/thema/hochwasserschutz/",
    kind="topic",
    title="Hochwasserschutz",
    lead_in="Dämme, Becken, Sandsäcke: wie sich die Stadt auf das nächste Hochwasser vorbereitet.",
    cards=tuple(card for card in ALL if card.teaser)[:6],
    older=schema.RelatedLink(url="/archiv/2025/07/", text="Archiv"),
    dossier=DOSSIER,
)
PERSON = schema.ListDocument(
    path="/person/fenna-auweiler/",
    kind="person",
    title="Fenna Auweiler",
    lead_in="Reporterin. Schreibt über den Fluss, das Rathaus und alles, was dazwischen liegt.",
    cards=tuple(card for card in ALL if card.picture)[:5],
)
PROFILE = schema.ProfileDocument(
    path="/person/wiebke-sandmann/",
    kind="person",
    name="Wiebke Sandmann",
    role="Deichgräfin von Auenstadt",
    note="Deichgräfin",
    sayings=tuple(
        schema.Saying(
            text=f"Der Damm hält, und zwar zum {number}. Mal.",
            day=date(2025, 7, 10 - number),
            source=schema.RelatedLink(url=LEAD.path, text=LEAD.headline),
        )
        for number in range(1, 9)
    ),
    cards=ALL[:5],
    older=schema.RelatedLink(url="/suche/?q=Sandmann", text=""),
)
YEAR = schema.YearDocument(
    path="/archiv/2025/",
    year=2025,
    months=tuple(schema.Count(number=number, count=count) for number, count in ((5, 61), (6, 1), (7, 24))),
    years=(
        schema.RelatedLink(url="/archiv/2025/", text="2025"),
        schema.RelatedLink(url="/archiv/2024/", text="2024"),
    ),
)
MONTH = schema.MonthDocument(
    path="/archiv/2025/07/",
    year=2025,
    month=7,
    days=(schema.Count(number=1, count=1), schema.Count(number=3, count=128), schema.Count(number=4, count=9)),
    cards=tuple(sorted(ALL, key=lambda card: card.first_published)),
    before=schema.RelatedLink(url="/archiv/2025/06/", text="2025-06"),
)
DAY = schema.DayDocument(
    path="/archiv/2025/07/03/",
    day=date(2025, 7, 3),
    cards=tuple(sorted(ALL, key=lambda card: card.first_published))[:6],
    before=date(2025, 7, 1),
    after=date(2025, 7, 4),
)
SEARCH = schema.SearchDocument(
    query="Hochwasser",
    total=27,
    pages=3,
    hits=(
        schema.Hit(
            card=LEAD,
            snippet_html="Mit 24 zu 22 Stimmen hat der Stadtrat dem Bau des <mark>Hochwasserrückhaltebeckens</mark> im "
            "Oberen Erlengrund zugestimmt …",
        ),
        schema.Hit(
            card=ALL[10],
            snippet_html="… seit dem <mark>Hochwasser</mark> von 2021 steht der Fischstand am anderen Ende.",
        ),
        schema.Hit(card=ALL[11]),
    ),
)
SEARCH_EMPTY = schema.SearchDocument(
    query="„Hochwasserschutzmitel“",
    suggestion="Hochwasserschutzmittel",
    filters=schema.SearchFilters(ressort="nachrichten", zeit="woche"),
    note="Gesucht wurde nur in Überschriften.",
    unfiltered=3,
    topics=("Hochwasserschutz",),
    authors=("Fenna Auweiler",),
)
CORRECTIONS = schema.CorrectionsDocument(
    entries=tuple(
        schema.CorrectionEntry(correction=made, card=card)
        for made, card in (
            (ARTICLE.corrections[0], LEAD),
            (ARTICLE.corrections[1], LEAD),
            (
                schema.Correction(made=before(days=6), text="Der Ruderachter startete auf Bahn 4.", weight="minor"),
                ALL[7],
            ),
        )
    )
)
IMPRINT = schema.StaticDocument(path="/impressum/", kind="imprint")
PRIVACY = schema.StaticDocument(path="/datenschutz/", kind="privacy")
NOT_FOUND = schema.NoticeDocument(path="/gibt-es-nicht/", status=404, latest=ALL[:4])
GONE = schema.NoticeDocument(path="/politik/zurueckgezogen/", status=410, latest=ALL[:4])
UNAVAILABLE = schema.NoticeDocument(path="/stoerung/", status=503)
FEED = schema.FeedDocument(path="/", title="Auenbote", articles=(ARTICLE, *(plain(card) for card in ALL[1:8])))
SITEMAP = schema.SitemapDocument(
    path="/sitemap-2025-07.xml",
    entries=tuple(schema.SitemapEntry(path=card.path, modified=card.updated) for card in ALL),
)
SITEMAP_INDEX = schema.SitemapDocument(path="/sitemap.xml", parts=("/sitemap-pages.xml", "/sitemap-2025-07.xml"))
NEWS_SITEMAP = schema.NewsSitemapDocument(cards=ALL[:9])

PAGES: dict[str, schema.Document] = {
    "front": FRONT,
    "article": ARTICLE,
    "brief": plain(ALL[4]),
    "section": SECTION,
    "topic": TOPIC,
    "person": PERSON,
    "profile": PROFILE,
    "month": MONTH,
    "year": YEAR,
    "day": DAY,
    "search": SEARCH,
    "corrections": CORRECTIONS,
    "imprint": IMPRINT,
    "privacy": PRIVACY,
    "not-found": NOT_FOUND,
    "gone": GONE,
    "unavailable": UNAVAILABLE,
}
"""The HTML pages, by a short name."""

OTHERS: tuple[schema.Document, ...] = (FEED, SITEMAP, SITEMAP_INDEX, NEWS_SITEMAP)
