"""Assets: files that pages refer to by the hash of what is in them, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

FOLDER = "assets"
FAVICON = "favicon.ico"


@dataclass(frozen=True, slots=True)
class Asset:
    """`name` is the name in the content store, `path` the address on the site."""

    name: str
    content: bytes

    @property
    def path(self) -> str:
        return f"/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """All that a publication's pages load, and the icon. `preload` are those fonts every page needs at once.

    The two for the breaking line are loaded while there is one; its script brings the sheet along. Search and the
    archive by date bring what only they need.

    `icon` is the one file under a fixed name, which pages do not load. `accent` is the publication's accent as
    readable on paper.
    """

    accent: str

    stylesheet: Asset
    script: Asset
    breaking_sheet: Asset
    breaking_script: Asset
    search_sheet: Asset
    search_script: Asset
    archive_sheet: Asset
    push_sheet: Asset
    push_script: Asset
    fonts: tuple[Asset, ...]
    preload: tuple[Asset, ...]
    icon: Asset

    @property
    def push(self) -> tuple[Asset, ...]:
        """What only the page for choosing notifications loads."""
        return (self.push_sheet, self.push_script)

    @property
    def all(self) -> tuple[Asset, ...]:
        return (
            self.stylesheet,
            self.script,
            self.breaking_sheet,
            self.breaking_script,
            self.search_sheet,
            self.search_script,
            self.archive_sheet,
            *self.push,
            *self.fonts,
            self.icon,
        )


def hashed(stem: str, suffix: str, content: bytes) -> Asset:
    """An asset named for its content: `assets/serif-0f3a9c21b4.woff2`."""
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Asset(f"{FOLDER}/{stem}-{digest}.{suffix}", content)
