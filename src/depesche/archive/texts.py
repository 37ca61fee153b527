"""The words of an article as plain text: what the archive searches and cuts its snippets from."""

from __future__ import annotations

import html
import re

from depesche.bakery import schema

_BREAK = re.compile(r"</(?:p|li|h\d|blockquote|td|th|tr|div)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def headline_of(document: schema.ArticleDocument) -> str:
    """Kicker and headlines, each once."""
    lines = (document.kicker, document.headline, document.teaser_headline, document.seo_headline)
    return "\n".join(dict.fromkeys(line for line in lines if line))


def body_of(document: schema.ArticleDocument) -> str:
    """Lead and body, a paragraph a line. Captions and tables count; names of files and foreign content do not."""
    paragraphs = [document.lead, *(_block(block) for block in document.body)]
    if document.picture:
        paragraphs.append(document.picture.caption)
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def plain(markup: str) -> str:
    """Clean HTML as text."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", markup)))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def _block(block: schema.Block) -> str:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case schema.TextBlock():
            return plain(block.html)
        case schema.SubheadingBlock():
            return block.text
        case schema.QuoteBlock():
            return "\n".join(line for line in (block.text, f"{block.speaker} {block.role}".strip()) if line)
        case schema.ImageBlock():
            return block.picture.caption
        case schema.GalleryBlock():
            return "\n".join([block.title, *(picture.caption for picture in block.pictures)]).strip()
        case schema.TableBlock():
            return "\n".join([block.caption, *(" ".join(row) for row in block.rows)]).strip()
        case schema.InfoBoxBlock():
            return f"{block.title}\n{plain(block.html)}".strip()
        case _:
            return ""
