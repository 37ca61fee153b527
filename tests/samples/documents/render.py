"""Renders the samples into a folder that any static server can show: `python render.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents import pages, pictures
from documents.article import plain
from documents.cards import ALL
from documents.publication import PUBLICATION

from depesche.bakery import formats, themes


def main(folder: Path) -> None:
    """Write every page, feed, asset and picture below `folder`."""
    theme = themes.load()
    documents = [
        *pages.PAGES.values(),
        *pages.OTHERS,
        *(plain(card) for card in ALL if card.path != pages.ARTICLE.path),
    ]
    for document in documents:
        for name, content in formats.render(document, PUBLICATION, live_id=1, theme=theme).items():
            _write(folder / name, content)
    for asset in theme.assets(PUBLICATION.accent).all:
        _write(folder / asset.name, asset.content)
    pictures.write_all(folder / "bilder")


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
