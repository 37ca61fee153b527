"""Documents in which every text is the same given string: whatever breaks a format, breaks it here."""

from __future__ import annotations

from dataclasses import replace

from documents.publication import PUBLICATION, before

from depesche.bakery import schema

_RENDITION = schema.Rendition(path="/bilder/x.jpg", width=1200, height=800, size=10_000)
_SECTION = schema.SectionRef(name="Politik", slug="politik", path="/politik/")


def publication(text: str) -> schema.Publication:
    return replace(
        PUBLICATION,
        name=text or "x",
        tagline=text,
        press_address=text,
        copyright_line=text,
        notice=text,
        privacy_html=text,
        ownership_html=text,
        imprint=schema.Imprint(legal_name=text, address=text, email=text, phone=text, responsible_person=text),
    )


def picture(text: str) -> schema.Picture:
    return schema.Picture(
        renditions=(_RENDITION,),
        alt=text,
        caption=text,
        creator=text,
        credit=text,
        usage_terms=text,
        digital_source_type=text,
    )


def card(text: str) -> schema.Card:
    return schema.Card(
        path="/politik/y/",
        uri="urn:example:y",
        headline=text,
        teaser=text,
        kicker=text,
        section=replace(_SECTION, name=text),
        first_published=before(hours=2),
        updated=before(hours=1),
        byline=text,
        picture=picture(text),
        reason=text,
    )


def article(text: str) -> schema.ArticleDocument:
    """An article with every block, all of whose texts, links and codes are `text`."""
    body: tuple[schema.Block, ...] = (
        schema.TextBlock(html=text),
        schema.SubheadingBlock(text=text, anchor=text),
        schema.QuoteBlock(text=text, speaker=text, role=text, said=text),
        schema.ImageBlock(picture=picture(text)),
        schema.GalleryBlock(pictures=(picture(text), picture(text)), title=text),
        schema.TableBlock(rows=((text, text), (text, text)), caption=text),
        schema.InfoBoxBlock(title=text, html=text),
        schema.EmbedBlock(url=text, provider=text, title=text, html=text),
        schema.RelatedBoxBlock(title=text, links=(schema.RelatedLink(url=text, text=text),)),
    )
    return schema.ArticleDocument(
        path="/politik/x/",
        uri="urn:example:x",
        guid="x",
        version=1,
        section=replace(_SECTION, name=text),
        headline=text,
        kicker=text,
        seo_headline=text,
        seo_description=text,
        push_headline=text,
        teaser_headline=text,
        lead=text,
        body=body,
        people=(schema.ProfileRef(name=text, path="/person/x/", role=text, note=text),),
        bylines=(schema.Byline(name=text, role=text, path="/person/x/"),),
        dateline=text,
        picture=picture(text),
        first_published=before(hours=2),
        updated=before(hours=1),
        modified=before(hours=1),
        topics=(schema.TopicRef(name=text, slug="x", path="/thema/x/", mediatopic=text),),
        sources=(schema.Source(kind=schema.SourceKind.LINK, name=text, url=text, note=text),),
        corrections=(schema.Correction(made=before(hours=1), text=text, reason=text, weight="major"),),
        related=(card(text),),
        usage_terms=text,
        digital_source_type=text,
    )
