"""Named queries over published content, and the answer to "what does this change touch?"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from django.db.models import Q, QuerySet, Subquery

from depesche.stories import calendar_paths, fronts_touching, history, ticker_paths
from depesche.stories.addresses import from_url_path, path_of
from depesche.stories.footprints import Footprint, from_json
from depesche.stories.models import (
    ArticlePage,
    Author,
    Change,
    Correction,
    FormerTopic,
    Neighbour,
    PointArticle,
    Profile,
    PublicationSettings,
    Retraction,
    SectionPage,
    Topic,
)

FRONT_LENGTH = 60
LIST_LENGTH = 40
FEED_LENGTH = 30
CORRECTIONS_LENGTH = 200
NEIGHBOURS = 4
MOST_OFFERS_REBAKED = 40
"""Of the articles that offer a changed one, the newest so many are baked anew and look for another. What offers a
withdrawn one is baked in any case."""
NEWS_SITEMAP_AGE = timedelta(hours=48)
OF_PAGES = (Change.Kind.FRONT, Change.Kind.TOPIC, Change.Kind.PROFILE)
"""Changes of pages that are no article's: what they touch is kept with them."""
FEED_NAMES = ("feed.xml", "feed.atom", "feed.json")


def publication_settings() -> PublicationSettings:
    settings: PublicationSettings = PublicationSettings.load()
    return settings


def published() -> QuerySet[ArticlePage]:
    """What readers may see, last meaningful update first."""
    found: QuerySet[ArticlePage] = (
        ArticlePage.objects.filter(live=True, updated_at__isnull=False, section__isnull=False)
        .select_related("section", "picture")
        .order_by("-updated_at", "-pk")
    )
    return found


def sections() -> list[SectionPage]:
    # Their keys first: asked in one query, SQLite walks all pages there are by their path to find these few.
    keys = list(SectionPage.objects.order_by().values_list("page_ptr_id", flat=True))
    return list(SectionPage.objects.filter(pk__in=keys, live=True).order_by("path"))


def in_section(slug: str) -> QuerySet[ArticlePage]:
    # By key, not by a join: so the database walks the section's own index and stops where the list ends.
    return published().filter(section=Subquery(SectionPage.objects.filter(slug=slug).values("pk")[:1]))


def running() -> QuerySet[ArticlePage]:
    """Live blogs that are on air."""
    return published().filter(ticker=ArticlePage.Ticker.LIVE)


def on_topic(topic: Topic) -> QuerySet[ArticlePage]:
    return published().filter(topics=topic)


def topic_at(slug: str) -> Topic | None:
    """The topic with that address, or the one that its topic became by a new name or a merge."""
    found: Topic | None = Topic.objects.filter(slug=slug).first()
    return found or Topic.objects.filter(former__slug=slug).first()


def topic_called(name: str) -> Topic | None:
    """The topic of that name or address, now or formerly; case does not matter."""
    is_called = Q(name__iexact=name) | Q(slug=name.lower())
    found: Topic | None = Topic.objects.filter(is_called).first()
    if found is None:
        former = FormerTopic.objects.filter(is_called).select_related("topic").first()
        found = former.topic if former else None
    return found


def topics_of(articles: Collection[int]) -> dict[int, list[int]]:
    """Keys of the topics of each of those articles."""
    found: dict[int, list[int]] = {}
    links = ArticlePage.topics.through.objects.filter(articlepage__in=articles).order_by("pk")
    for article, topic in links.values_list("articlepage_id", "topic_id"):
        found.setdefault(article, []).append(topic)
    return found


def timelines_with(article_id: int | None) -> list[str]:
    """Slugs of the topics whose timelines editors gave a point that rests on this article."""
    if article_id is None:
        return []
    points = PointArticle.objects.filter(article=article_id, point__hidden=False)
    return sorted(set(points.values_list("point__topic__slug", flat=True)))


def by_author(author: Author) -> QuerySet[ArticlePage]:
    return published().filter(bylines__author=author).distinct()


def in_month(year: int, month: int) -> QuerySet[ArticlePage]:
    """Articles first published in that month of the publication's time zone, oldest first."""
    return published().filter(month=f"{year:04}-{month:02}").order_by("first_published_at", "pk")


def article_at(section: str, slug: str) -> ArticlePage | None:
    """The article at `/<section>/<slug>/`, published or not."""
    found: ArticlePage | None = ArticlePage.objects.filter(slug=slug, section__slug=section).first()
    return found


def articles_at(places: Collection[tuple[str, str]]) -> dict[tuple[str, str], ArticlePage]:
    """Articles by section and slug, published or not, with all that stands on their pages."""
    slugs = {slug for _section, slug in places}
    found = with_all(ArticlePage.objects.filter(slug__in=slugs))
    by_place = {(page.section.slug, page.slug): page for page in found if page.section is not None}
    return {place: by_place[place] for place in places if place in by_place}


def with_all(pages: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """With everything that their documents are made of, in one query for each kind of thing."""
    return pages.select_related("section", "picture").prefetch_related(
        "bylines__author", "picture__renditions", "topics", "sources", "corrections"
    )


def with_cards(pages: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """With everything that their cards are made of, and without their text."""
    found = pages.select_related("section", "picture").defer("body")
    return found.prefetch_related("bylines__author", "picture__renditions")


def standing_at(paths: Sequence[str]) -> list[ArticlePage]:
    """The published articles at those paths, in their order, with no more than key and address."""
    slugs = [path.strip("/").rpartition("/")[2] for path in paths]
    found = published().select_related(None).filter(slug__in=slugs).only("url_path")
    by_path = {path_of(page): page for page in found}
    return [by_path[path] for path in paths if path in by_path]


def by_keys(keys: Sequence[int], *, whole: bool = False) -> list[ArticlePage]:
    """The published articles with those keys, in their order; without `whole`, with no more than key and address."""
    pages = published() if whole else published().select_related(None).only("url_path")
    found = {page.pk: page for page in pages.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def corrections() -> QuerySet[Correction]:
    return Correction.objects.filter(article__live=True).select_related("article", "article__section")


def retraction_of(article: ArticlePage) -> Retraction | None:
    """Why an article that is away was taken away, if readers were told."""
    found: Retraction | None = None if article.live else article.retractions.first()
    return found


def retractions() -> QuerySet[Retraction]:
    """Of articles that are still away."""
    return Retraction.objects.filter(article__live=False).select_related("article", "article__section")


def published_among(rows: Iterable[Correction]) -> QuerySet[ArticlePage]:
    """The published articles that those corrections are of."""
    return published().filter(pk__in={row.article_id for row in rows})


def neighbours(articles: Collection[int]) -> dict[int, dict[int, str]]:
    """For each of those articles the keys of the public related ones, best first, each with the reason."""
    rows = Neighbour.objects.filter(article__in=articles, other__live=True).order_by("rank")
    found: dict[int, dict[int, str]] = {key: {} for key in articles}
    for key, other, reason in rows.values_list("article_id", "other_id", "reason"):
        if len(found[key]) < NEIGHBOURS:
            found[key][other] = reason
    return found


def offering(article_id: int) -> QuerySet[ArticlePage]:
    """Published articles that offer this one as related."""
    offers = Neighbour.objects.filter(other=article_id)
    return published().filter(pk__in=list(offers.values_list("article_id", flat=True)))


def affected_by(change: Change) -> tuple[str, ...]:
    """Every path a change touches, most wanted first: the article, fronts, lists, feeds, sitemaps, neighbours.

    The number of paths is bounded: it depends on how many topics and authors the article has, never on the archive.
    A feed stands for its three formats.
    """
    return tuple(dict.fromkeys([*first_affected_by(change), *_later_affected_by(change), *change.touched]))


def first_affected_by(change: Change) -> tuple[str, ...]:
    """The paths that readers have open when it happens: the article, the front page, its section."""
    if change.kind == Change.Kind.BREAKING:
        return ()  # Readers have it with the event.
    if change.kind == Change.Kind.RELATED:
        return ()  # Who stands beside the article is not asked yet.
    if change.kind in OF_PAGES:
        return tuple(change.touched)
    marks = _marks(change)
    if change.kind == Change.Kind.ENTRY:
        return tuple(dict.fromkeys([*(mark.path for mark in marks), *ticker_paths.of_entry(change)]))
    return tuple(dict.fromkeys([*(mark.path for mark in marks), "/", *(f"/{mark.section}/" for mark in marks)]))


def _later_affected_by(change: Change) -> list[str]:
    if change.kind in OF_PAGES or change.kind == Change.Kind.RELATED:
        return []
    if change.kind == Change.Kind.BREAKING:
        return ["/", *(path_of(page) for page in sections())]
    paths = ticker_paths.of_change(change)
    if change.kind == Change.Kind.ENTRY and not change.meaningful:
        return paths
    paths += ["/", *(f"/{mark.section}/" for mark in _marks(change)), *arranged_with(change), "/feed.xml"]
    for mark in _marks(change):
        paths += [f"/{mark.section}/feed.xml", f"/sitemap-{mark.month}.xml"]
        paths += calendar_paths.touched(mark, opens_or_closes=not (change.before and change.after))
        paths += [f"/person/{slug}/{name}" for slug in mark.people for name in ("", "feed.xml")]
        paths += [f"/thema/{slug}/{name}" for slug in mark.topics for name in ("", "feed.xml")]
    paths += [f"/thema/{slug}/" for slug in timelines_with(change.article_id)]
    paths += [*_versions_of(change), "/sitemap-news.xml", "/sitemap.xml"]
    if change.article_id is not None:
        if change.kind == Change.Kind.CORRECT or _is_on_record(change.article_id):
            paths += ["/korrekturen/", "/korrekturen/feed.xml"]
        paths += [path_of(page) for page in offering(change.article_id)[:MOST_OFFERS_REBAKED]]
    return paths


def _versions_of(change: Change) -> list[str]:
    """Where readers compare versions: only of articles that have several, and where they had them."""
    compared = published().filter(pk=change.article_id or 0, versions_shown__gt=1).exists()
    marks = _marks(change)
    if compared or change.kind == Change.Kind.WITHDRAW:
        return [history.path_under(mark.path) for mark in marks]
    return []


def _is_on_record(article_id: int) -> bool:
    of_article = {"article": article_id}
    return Correction.objects.filter(**of_article).exists() or Retraction.objects.filter(**of_article).exists()


def arranged_with(change: Change) -> list[str]:
    """Paths of fronts that editors arranged, and that show the article or may fill up with it."""
    marks = _marks(change)
    sections, topics = {mark.section for mark in marks}, {slug for mark in marks for slug in mark.topics}
    # An arrangement may still name what a topic was called when it was made.
    topics |= set(FormerTopic.objects.filter(topic__slug__in=topics).values_list("slug", flat=True))
    return fronts_touching.of_article(change.article_id, sections=sections, topics=topics)


def _marks(change: Change) -> list[Footprint]:
    return [mark for mark in (from_json(change.after), from_json(change.before)) if mark is not None]


def every_path() -> list[str]:
    """Every page there is, the most wanted first: for baking all anew."""
    paths = ["/", "/feed.xml"]
    for section in sections():
        paths += [path_of(section), f"{path_of(section)}feed.xml"]
    paths += [from_url_path(path) for path in published().values_list("url_path", flat=True).iterator(chunk_size=2000)]
    compared = published().filter(versions_shown__gt=1).values_list("url_path", flat=True)
    paths += [history.path_under(from_url_path(path)) for path in compared.iterator(chunk_size=2000)]
    for page in published().exclude(ticker=""):
        paths += ticker_paths.every(page)
    for topic in Topic.objects.all():
        paths += [topic.path, f"{topic.path}feed.xml"]
    authors = [author.path for author in Author.objects.all() if author.path]
    profiles = [profile.path for profile in Profile.objects.filter(shown=True)]
    paths += [path + name for path in (*authors, *profiles) for name in ("", "feed.xml")]
    paths += calendar_paths.every()
    paths += [f"/sitemap-{year}-{month:02}.xml" for year, month in calendar_paths.months()]
    return [
        *paths,
        "/impressum/",
        "/datenschutz/",
        "/korrekturen/",
        "/korrekturen/feed.xml",
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/sitemap-news.xml",
    ]
