"""The body of an article: StreamField blocks as document blocks, one small function a type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import slugify

from depesche.bakery import schema
from depesche.stories import markup, pictures
from depesche.stories.addresses import path_of


def blocks(body: Any) -> tuple[schema.Block, ...]:
    """Every block that has something to show, in order."""
    made = (_MAKERS[block.block_type](block.value) for block in body if block.value is not None)
    return tuple(block for block in made if block is not None)


def _text(value: Any) -> schema.Block | None:
    html = markup.expand(value.source)
    return schema.TextBlock(html=html) if html.strip() else None


def _subheading(value: str) -> schema.Block:
    return schema.SubheadingBlock(text=value, anchor=slugify(value)[:60] or "abschnitt")


def _quote(value: Any) -> schema.Block:
    return schema.QuoteBlock(text=value["text"], speaker=value["speaker"], role=value["role"], said=value["said"])


def _image(value: Any) -> schema.Block | None:
    picture = pictures.document(value)
    return schema.ImageBlock(picture=picture) if picture else None


def _gallery(value: Any) -> schema.Block | None:
    found = [pictures.document(picture) for picture in value["pictures"] if picture is not None]
    shown = tuple(picture for picture in found if picture is not None)
    return schema.GalleryBlock(pictures=shown, title=value["title"]) if shown else None


def _table(value: dict[str, Any]) -> schema.Block | None:
    rows = tuple(tuple(str(cell or "") for cell in row) for row in value.get("data") or [])
    if not rows:
        return None
    return schema.TableBlock(
        rows=rows,
        caption=value.get("table_caption") or "",
        header_row=bool(value.get("first_row_is_table_header", True)),
        header_column=bool(value.get("first_col_is_header", False)),
    )


def _info_box(value: Any) -> schema.Block:
    return schema.InfoBoxBlock(title=value["title"], html=markup.expand(value["content"].source))


def _embed(value: Any) -> schema.Block:
    host = (urlsplit(value["url"]).hostname or "").removeprefix("www.")
    return schema.EmbedBlock(url=value["url"], provider=host, title=value["title"])


def _related_box(value: Any) -> schema.Block | None:
    links = [_link(link) for link in value["links"]]
    shown = tuple(link for link in links if link is not None)
    return schema.RelatedBoxBlock(title=value["title"], links=shown) if shown else None


def _link(value: Any) -> schema.RelatedLink | None:
    page = value["article"]
    if page is not None:
        return schema.RelatedLink(url=path_of(page), text=value["text"] or page.title) if page.live else None
    return schema.RelatedLink(url=value["url"], text=value["text"] or value["url"]) if value["url"] else None


_MAKERS: dict[str, Callable[[Any], schema.Block | None]] = {
    "text": _text,
    "subheading": _subheading,
    "quote": _quote,
    "image": _image,
    "gallery": _gallery,
    "table": _table,
    "info_box": _info_box,
    "embed": _embed,
    "related_box": _related_box,
}
