"""The body of an article as plain semantic HTML, for feeds and ninjs: no classes, no scripts, absolute addresses."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from depesche.bakery import embeds, markup
from depesche.bakery.addresses import absolute, absolute_links
from depesche.bakery.dates import Dates
from depesche.bakery.phrases import Phrases
from depesche.bakery.schema import (
    ArticleDocument,
    Block,
    EmbedBlock,
    GalleryBlock,
    ImageBlock,
    InfoBoxBlock,
    Picture,
    Publication,
    QuoteBlock,
    RelatedBoxBlock,
    SubheadingBlock,
    TableBlock,
    TextBlock,
    TickerEntry,
)


def html(document: ArticleDocument, publication: Publication) -> str:
    """Lead, picture, blocks and corrections. A reader of the feed misses nothing that stands on the page."""
    phrases = Phrases(document.language)
    return "\n".join(part for part in _parts(document, publication, phrases) if part)


def text(document: ArticleDocument) -> str:
    """The words of the body, one paragraph a block."""
    return "\n\n".join(filter(None, (_words(block) for block in document.body)))


def _parts(document: ArticleDocument, publication: Publication, phrases: Phrases) -> Iterator[str]:
    if document.lead:
        yield _element("p", _element("strong", document.lead))
    if document.picture:
        yield _picture(document.picture, publication, phrases)
    for block in document.body:
        yield _block(block, publication, phrases)
    for entry in document.ticker.entries if document.ticker else ():
        yield _entry(entry, publication, phrases)
    for correction in document.corrections:
        yield _element("p", Markup("{}: {}").format(_element("em", phrases("correction")), correction.text))


def _entry(entry: TickerEntry, publication: Publication, phrases: Phrases) -> str:
    blocks: list[Block] = [TextBlock(html=entry.html)]
    blocks += [block for block in (entry.quote, entry.embed) if block is not None]
    when = Dates(publication.language, publication.time_zone)
    time = f"{when.short_day(entry.at)}, {when.clock(entry.at)}"
    head = _element("h3", f"{time}: {entry.headline}" if entry.headline else time)
    return "\n".join([head, *(_block(block, publication, phrases) for block in blocks)])


def _block(block: Block, publication: Publication, phrases: Phrases) -> str:  # noqa: PLR0911 one line a block type
    match block:
        case TextBlock():
            return absolute_links(publication, markup.clean(block.html))
        case SubheadingBlock():
            return _element("h2", block.text)
        case QuoteBlock():
            speaker = ", ".join(filter(None, (block.speaker, block.role, block.said)))
            cite = _element("footer", Markup("— {}").format(speaker)) if speaker else ""
            return _element("blockquote", Markup("{}{}").format(_element("p", block.text), cite))
        case ImageBlock():
            return _picture(block.picture, publication, phrases)
        case GalleryBlock():
            return "\n".join(_picture(picture, publication, phrases) for picture in block.pictures)
        case TableBlock():
            return _table(block)
        case InfoBoxBlock():
            return _element("h3", block.title) + absolute_links(publication, markup.clean(block.html))
        case EmbedBlock():
            name = block.title or phrases("embed_open", provider=embeds.provider(block))
            return _element("p", _link(absolute(publication, block.url), name))
        case RelatedBoxBlock():
            links = (_element("li", _link(absolute(publication, link.url), link.text)) for link in block.links)
            return _element("h3", block.title) + _element("ul", Markup("").join(links))


def _words(block: Block) -> str:
    match block:
        case TextBlock():
            return markup.words(block.html)
        case SubheadingBlock():
            return markup.plain(block.text)
        case QuoteBlock():
            return markup.plain(" ".join(filter(None, (block.text, block.speaker, block.role))))
        case TableBlock():
            return "\n".join(markup.plain(" ".join(row)) for row in block.rows)
        case InfoBoxBlock():
            return f"{markup.plain(block.title)}\n{markup.words(block.html)}".strip()
        case _:
            return ""


def _picture(picture: Picture, publication: Publication, phrases: Phrases) -> str:
    rendition = picture.largest
    image = Markup('<img src="{}" width="{}" height="{}" alt="{}">').format(
        absolute(publication, rendition.path), rendition.width, rendition.height, markup.legal(picture.alt)
    )
    credit = phrases("picture_credit", credit=picture.credit or picture.creator)
    caption = " ".join(filter(None, (picture.caption, credit if picture.credit or picture.creator else "")))
    return _element("figure", Markup("{}{}").format(image, _element("figcaption", caption) if caption else ""))


def _table(block: TableBlock) -> str:
    rows = []
    for number, row in enumerate(block.rows):
        heads = (block.header_row and number == 0, block.header_column)
        cells = (_element("th" if heads[0] or (heads[1] and not i) else "td", cell) for i, cell in enumerate(row))
        rows.append(_element("tr", Markup("").join(cells)))
    caption = _element("caption", block.caption) if block.caption else Markup("")
    return _element("table", caption + Markup("").join(rows))


def _link(address: str, name: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, markup.legal(name)) if address else escape(markup.legal(name))


def _element(tag: str, content: str | Markup) -> Markup:
    inner = content if isinstance(content, Markup) else escape(markup.legal(content))
    return Markup(f"<{tag}>{inner}</{tag}>")  # noqa: S704 both halves are escaped above
