"""“Was wurde geändert?”: keeps what was public, forgets what must be forgotten, and shows readers the difference.

A version is kept when it is published and changes the meaning, or is a correction; typing errors are not. The page that
shows them is baked beside the article once there are two, and shows the newest so many: a publish costs the same
however long the history is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from depesche.bakery import schema
from depesche.language import comparison
from depesche.stories.markup import text_of_body
from depesche.stories.public_versions import PublicVersion

if TYPE_CHECKING:
    from depesche.accounts.models import User
    from depesche.stories.pages import ArticlePage

MOST = 12
"""Versions that the page shows, the newest first."""
FOLDER = "versionen/"


def path_under(article_path: str) -> str:
    """Where the page of an article's versions stands."""
    return f"{article_path}{FOLDER}"


def words_of(page: ArticlePage) -> list[str]:
    """What is compared of an article: kicker and headline, lead, and the paragraphs of its body."""
    headline = f"{page.kicker}: {page.title}" if page.kicker else page.title
    texts = [headline, page.lead, *text_of_body(page.body).split("\n")]
    return [" ".join(text.split()) for text in texts if text.strip()]


def keep(page: ArticlePage, words: Sequence[str], *, at: datetime, revision_id: int | None) -> None:
    """A version that is public from now on."""
    PublicVersion.objects.create(article_id=page.pk, words=list(words), at=at, revision_id=revision_id)


def forget_all(article_id: int) -> None:
    """The article was withdrawn: should it come back, its history begins anew."""
    PublicVersion.objects.filter(article=article_id, removed_at__isnull=True).update(
        words=[], removed_at=timezone.now()
    )


def differs(article_id: int, words: Sequence[str]) -> bool:
    """Whether these words are others than those of the newest kept version."""
    newest = PublicVersion.objects.filter(article=article_id, removed_at__isnull=True).first()
    return newest is None or newest.words != list(words)


@transaction.atomic
def remove(version: PublicVersion, *, user: User | None, reason: str, at: datetime) -> int:
    """Take a version's words out of the history for good; how many versions are left to be seen."""
    version.words, version.removed_at, version.removed_by, version.removed_because = [], at, user, reason[:300]
    version.save(update_fields=["words", "removed_at", "removed_by", "removed_because"])
    return PublicVersion.objects.filter(article=version.article_id, removed_at__isnull=True).count()


def document(page: ArticlePage, *, section: schema.SectionRef, path: str) -> schema.VersionsDocument:
    """The page of an article's versions. Only for an article that is public."""
    shown = PublicVersion.objects.filter(article=page.pk, removed_at__isnull=True)
    rows = list(shown[: MOST + 1])
    notes = {row.revision_after_id: row for row in page.corrections.all() if row.revision_after_id}
    steps = tuple(_steps(rows, notes))
    return schema.VersionsDocument(
        path=path_under(path),
        headline=page.title,
        article=path,
        section=section,
        steps=steps[:MOST],
        first=None if len(rows) > MOST else schema.FirstVersion(at=rows[-1].at, paragraphs=tuple(rows[-1].words)),
    )


def _steps(rows: Sequence[PublicVersion], notes: dict[int, object]) -> Iterator[schema.VersionStep]:
    for newer, older in pairwise(rows):
        note = notes.get(newer.revision_id) if newer.revision_id else None
        yield schema.VersionStep(
            at=newer.at,
            paragraphs=_difference(tuple(older.words), tuple(newer.words)),
            note=getattr(note, "text", ""),
        )


@lru_cache(maxsize=256)
def _difference(older: tuple[str, ...], newer: tuple[str, ...]) -> tuple[schema.ChangedParagraph, ...]:
    """The changed paragraphs alone. Remembered: of twelve steps a publish adds one."""
    return tuple(
        schema.ChangedParagraph(pieces=tuple(schema.Piece(kind=piece.kind, text=piece.text) for piece in found.pieces))
        for found in comparison.compare(older, newer)
        if found.changed
    )
