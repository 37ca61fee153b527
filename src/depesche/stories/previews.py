"""Previews: a draft, rendered by the very road that bakes pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from depesche.bakery import schema
from depesche.stories import lists, press
from depesche.stories.models import ArticlePage, SectionPage


def of_page(page: Any) -> HttpResponse:
    """The page as readers would get it, never stored."""
    response = HttpResponse(press.page_bytes(document_of(page)), content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def document_of(page: Any) -> schema.Document:
    """The document of a page of any kind, published or not."""
    if isinstance(page, ArticlePage):
        return lists.article(page)
    if isinstance(page, SectionPage):
        return lists.section(page)
    return lists.front()
