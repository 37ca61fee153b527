"""From model to document: the only place that fills `bakery.schema` for the public site."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from depesche.bakery import schema
from depesche.stories import bodies, markup, pictures, selectors
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Author, Correction, PublicationSettings, SectionPage, Topic

WORDS_A_MINUTE = 200
_SOURCES = {
    "link": schema.SourceKind.LINK,
    "organisation": schema.SourceKind.ORGANISATION,
    "release": schema.SourceKind.RELEASE,
}


def publication(settings: PublicationSettings | None = None) -> schema.Publication:
    """The publication as it stands on every page."""
    from django.conf import settings as django_settings

    own = settings or selectors.publication_settings()
    return schema.Publication(
        name=own.name,
        public_url=django_settings.CONFIG.origin,
        tagline=own.tagline,
        language=own.language,
        time_zone=own.time_zone,
        accent=own.accent,
        press_address=own.press_address,
        logo=pictures.document(own.logo) if own.logo else None,
        sections=tuple(section_ref(page) for page in selectors.sections()),
        imprint=schema.Imprint(
            legal_name=own.legal_name,
            address=own.address,
            email=own.email,
            phone=own.phone,
            represented_by=own.represented_by,
            responsible_person=own.responsible_person,
            responsible_address=own.responsible_address,
            register=own.register,
            vat_id=own.vat_id,
            supervisory_body=own.supervisory_body,
        ),
        ownership_html=markup.expand(own.ownership),
        ai_policy_html=markup.expand(own.ai_policy),
        corrections_policy_html=markup.expand(own.corrections_policy),
        privacy_html=markup.expand(own.privacy),
        copyright_line=own.copyright_line,
        notice=own.notice,
    )


def section_ref(page: SectionPage) -> schema.SectionRef:
    return schema.SectionRef(name=page.title, slug=page.slug, path=path_of(page))


def topic_ref(topic: Topic) -> schema.TopicRef:
    return schema.TopicRef(name=topic.name, slug=topic.slug, path=topic.path, mediatopic=topic.mediatopic)


def card(page: ArticlePage, *, reason: str = "") -> schema.Card:
    """A story as it is offered elsewhere."""
    return schema.Card(
        path=path_of(page),
        headline=page.teaser_headline or page.title,
        teaser=page.lead,
        kicker=page.kicker,
        section=_section_of(page),
        first_published=page.first_published_at or timezone.now(),
        updated=page.updated_at or page.first_published_at or timezone.now(),
        byline=", ".join(byline.author.name for byline in page.bylines.all()),
        picture=pictures.document(page.picture) if page.picture else None,
        reason=reason,
        urgency=page.urgency,
    )


def article(page: ArticlePage, *, with_related: bool = True) -> schema.ArticleDocument:
    """An article, published or (for previews) not."""
    own = selectors.publication_settings()
    words = len((markup.text_of_body(page.body) + " " + page.lead).split())
    first = page.first_published_at or page.go_live_at or timezone.now()
    return schema.ArticleDocument(
        path=path_of(page),
        uri=page.uri or f"urn:uuid:{page.guid}",
        guid=str(page.guid),
        version=max(page.version, 1),
        section=_section_of(page),
        headline=page.title,
        kicker=page.kicker,
        seo_headline=page.seo_title,
        push_headline=page.push_headline,
        teaser_headline=page.teaser_headline,
        lead=page.lead,
        body=bodies.blocks(page.body),
        bylines=tuple(_byline(row.author) for row in page.bylines.all()),
        dateline=page.dateline,
        picture=pictures.document(page.picture) if page.picture else None,
        first_published=first,
        updated=page.updated_at or first,
        modified=page.last_published_at or page.updated_at or first,
        reading_minutes=max(1, round(words / WORDS_A_MINUTE)),
        word_count=words,
        language=page.language or own.language,
        topics=tuple(topic_ref(topic) for topic in page.topics.all()),
        sources=tuple(
            schema.Source(kind=_SOURCES[row.kind], name=row.name, url=row.url, note=row.note, received=row.received_at)
            for row in page.sources.all()
        ),
        corrections=tuple(correction(row) for row in page.corrections.all()) if page.pk else (),
        related=tuple(card(other, reason=why) for other, why in selectors.neighbours(page))
        if with_related and page.pk
        else (),
        urgency=page.urgency,
        usage_terms=page.usage_terms,
        digital_source_type=page.digital_source_type,
        expires=page.expire_at,
    )


def correction(row: Correction) -> schema.Correction:
    return schema.Correction(made=row.made_at, text=row.text, reason=row.reason, weight=row.weight)


def corrections_page() -> schema.CorrectionsDocument:
    rows = selectors.corrections()[:200]
    return schema.CorrectionsDocument(
        entries=tuple(schema.CorrectionEntry(correction=correction(row), card=card(row.article)) for row in rows)
    )


def front() -> schema.FrontDocument:
    """The pinned story leads, else the most urgent of the newest; no story stands twice."""
    own = selectors.sections()
    cards = [card(page) for page in selectors.published()[: selectors.FRONT_LENGTH]]
    pinned = {path_of(page) for page in selectors.published().filter(pinned=True)[:1]}
    if pinned and not any(c.path in pinned for c in cards):
        cards = [card(page) for page in selectors.published().filter(pinned=True)[:1]] + cards
    ranked = sorted(cards[:12], key=lambda c: (c.path not in pinned, c.urgency))
    ranked.sort(key=lambda c: c.path not in pinned)
    lead = next((c for c in cards if c.path in pinned), ranked[0] if ranked else None)
    rest = [c for c in cards if lead is None or c.path != lead.path]
    seconds = sorted([c for c in rest[:16] if c.picture], key=lambda c: c.urgency)[:3]
    used = {c.path for c in seconds} | ({lead.path} if lead else set())
    briefs = [c for c in rest if c.path not in used][:6]
    used |= {c.path for c in briefs}
    bands = tuple(_band(section, used) for section in own)
    return schema.FrontDocument(
        lead=lead, seconds=tuple(seconds), briefs=tuple(briefs), bands=tuple(band for band in bands if band.cards)
    )


def _band(section: SectionPage, used: set[str]) -> schema.Band:
    pages = selectors.in_section(section.slug)[: 5 + len(used)]
    cards = [card(page) for page in pages if path_of(page) not in used][:5]
    return schema.Band(section=section_ref(section), cards=tuple(cards))


def section(page: SectionPage) -> schema.ListDocument:
    return schema.ListDocument(
        path=path_of(page),
        kind="section",
        title=page.title,
        lead_in=page.lead_in,
        section=section_ref(page),
        cards=tuple(card(found) for found in selectors.in_section(page.slug)[: selectors.LIST_LENGTH]),
        older=_archive_link(),
    )


def topic(row: Topic) -> schema.ListDocument:
    cards = tuple(card(found) for found in selectors.on_topic(row)[: selectors.LIST_LENGTH])
    return schema.ListDocument(
        path=row.path,
        kind="topic",
        title=row.name,
        lead_in=markup.plain(row.summary),
        cards=cards,
        older=_archive_link(),
    )


def person(row: Author) -> schema.ListDocument:
    lead_in = ". ".join(part.rstrip(".") for part in (row.role, row.biography) if part)
    cards = tuple(card(found) for found in selectors.by_author(row)[: selectors.LIST_LENGTH])
    return schema.ListDocument(
        path=row.path, kind="person", title=row.name, lead_in=f"{lead_in}." if lead_in else "", cards=cards
    )


def month(year: int, number: int) -> schema.MonthDocument:
    zone = selectors.publication_settings().time_zone
    return schema.MonthDocument(
        path=f"/archiv/{year}/{number:02}/",
        year=year,
        month=number,
        cards=tuple(card(page) for page in selectors.in_month(year, number, time_zone=zone)),
        months=tuple(_month_link(y, m) for y, m in selectors.months(time_zone=zone)),
    )


def _month_link(year: int, number: int) -> schema.RelatedLink:
    return schema.RelatedLink(url=f"/archiv/{year}/{number:02}/", text=f"{year}-{number:02}")


def _archive_link() -> schema.RelatedLink | None:
    zone = selectors.publication_settings().time_zone
    newest = next(iter(selectors.months(time_zone=zone)), None)
    return _month_link(*newest) if newest else None


def notice(path: str, status: int, *, headline: str = "") -> schema.NoticeDocument:
    latest = tuple(card(page) for page in selectors.published()[:5])
    return schema.NoticeDocument(path=path, status=status, headline=headline, latest=latest)


def _section_of(page: ArticlePage) -> schema.SectionRef:
    parent = page.section
    if parent is None:
        parent = page.get_parent().specific
    return section_ref(parent)


def _byline(author: Author) -> schema.Byline:
    return schema.Byline(name=author.name, role=author.role, path=author.path)


def modified_of(page: ArticlePage) -> datetime:
    return page.last_published_at or page.updated_at or timezone.now()
