"""What the link dialog finds while one types: our own pages by parts of their headline, by what the archive knows, and
by the address an editor pastes, also an old one.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.query import PageQuerySet

from depesche.stories import plant, selectors

OFFERED = 50
LONGEST, MOST_WORDS = 300, 8


def with_archive(pages: PageQuerySet[Page], _request: HttpRequest) -> PageQuerySet[Page]:
    """Wagtail's hook `construct_page_chooser_queryset`: the same pages, found as newsrooms seek."""
    return _Found(model=pages.model, query=pages.query.chain(), using=pages.db)


class _Found(PageQuerySet[Page]):
    """Wagtail's own search looks for beginnings of words, so `Brücke` does not find `Merlebrücke`."""

    def autocomplete(self, query: Any, *_arguments: Any, **_options: Any) -> list[Page]:
        words = str(query).replace("\x00", "").strip()[:LONGEST]
        pages = {page.pk: page for page in [*self._at(words), *self._named(words), *self._told_by_archive(words)]}
        return list(pages.values())[:OFFERED]

    def _at(self, address: str) -> list[Page]:
        """The page at an address such as `/politik/bruecke/`, now or before it moved."""
        try:
            path = urlsplit(address).path
        except ValueError:
            return []
        parts = path.strip("/").split("/")
        if "/" not in address or not path.strip("/"):
            return []
        moved = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).values_list("redirect_page", flat=True)
        keys = [key for key in moved if key is not None]
        return [*self.filter(slug=parts[-1], url_path__endswith=f"/{'/'.join(parts)}/"), *self.filter(pk__in=keys)]

    def _named(self, words: str) -> list[Page]:
        found = self
        for word in words.split()[:MOST_WORDS]:
            found = found.filter(title__icontains=word)
        return list(found.order_by("-latest_revision_created_at")[:OFFERED]) if words else []

    def _told_by_archive(self, words: str) -> list[Page]:
        try:
            hits, _total = plant.archive().search(words, limit=OFFERED)
        except OSError:  # it is being mended; headlines are found meanwhile
            return []
        ranks = {page.pk: rank for rank, page in enumerate(selectors.standing_at([hit.path for hit in hits]))}
        return sorted(self.filter(pk__in=ranks), key=lambda page: ranks[page.pk])
