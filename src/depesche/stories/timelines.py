"""Writes timelines: sets, hides, merges and drops their points, records who did, and has the topic's page baked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from depesche.accounts.models import User
from depesche.stories import chronicle, topic_changes
from depesche.stories.chronicle import Event
from depesche.stories.models import TimelinePoint, Topic, TopicStep

Deed = TopicStep.Deed
LONGEST = 300
MOST_NAMED = 20
"""Points that a step of the record names."""


def put(
    topic: Topic,
    *,
    day: date,
    text: str = "",
    precision: str = TimelinePoint.Precision.DAY,
    event: Event | None = None,
    user: User | None = None,
) -> TimelinePoint:
    """Set a point: a new one, or `event` with another day or text. Raises `ValidationError` when it would say nothing.

    A text that is just the headline is not kept, so that it follows the headline.
    """
    text = " ".join(text.split())[:LONGEST]
    if not text and (event is None or not event.cards):
        raise ValidationError(_("Say in a sentence what happened."))
    headlines = {card.headline for card in event.cards.values()} if event else set()
    with transaction.atomic():
        point = _row(topic, event, day)
        point.happened_on, point.precision = day, precision
        point.text = "" if text in headlines else text
        point.save()
        _told(topic, Deed.POINT, [point], user)
    return point


def hide(topic: Topic, event: Event, *, user: User | None = None) -> TimelinePoint:
    """Readers no longer see the point; its articles do not come back as one."""
    return _set_hidden(topic, event, True, user)


def show(topic: Topic, event: Event, *, user: User | None = None) -> TimelinePoint:
    """Undo `hide`."""
    return _set_hidden(topic, event, False, user)


def join(topic: Topic, events: Sequence[Event], *, user: User | None = None) -> TimelinePoint:
    """Make one point of several: it keeps the day and the words of the earliest, and all articles."""
    if len(events) < 2:
        raise ValidationError(_("Choose two points or more."))
    with transaction.atomic():
        rows = [_row(topic, event, event.day) for event in sorted(events, key=lambda event: (event.day, event.key))]
        first, others = rows[0], rows[1:]
        resting = {row.article_id for row in first.rests_on.all()}
        for other in others:
            for row in other.rests_on.all():
                if row.article_id is None or row.article_id not in resting:
                    first.rests_on.create(article_id=row.article_id)
                    resting.add(row.article_id)
        first.text = first.text or next((other.text for other in others if other.text), "")
        first.hidden = all(row.hidden for row in rows)
        first.save()
        topic.points.filter(pk__in=[other.pk for other in others]).delete()
        _told(topic, Deed.JOIN, [first], user)
    return first


def drop(topic: Topic, event: Event, *, user: User | None = None) -> None:
    """Forget an editor's decision: articles stand for themselves again, and what rests on none is gone."""
    if event.point is None:
        return
    with transaction.atomic():
        _told(topic, Deed.DROP, [event.point], user)
        event.point.delete()


def take_all(topic: Topic, events: Iterable[Event], *, user: User | None = None) -> int:
    """Take in proposed points as they are; how many."""
    with transaction.atomic():
        rows = [_row(topic, event, event.day) for event in events if event.point is None]
        if rows:
            _told(topic, Deed.POINT, rows, user)
    return len(rows)


def set_source(topic: Topic, source: str) -> None:
    """Where the points come from (`Topic.Timeline`)."""
    topic.timeline = Topic.Timeline(source)
    topic.save()


def _set_hidden(topic: Topic, event: Event, hidden: bool, user: User | None) -> TimelinePoint:
    with transaction.atomic():
        point = _row(topic, event, event.day)
        point.hidden = hidden
        point.save()
        _told(topic, Deed.HIDE if hidden else Deed.SHOW, [point], user)
    return point


def _row(topic: Topic, event: Event | None, day: date) -> TimelinePoint:
    """The row of a point, made if it has none yet."""
    if event is not None and event.point is not None:
        return event.point
    point = TimelinePoint.objects.create(topic=topic, happened_on=day)
    for key in chronicle.articles_of(event) if event else ():
        point.rests_on.create(article_id=key)
    return point


def _told(topic: Topic, deed: str, points: Sequence[TimelinePoint], user: User | None) -> None:
    said = [
        {"point": point.pk, "day": point.happened_on.isoformat(), "text": point.text or _headline(point)}
        for point in points[:MOST_NAMED]
    ]
    topic_changes.note(topic, deed, user=user, points=said)
    topic_changes.record(touched=[topic.path])


def _headline(point: TimelinePoint) -> str:
    row = point.rests_on.filter(article__isnull=False).select_related("article").first()
    return row.article.title if row is not None and row.article is not None else ""
