"""A live blog as documents: what stands on its own page, the stretches of older entries, its feed.

Entries are cut into stretches of twenty by their numbers, so that a stretch never shifts: the page itself shows the
newest one or two, the others lie baked at addresses of their own.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils.html import escape, linebreaks, urlize
from django.utils.text import Truncator

from depesche.bakery import schema
from depesche.stories import documents, markup, pictures, shelf
from depesche.stories.addresses import path_of
from depesche.stories.entries import Entry
from depesche.stories.models import ArticlePage
from depesche.stories.ticker_paths import STRETCH, newest_stretch, stretch_of, stretch_path, topic_of

KEY_EVENTS = 12
FEED_LENGTH = 30
_LONGEST_ADDRESS = 40


def ticker(article: ArticlePage) -> schema.Ticker | None:
    """What a live blog's own page shows: the newest twenty to forty entries; `None` for other articles."""
    if not article.ticker or not article.pk:
        return None
    shown = _shown(article)
    newest = newest_stretch(article.pk)
    first = max(0, newest - 2) * STRETCH
    return schema.Ticker(
        status=schema.TickerStatus(article.ticker),
        topic=topic_of(article),
        entries=tuple(entry(row, article) for row in shown.filter(number__gt=first)),
        pinned=tuple(entry(row, article) for row in shown.filter(pinned=True)[:3]),
        key_events=tuple(entry(row, article) for row in shown.filter(kind=Entry.Kind.KEY)[:KEY_EVENTS]),
        older=stretch_path(path_of(article), newest - 2) if newest > 2 else "",
        total=shown.count(),
    )


def stretch(article: ArticlePage, number: int) -> schema.TickerStretchDocument | None:
    """One stretch of entries, newest first; `None` where there is none."""
    newest, path = newest_stretch(article.pk), path_of(article)
    if not 1 <= number <= newest:
        return None
    rows = _shown(article).filter(number__gt=(number - 1) * STRETCH, number__lte=number * STRETCH)
    return schema.TickerStretchDocument(
        path=stretch_path(path, number),
        article=documents.card(article),
        number=number,
        entries=tuple(entry(row, article) for row in rows),
        newer=stretch_path(path, number + 1) if number < newest else "",
        older=stretch_path(path, number - 1) if number > 1 else "",
    )


def feed(article: ArticlePage) -> schema.FeedDocument:
    """The newest entries as a feed of their own, each with an address that leads to it for good."""
    whole = shelf.articles(ArticlePage.objects.filter(pk=article.pk), most=1)
    rows = _shown(article)[:FEED_LENGTH]
    return schema.FeedDocument(
        path=path_of(article),
        title=article.title,
        articles=tuple(_as_article(entry(row, article), of=page) for page in whole for row in rows),
    )


def entry(row: Entry, article: ArticlePage) -> schema.TickerEntry:
    """One entry as readers see it."""
    number = row.number or 0
    return schema.TickerEntry(
        number=number,
        uri=f"urn:uuid:{row.guid}",
        version=row.version,
        at=row.at,
        kind=schema.EntryKind(row.kind),
        headline=row.headline,
        html=_html(row.text),
        quote=_quote(row),
        picture=pictures.document(row.picture) if row.picture else None,
        embed=_embed(row),
        score=_score(row),
        author=row.author.name if row.author else "",
        source_name=row.source_name,
        source_url=row.source_url,
        edited=row.edited_at,
        is_pinned=row.pinned,
        path=f"{stretch_path(path_of(article), stretch_of(number))}#e{number}" if number else "",
    )


def _shown(article: ArticlePage) -> QuerySet[Entry]:
    rows = Entry.objects.filter(article=article.pk, state=Entry.State.PUBLISHED).order_by("-number")
    return rows.select_related("author", "picture").prefetch_related("picture__renditions")


def _html(text: str) -> str:
    """Paragraphs of what was typed; web addresses become links."""
    return linebreaks(urlize(text, trim_url_limit=_LONGEST_ADDRESS, autoescape=True)) if text else ""


def _quote(row: Entry) -> schema.QuoteBlock | None:
    if not row.quote:
        return None
    return schema.QuoteBlock(text=row.quote, speaker=row.quote_speaker, role=row.quote_role)


def _embed(row: Entry) -> schema.EmbedBlock | None:
    if not row.embed_url:
        return None
    host = (urlsplit(row.embed_url).hostname or "").removeprefix("www.")
    return schema.EmbedBlock(url=row.embed_url, provider=host, title=row.embed_title)


def _score(row: Entry) -> schema.Score | None:
    if not (row.score_home and row.score_away):
        return None
    return schema.Score(
        home=row.score_home,
        away=row.score_away,
        home_points=row.score_home_points,
        away_points=row.score_away_points,
    )


def _as_article(made: schema.TickerEntry, *, of: schema.ArticleDocument) -> schema.ArticleDocument:
    """Feeds know articles only: an entry goes out as a short one."""
    blocks: list[schema.Block] = [schema.TextBlock(html=made.html)] if made.html else []
    if made.score:
        score = made.score
        points = f"{score.home} – {score.away} {score.home_points}:{score.away_points}"
        blocks.insert(0, schema.TextBlock(html=f"<p>{escape(points)}</p>"))
    blocks += [block for block in (made.quote, made.embed) if block is not None]
    words = markup.plain(made.html) or (made.quote.text if made.quote else "")
    return schema.ArticleDocument(
        path=made.path,
        uri=made.uri,
        guid=made.uri,
        version=made.version,
        section=of.section,
        headline=made.headline or Truncator(words).words(12) or of.headline,
        body=tuple(blocks),
        bylines=(schema.Byline(name=made.author),) if made.author else (),
        picture=made.picture,
        first_published=made.at,
        updated=made.edited or made.at,
        modified=made.edited or made.at,
        language=of.language,
        topics=of.topics,
    )
