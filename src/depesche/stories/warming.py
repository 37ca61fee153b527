"""What the first publish after a start would otherwise wait for, loaded beforehand: words, archive, templates.

It costs a second of computing and the memory that the first publish would take anyway.
"""

from __future__ import annotations

from collections.abc import Iterator

from depesche.language import analyser
from depesche.stories import plant, press, selectors
from depesche.stories.addresses import path_of

_COMPOUND = "Brückensanierung"
"""Any word that must be taken apart: the lexicon and its parts are read for it."""


def pieces() -> Iterator[None]:
    """Does a little with each step, the dearest first. Nothing that readers see changes."""
    analyser.tokens(_COMPOUND)
    yield
    plant.archive().search(_COMPOUND, limit=1)
    yield
    newest = selectors.published().first()
    if newest is None:
        return
    path = path_of(newest)
    for page in (path, "/", f"/{path.split('/')[1]}/", "/feed.xml", "/sitemap-news.xml"):
        press.rehearse(page)
        yield
