"""Articles to put into an archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from depesche.archive.index import Index
from depesche.bakery import schema

NOW = datetime(2025, 7, 4, 12, tzinfo=UTC)

Write = Callable[..., schema.ArticleDocument]


@pytest.fixture
def write() -> Write:
    """Makes a document of a headline and a text."""

    def make(
        slug: str,
        headline: str = "Ohne Titel",
        text: str = "",
        *,
        lead: str = "",
        section: str = "politik",
        topics: tuple[str, ...] = (),
        days: float = 0,
        language: str = "de",
        picture: schema.Picture | None = None,
    ) -> schema.ArticleDocument:
        published = NOW - timedelta(days=days)
        return schema.ArticleDocument(
            path=f"/{section}/{slug}/",
            uri=f"urn:test:{slug}",
            guid=slug,
            version=1,
            section=schema.SectionRef(name=section.title(), slug=section, path=f"/{section}/"),
            headline=headline,
            lead=lead,
            body=(schema.TextBlock(html=f"<p>{text}</p>"),),
            topics=tuple(schema.TopicRef(name=slug, slug=slug, path=f"/thema/{slug}/") for slug in topics),
            first_published=published,
            updated=published,
            modified=published,
            language=language,
            picture=picture,
        )

    return make


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An empty archive at noon on 4 July 2025."""
    return Index(tmp_path / "archive", clock=lambda: NOW)
