"""HTML pages: a document goes through its theme's template, and comes out the same way every time."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import count, groupby
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup

from depesche.bakery import embeds, markup, sharing
from depesche.bakery.addresses import absolute
from depesche.bakery.dates import Dates
from depesche.bakery.formats import jsonld
from depesche.bakery.formats.frame import Frame, frame, full_title
from depesche.bakery.phrases import Phrases
from depesche.bakery.schema import (
    ArticleDocument,
    Block,
    Card,
    Document,
    FrontDocument,
    Picture,
    Publication,
    Rendition,
    SectionRef,
    SubheadingBlock,
    TableBlock,
)
from depesche.bakery.themes import Theme

_BLANK = re.compile(r"\s*\n\s*")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_ID = re.compile(r"[^\w-]+")
_NUMBER = re.compile(r"[-−–+±]?[\d.,\u202f\u00a0]*\d\s?(?:%|€|Prozent|Euro|km|kg|m|s)?")
_BREAK = re.compile(r"[\s\u00ad–—/-]+")
_FITS = (22, 25, 28, 32)  # letters in the longest word from which on headlines are set a step smaller
_OPENING_MARKS = frozenset("„“”»«‚‘’\"'")
_OWN_IDS = ("inhalt", "quellen", "mehr")


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
            assets=theme.assets(publication.accent),
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


@lru_cache(maxsize=8)
def _environment(theme: Theme) -> jinja2.Environment:
    """The theme's templates with what they may use besides their document."""
    environment = theme.templates.overlay()
    environment.globals = theme.templates.globals | _tools()
    return environment


def _tools() -> dict[str, Any]:
    return {
        "block_template": _block_template,
        "clean": lambda fragment: Markup(markup.clean(fragment)),  # noqa: S704 this is the cleaning
        "plain": markup.plain,
        "words": markup.words,
        "href": markup.link,
        "lines": lambda text: [line.strip() for line in text.splitlines() if line.strip()],
        "embed_frame": embeds.frame,
        "embed_provider": embeds.provider,
        "srcset": _srcset,
        "shown_first": sharing.SHOWN_FIRST,
        "unique_anchors": _anchors,
        "by_day": _by_day,
        "number_columns": _number_columns,
        "fit": _fit,
        "quoted": _quoted,
        "query": lambda **fields: urlencode(fields),
        "icon": _icon,
    }


def _block_template(block: Block) -> str:
    """`InfoBoxBlock` is set by `blocks/info-box.html`."""
    name = _INNER_CAPITAL.sub("-", type(block).__name__.removesuffix("Block")).lower()
    return f"blocks/{name}.html"


def _srcset(picture: Picture) -> tuple[Rendition, ...]:
    """The renditions a browser may choose from: WebP where there is any, each width once."""
    webp = [rendition for rendition in picture.renditions if rendition.content_type == "image/webp"]
    return tuple({rendition.width: rendition for rendition in webp or picture.renditions}.values())


def _hue(section: SectionRef, publication: Publication) -> int:
    """The number of a section's colour: its place in the publication's order."""
    places = [own.slug for own in publication.sections]
    return places.index(section.slug) % 8 if section.slug in places else 0


def _anchors(body: Sequence[Block]) -> list[str]:
    """For each block the id of its subheading, made unique on the page; empty for other blocks."""
    taken = set(_OWN_IDS)
    anchors = []
    for block in body:
        anchor = ""
        if isinstance(block, SubheadingBlock):
            stem = _NO_ID.sub("-", markup.plain(block.anchor)).strip("-") or "abschnitt"
            numbered = (f"{stem}-{number}" for number in count(2))
            anchor = stem if stem not in taken else next(name for name in numbered if name not in taken)
            taken.add(anchor)
        anchors.append(anchor)
    return anchors


def _by_day(cards: Sequence[Card], dates: Dates) -> list[tuple[str, list[Card]]]:
    """Cards by the local day of their publication, in the given order."""
    return [(day, list(group)) for day, group in groupby(cards, key=lambda card: dates.key(card.first_published))]


def _number_columns(block: TableBlock) -> frozenset[int]:
    """Columns that hold nothing but numbers: they are set flush right, headings too."""
    rows = block.rows[1:] if block.header_row else block.rows
    columns = range(max(map(len, rows), default=0))
    cells = {column: [row[column].strip() for row in rows if column < len(row)] for column in columns}
    return frozenset(column for column in columns if all(map(_NUMBER.fullmatch, cells[column])))


def _fit(headline: str, steps: Sequence[int] = _FITS) -> str:
    """A class that sets a headline smaller when its longest word would not fit a phone. No hyphen is made up."""
    longest = max(map(len, _BREAK.split(markup.legal(headline))))
    return f" fit-{bisect(steps, longest)}" if longest >= steps[0] else ""


def _quoted(text: str, language: str) -> str:
    """`text` in the language's quotation marks, unless it brings its own."""
    text = markup.legal(text).strip()
    if text[:1] in _OPENING_MARKS:
        return text
    return f"“{text}”" if language == "en" else f"„{text}“"


def _icon(name: str, accent: str) -> str:
    """The publication's initial on its accent, as a data address: no request, and no error in any log."""
    initial = next((sign for sign in markup.plain(name) if sign.isalnum()), "D").upper()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="{accent}"/>'
        '<text x="16" y="24" font-family="Georgia,serif" font-weight="bold" font-size="24" text-anchor="middle" '
        f'fill="#fff">{initial}</text></svg>'
    )
    return quote(drawing, safe="")


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
        case _:
            return None
