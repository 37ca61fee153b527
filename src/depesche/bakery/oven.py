"""The oven: renders documents, stores what changed, and leaves alone what did not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from depesche.bakery import formats
from depesche.bakery.formats import html
from depesche.bakery.schema import BreakingLine, Document, Publication, TickerEntry
from depesche.bakery.themes import Theme

_LIVE_ID = re.compile(rb'(<html\b[^>]*?\bdata-live-id=")\d+')
_FEED_FILES = ("feed.xml", "feed.atom", "feed.json")
_PAGE_FILES = ("index.html", "index.json", *_FEED_FILES)


class Store(Protocol):
    """What the oven asks of a content store (see `delivery.stores`)."""

    def put_all(self, files: Mapping[str, bytes]) -> list[str]: ...

    def get(self, name: str) -> bytes | None: ...

    def delete(self, name: str) -> bool: ...


class Log(Protocol):
    """What the oven asks of the live log (see `delivery.live`)."""

    def head(self) -> int: ...


class Oven:
    """Bakes documents of one theme into one store."""

    def __init__(self, *, store: Store, log: Log, theme: Theme) -> None:
        self._store = store
        self._log = log
        self._theme = theme

    def bake(self, document: Document, publication: Publication, *, live_id: int | None = None) -> list[str]:
        """Render and store a document; returns the names that changed. Can be repeated.

        `live_id` is the newest live event when the document was *read*, so that no change after it is missed;
        without it the log's present head is taken. A page that differs in its live id alone is not stored again:
        its readers ask for events since the older id, which costs them little and misses nothing.
        """
        head = self._log.head() if live_id is None else live_id
        files = formats.render(document, publication, live_id=head, theme=self._theme)
        return self._store.put_all({name: content for name, content in files.items() if self._differs(name, content)})

    def bake_all(self, documents: Iterable[Document], publication: Publication, *, live_id: int) -> list[str]:
        """The same for several documents at once, which stores them sooner than one by one."""
        files: dict[str, bytes] = {}
        for document in documents:
            files |= formats.render(document, publication, live_id=live_id, theme=self._theme)
        return self._store.put_all({name: content for name, content in files.items() if self._differs(name, content)})

    def rehearse(self, document: Document, publication: Publication) -> None:
        """Render a document and store nothing, so that the next baking finds its templates loaded."""
        formats.render(document, publication, live_id=0, theme=self._theme)

    def remove(self, path: str) -> list[str]:
        """Remove all that was baked for a path (`/politik/x/`, or a file's own path); returns the names removed."""
        base = path.lstrip("/")
        names = [base + file for file in _PAGE_FILES] if path.endswith("/") else [base]
        if base.endswith("feed.xml"):  # stands for its three formats
            names = [base.removesuffix("feed.xml") + file for file in _FEED_FILES]
        return [name for name in names if self._store.delete(name)]

    def bake_assets(self, publication: Publication) -> list[str]:
        """Store the style sheet, script and fonts that the publication's pages load; returns the names that changed.

        Older ones stay: pages baked with them may still be on their way to readers.
        """
        accent, voices = publication.accent, publication.voices
        plain, live_blog = (self._theme.assets(accent, voices=voices, live_blog=one) for one in (False, True))
        assets = (*plain.all, *live_blog.all)
        return self._store.put_all({asset.name: asset.content for asset in assets})

    def html(self, document: Document, publication: Publication, *, live_id: int = 0) -> bytes:
        """A page's bytes without storing them: previews, search, error pages. Raises `TypeError` for feeds."""
        return html.render(document, publication, live_id=live_id, theme=self._theme)

    def entry_html(self, entry: TickerEntry, publication: Publication, *, language: str = "") -> str:
        """One entry of a live blog just as it stands on its page, for the live event that brings it."""
        return html.entry(entry, publication, language=language, theme=self._theme)

    def breaking_data(self, line: BreakingLine | None, publication: Publication) -> dict[str, str]:
        """What the live event of a breaking line brings: the script that sets it into the page or takes it down, and
        the element. Raises `OSError` when the script cannot be stored."""
        assets = self._theme.assets(publication.accent)
        self._store.put_all({asset.name: asset.content for asset in (assets.breaking_sheet, assets.breaking_script)})
        script = {"script": assets.breaking_script.path}
        return script | {"html": html.breaking(line, publication, theme=self._theme)} if line else script

    @property
    def push_worker(self) -> bytes:
        """The script of the service worker that shows push messages."""
        return self._theme.push_worker

    def _differs(self, name: str, content: bytes) -> bool:
        stored = self._store.get(name)
        return stored is None or _without_live_id(stored) != _without_live_id(content)


def _without_live_id(content: bytes) -> bytes:
    return _LIVE_ID.sub(rb"\1", content[:2000]) + content[2000:]
