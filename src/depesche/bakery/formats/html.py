"""HTML pages: a document goes through its theme's template, and comes out the same way every time."""

from __future__ import annotations

import re
from functools import lru_cache

import jinja2
from markupsafe import Markup

from depesche.bakery import markup, sharing
from depesche.bakery.addresses import absolute
from depesche.bakery.dates import Dates
from depesche.bakery.formats import jsonld
from depesche.bakery.formats.frame import Frame, frame, full_title
from depesche.bakery.formats.typesetting import TOOLS
from depesche.bakery.phrases import Phrases
from depesche.bakery.schema import (
    ArticleDocument,
    BreakingLine,
    Document,
    FrontDocument,
    ListDocument,
    ProfileDocument,
    Publication,
    SectionRef,
    TickerEntry,
    TickerStretchDocument,
)
from depesche.bakery.themes import Theme

_BLANK = re.compile(r"\s*\n\s*")


def render(document: Document, publication: Publication, *, live_id: int, theme: Theme) -> bytes:
    """The page as it is stored and sent. `live_id` is the newest live event the document already holds."""
    page = frame(document, publication)
    text = (
        _environment(theme)
        .get_template(page.template)
        .render(
            doc=document,
            pub=publication,
            page=page,
            title=full_title(page, publication),
            live_id=live_id,
            assets=theme.assets(publication.accent, voices=publication.voices, live_blog=_is_live_blog(document)),
            t=Phrases(publication.language),
            dates=Dates(publication.language, publication.time_zone),
            url=lambda address: absolute(publication, address),
            hue=lambda section: _hue(section, publication),
            canonical=_canonical(document, page, publication),
            json_ld=_json_ld(document, publication),
            share=_share(document, publication),
        )
    )
    return (_BLANK.sub("\n", markup.legal(text)).strip() + "\n").encode()


def entry(document: TickerEntry, publication: Publication, *, language: str, theme: Theme) -> str:
    """One entry of a live blog as an element of its list."""
    text = (
        _environment(theme)
        .get_template("entry.html")
        .render(
            entry=document,
            language=language or publication.language,
            t=Phrases(publication.language),
            dates=Dates(publication.language, publication.time_zone),
        )
    )
    return _BLANK.sub("\n", markup.legal(text)).strip()


def breaking(line: BreakingLine, publication: Publication, *, theme: Theme) -> str:
    """The breaking line as an element, just as it stands in pages it is baked into."""
    text = (
        _environment(theme)
        .get_template("parts/breaking.html")
        .render(
            breaking=line,
            t=Phrases(publication.language),
            dates=Dates(publication.language, publication.time_zone),
        )
    )
    return _BLANK.sub("\n", markup.legal(text)).strip()


@lru_cache(maxsize=8)
def _environment(theme: Theme) -> jinja2.Environment:
    """The theme's templates with what they may use besides their document."""
    environment = theme.templates.overlay()
    environment.globals = {**theme.templates.globals, **TOOLS}
    return environment


def _is_live_blog(document: Document) -> bool:
    if isinstance(document, ArticleDocument):
        return document.ticker is not None
    return isinstance(document, TickerStretchDocument)


def _hue(section: SectionRef, publication: Publication) -> int:
    """The number of a section's colour: its place in the publication's order."""
    places = [own.slug for own in publication.sections]
    return places.index(section.slug) % 8 if section.slug in places else 0


def _share(document: Document, publication: Publication) -> tuple[sharing.ShareLink, ...]:
    if not isinstance(document, ArticleDocument):
        return ()
    return sharing.links(absolute(publication, document.path), markup.plain(document.headline))


def _canonical(document: Document, page: Frame, publication: Publication) -> str:
    return absolute(publication, document.path) if page.indexed else ""


def _json_ld(document: Document, publication: Publication) -> Markup | None:
    match document:
        case ArticleDocument():
            return jsonld.article(document, publication)
        case FrontDocument():
            return jsonld.site(publication)
        case ListDocument(kind="person"):
            return jsonld.person(document, publication)
        case ProfileDocument():
            return jsonld.profile(document, publication)
        case _:
            return None
