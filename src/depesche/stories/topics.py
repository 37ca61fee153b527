"""Topics as editors arrange them: merged, split, renamed. The only writers, besides the form of a topic itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from depesche.accounts.models import User
from depesche.stories import services, topic_changes
from depesche.stories.models import ArticlePage, FormerTopic, PointArticle, Topic, TopicStep

Deed = TopicStep.Deed
LONGEST = 160
MOST_MOVED = 500
"""Articles that one split may take along."""


def create(name: str, *, summary: str = "") -> Topic:
    """A topic of that name, with an address nobody has. Raises `ValidationError` for a name that says nothing."""
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise ValidationError(_("The topic needs a name."))
    return Topic.objects.create(name=name, slug=free_slug(name), summary=summary)


def free_slug(name: str) -> str:
    """An address from a name that no topic has or had."""
    stem = slug = services.slug_of(name)[:110]
    number = 1
    while Topic.objects.filter(slug=slug).exists() or FormerTopic.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def rename(topic: Topic, *, name: str, slug: str = "", user: User | None = None) -> Topic:
    """Give a topic another name, and with `slug` another address; the old one leads to it."""
    before = {"name": topic.name, "slug": topic.slug}
    topic.name, topic.slug = name, slug or topic.slug
    topic.full_clean()
    with transaction.atomic():
        topic.save()
        topic_changes.note(topic, Deed.RENAME, user=user, before=before, after={"name": name, "slug": topic.slug})
    return topic


@transaction.atomic
def merge(gone: Topic, into: Topic, *, user: User | None = None) -> Topic:
    """Make one topic of two: articles, timeline and every address `gone` had go to `into`. Raises `ValidationError`.

    Versions of articles that still name the one that is gone mean the other from now on.
    """
    if gone.pk == into.pk:
        raise ValidationError(_("A topic cannot be merged with itself."))
    links = ArticlePage.topics.through.objects
    has_both = set(links.filter(topic=into).values_list("articlepage_id", flat=True))
    moving = links.filter(topic=gone)
    keys = list(moving.values_list("articlepage_id", flat=True))
    moving.filter(articlepage__in=has_both).delete()
    moving.update(topic=into)
    _hand_over_points(gone, into)
    former = list(gone.former.values_list("slug", flat=True))
    gone.former.update(topic=into)
    gone_slug, gone_key, gone_name = gone.slug, gone.pk, gone.name
    gone.steps.update(topic=into)
    gone.delete()
    topic_changes.keep_address(gone_slug, name=gone_name, topic=into, key=gone_key)
    slugs = (into.slug, gone_slug, *former)
    articles = topic_changes.follow(ArticlePage.objects.filter(pk__in=keys))
    topic_changes.record(touched=[*topic_changes.paths_of(*slugs), *topic_changes.fronts_with(*slugs), *articles])
    what = {"name": gone_name, "slug": gone_slug, "articles": len(keys)}
    topic_changes.note(into, Deed.MERGE, user=user, **what)
    return into


@transaction.atomic
def split(topic: Topic, articles: Iterable[ArticlePage], into: Topic, *, user: User | None = None) -> int:
    """Hand articles of a topic to another one; how many. Raises `ValidationError`.

    Points of the timeline that rest on these articles alone go along. The versions that are public, waiting or newest
    change their topic; older ones keep what they said.
    """
    keys = [page.pk for page in articles][: MOST_MOVED + 1]
    if topic.pk == into.pk or not keys:
        raise ValidationError(_("Choose articles, and another topic for them."))
    if len(keys) > MOST_MOVED:
        raise ValidationError(_("That is too much at once: %(most)d articles at most.") % {"most": MOST_MOVED})
    links = ArticlePage.topics.through.objects
    moving = links.filter(topic=topic, articlepage__in=keys)
    keys = list(moving.values_list("articlepage_id", flat=True))
    has_both = set(links.filter(topic=into, articlepage__in=keys).values_list("articlepage_id", flat=True))
    moving.filter(articlepage__in=has_both).delete()
    moving.update(topic=into)
    _relabel_versions(keys, lambda had: [into.pk if key == topic.pk else key for key in had])
    moved = set(keys)
    for point in topic.points.prefetch_related("rests_on"):
        rests_on = {row.article_id for row in point.rests_on.all()}
        if rests_on and rests_on <= moved:
            topic.points.filter(pk=point.pk).update(topic=into)
    slugs = (topic.slug, into.slug)
    paths = topic_changes.follow(ArticlePage.objects.filter(pk__in=keys))
    topic_changes.record(touched=[*topic_changes.paths_of(*slugs), *topic_changes.fronts_with(*slugs), *paths])
    topic_changes.note(topic, Deed.SPLIT, user=user, name=into.name, slug=into.slug, articles=len(keys))
    return len(keys)


@transaction.atomic
def found(name: str, articles: Iterable[ArticlePage], *, user: User | None = None) -> Topic:
    """Make a topic of articles, which keep those they have. Raises `ValidationError`."""
    keys = [page.pk for page in articles][:MOST_MOVED]
    if not keys:
        raise ValidationError(_("Choose articles for the topic."))
    topic = create(name)
    link = ArticlePage.topics.through
    link.objects.bulk_create(link(articlepage_id=key, topic_id=topic.pk) for key in keys)
    _relabel_versions(keys, lambda had: [*had, topic.pk])
    paths = topic_changes.follow(ArticlePage.objects.filter(pk__in=keys))
    topic_changes.record(touched=[*topic_changes.paths_of(topic.slug), *paths])
    topic_changes.note(topic, Deed.FOUND, user=user, name=topic.name, articles=len(keys))
    return topic


def _hand_over_points(gone: Topic, into: Topic) -> None:
    """Points go to the other timeline, but for those of articles that have a point there already."""
    there = set(PointArticle.objects.filter(point__topic=into).values_list("article_id", flat=True)) - {None}
    for point in gone.points.prefetch_related("rests_on"):
        rests_on = {row.article_id for row in point.rests_on.all()}
        if rests_on & there and not point.text:
            point.delete()
    gone.points.update(topic=into)


def _relabel_versions(keys: list[int], relabel: Callable[[list[int]], list[int]]) -> None:
    """Change the topics in the versions of these articles that are or may become public, and nothing else of them."""
    named = ArticlePage.objects.filter(pk__in=keys).values_list("live_revision_id", "latest_revision_id")
    waiting = Revision.page_revisions.filter(
        object_id__in=[str(key) for key in keys], approved_go_live_at__isnull=False
    )
    wanted = {key for row in named for key in row if key} | set(waiting.values_list("pk", flat=True))
    for revision in Revision.objects.filter(pk__in=wanted):
        had = revision.content.get("topics", [])
        topics = list(dict.fromkeys(relabel(had)))
        if topics != had:
            Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"topics": topics})
