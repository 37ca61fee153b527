"""What the feed formats have in common."""

from __future__ import annotations

from datetime import datetime

from depesche.bakery import markup
from depesche.bakery.schema import ArticleDocument, FeedDocument


def newest(document: FeedDocument) -> datetime | None:
    """When the feed last changed in a way a reader would notice; None when it is empty."""
    return max((article.updated for article in document.articles), default=None)


def categories(article: ArticleDocument) -> list[str]:
    """Section and topics, each once."""
    names = [article.section.name, *(topic.name for topic in article.topics)]
    return [name for name in dict.fromkeys(map(markup.plain, names)) if name]
