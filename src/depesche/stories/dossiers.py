"""A topic's page: what it is about, what happened when, who is involved, and its articles."""

from __future__ import annotations

from depesche.bakery import schema
from depesche.stories import chronicle, markup, mentioned, selectors, shelf
from depesche.stories.models import Topic

READ = selectors.FEED_LENGTH
"""Articles whose names are counted, the newest: those of the feed, which are at hand when the page is baked."""


def dossier(topic: Topic) -> schema.Dossier:
    """What stands above the list of a topic's articles."""
    articles = shelf.articles(selectors.on_topic(topic), most=READ)
    summary = markup.expand(topic.summary)
    return schema.Dossier(
        summary_html=summary if markup.plain(summary) else "",
        points=chronicle.points(topic),
        people=mentioned.people(articles, topic=topic.slug),
        places=mentioned.places(articles, topic=topic.slug),
    )
