"""From model to document: the only place that fills `bakery.schema` for the public site."""

from __future__ import annotations

from django.utils import timezone

from depesche.bakery import schema
from depesche.stories import bodies, history, markup, measures, pictures, selectors
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Author, Correction, PublicationSettings, SectionPage, Topic

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
        voices=schema.Voices(headlines=own.headline_font, text=own.text_font),
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
        notifications=django_settings.CONFIG.web_push,
    )


def section_ref(page: SectionPage) -> schema.SectionRef:
    return schema.SectionRef(name=page.title, slug=page.slug, path=path_of(page))


def topic_ref(topic: Topic) -> schema.TopicRef:
    return schema.TopicRef(name=topic.name, slug=topic.slug, path=topic.path, mediatopic=topic.mediatopic)


def card(page: ArticlePage) -> schema.Card:
    """A story as it is offered elsewhere."""
    return schema.Card(
        path=path_of(page),
        uri=uri_of(page),
        headline=page.teaser_headline or page.title,
        teaser=page.lead,
        kicker=page.kicker,
        section=section_of(page),
        first_published=page.first_published_at or timezone.now(),
        updated=page.updated_at or page.first_published_at or timezone.now(),
        byline=", ".join(byline.author.name for byline in page.bylines.all()),
        picture=pictures.document(page.picture) if page.picture else None,
        urgency=page.urgency,
        is_live=page.ticker == page.Ticker.LIVE,
    )


def article(page: ArticlePage, *, related: tuple[schema.Card, ...] = ()) -> schema.ArticleDocument:
    """An article, published or (for previews) not, with the related stories it is given."""
    measure = measures.of(page.lead, page.body)
    first = page.first_published_at or page.go_live_at or timezone.now()
    return schema.ArticleDocument(
        path=path_of(page),
        uri=uri_of(page),
        guid=str(page.guid),
        version=max(page.version, 1),
        section=section_of(page),
        headline=page.title,
        kicker=page.kicker,
        seo_headline=page.seo_title,
        seo_description=page.search_description,
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
        reading_minutes=measure.minutes,
        word_count=measure.words,
        language=page.language or selectors.publication_settings().language,
        topics=tuple(topic_ref(topic) for topic in page.topics.all()),
        sources=tuple(
            schema.Source(kind=_SOURCES[row.kind], name=row.name, url=row.url, note=row.note, received=row.received_at)
            for row in page.sources.all()
        ),
        corrections=tuple(correction(row) for row in page.corrections.all()) if page.pk else (),
        related=related,
        urgency=page.urgency,
        usage_terms=page.usage_terms,
        digital_source_type=page.digital_source_type,
        ai_label=page.ai_label,
        versions=history.path_under(path_of(page)) if page.versions_shown > 1 else "",
        expires=page.expire_at,
    )


def correction(row: Correction) -> schema.Correction:
    return schema.Correction(made=row.made_at, text=row.text, reason=row.reason, weight=row.weight)


def uri_of(page: ArticlePage) -> str:
    """The name of an article for machines, the same for ever."""
    return page.uri or f"urn:uuid:{page.guid}"


def section_of(page: ArticlePage) -> schema.SectionRef:
    """The section an article stands in."""
    parent = page.section
    if parent is None:
        parent = page.get_parent().specific
    return section_ref(parent)


def _byline(author: Author) -> schema.Byline:
    return schema.Byline(name=author.name, role=author.role, path=author.path)
