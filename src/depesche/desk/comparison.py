"""What is different between two versions of a story, word by word."""

from __future__ import annotations

from depesche.desk.models import Item
from depesche.language import comparison
from depesche.language.comparison import Paragraph


def paragraphs(item: Item) -> list[str]:
    """What is compared of an item: headline, lead and body."""
    texts = [str(item), *item.lead.split("\n\n"), *item.body.split("\n\n")]
    return [" ".join(text.split()) for text in texts if text.strip()]


def compare(older: Item, newer: Item) -> list[Paragraph]:
    """The newer version, with what the older one had in its place."""
    return comparison.compare(paragraphs(older), paragraphs(newer))
