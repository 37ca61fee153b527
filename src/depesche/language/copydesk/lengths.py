"""How much of a text each place shows: the one source for the copy desk's hints and for the editor's bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Surface = Literal["front", "search", "push", "lead", "description"]
"""Where a text is read: a card on a front, the title of a search result, a notification's title, the article's
opening, the two lines below a search result's title."""


@dataclass(frozen=True, slots=True)
class Guide:
    """On `surface` up to `most` characters are seen at once."""

    surface: Surface
    most: int


FRONT = Guide("front", 100)
"""Five lines of the smallest card on a phone."""
SEARCH = Guide("search", 65)
"""Search engines cut by width, about 580 px; that is what German text of usual letters fills."""
PUSH = Guide("push", 65)
"""What a locked phone shows of a notification's title, which is two lines at most."""
LEAD = Guide("lead", 350)
DESCRIPTION = Guide("description", 155)

ALL = (FRONT, SEARCH, PUSH, LEAD, DESCRIPTION)


def shown(text: str, guide: Guide) -> str:
    """What is seen of `text`: all of it, or the whole words that fit."""
    text = text.strip()
    if len(text) <= guide.most:
        return text
    cut = text[: guide.most + 1].rstrip()
    whole = cut if len(cut) <= guide.most else cut.rpartition(" ")[0]
    return (whole or text[: guide.most]).rstrip(" ,;:–-")
