"""The blocks of a sample article's body, each read from its table."""

from __future__ import annotations

from collections.abc import Callable

from depesche.sample.fields import Fields
from depesche.sample.records import (
    Block,
    Embed,
    Gallery,
    Image,
    InfoBox,
    Link,
    Quote,
    RelatedBox,
    Subheading,
    Table,
    Text,
)

ARTICLE = "article:"
"""Starts the address of a link to another sample article."""


def read_block(source: Fields) -> Block:
    """The block that `type` names. Raises `SampleError` naming file and field."""
    block = _READERS[source.choice("type", tuple(_READERS))](source)
    source.close()
    return block


def _text(source: Fields) -> Block:
    return Text(html=source.text("html"))


def _subheading(source: Fields) -> Block:
    return Subheading(text=source.text("text"))


def _quote(source: Fields) -> Block:
    return Quote(text=source.text("text"), speaker=source.text("speaker"), role=source.text("role", default=""))


def _image(source: Fields) -> Block:
    return Image(picture=source.text("picture"))


def _gallery(source: Fields) -> Block:
    return Gallery(title=source.text("title", default=""), pictures=source.texts("pictures", least=2))


def _table(source: Fields) -> Block:
    return Table(
        caption=source.text("caption"),
        header_row=source.flag("header_row", default=True),
        header_column=source.flag("header_column", default=False),
        rows=source.rows("rows"),
    )


def _info_box(source: Fields) -> Block:
    return InfoBox(title=source.text("title"), html=source.text("html"))


def _embed(source: Fields) -> Block:
    return Embed(url=source.text("url"), provider=source.text("provider"), title=source.text("title"))


def _related_box(source: Fields) -> Block:
    return RelatedBox(
        title=source.text("title"), links=tuple(_link(entry) for entry in source.tables("links", least=1))
    )


def _link(source: Fields) -> Link:
    text, url = source.text("text"), source.text("url")
    source.close()
    if url.startswith(ARTICLE):
        return Link(text=text, article=url.removeprefix(ARTICLE))
    if not url.startswith("https://"):
        raise source.error("url", f"must start with https:// or {ARTICLE}, is {url!r}")
    return Link(text=text, url=url)


_READERS: dict[str, Callable[[Fields], Block]] = {
    Text.block: _text,
    Subheading.block: _subheading,
    Quote.block: _quote,
    Image.block: _image,
    Gallery.block: _gallery,
    Table.block: _table,
    InfoBox.block: _info_box,
    Embed.block: _embed,
    RelatedBox.block: _related_box,
}
