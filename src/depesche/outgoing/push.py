"""Push messages: what of the news is told to whom, and sending it, encrypted for each browser."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from depesche.bakery.phrases import Phrases
from depesche.delivery import tallies
from depesche.kit.trouble import Code, Trouble
from depesche.kit.web import push_encryption, vapid
from depesche.kit.web.asking import Limits, Web
from depesche.outgoing import subscriptions
from depesche.outgoing.models import PushDelivery, PushMessage, PushSubscription, PushTopic
from depesche.stories import breaking_telling, plant, selectors, ticker_paths
from depesche.stories.footprints import from_json
from depesche.stories.models import BreakingStep, Change

LIFETIME = timedelta(hours=4)
"""How long news is worth a message; a breaking line as long as it stands."""
PAUSES = (10, 60, 300, 900, 3600, 7200)
"""Seconds between attempts, unless the push service names its own."""
LEASE = timedelta(minutes=2)
AT_ONCE = 80
SENDERS = 16
LONGEST_TEXT = 200
_LIMITS = Limits(size=64 * 1024, seconds=15.0, stall=10.0)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Letter:
    subscription: PushSubscription
    payload: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """`status` is 0 when no answer came. `pause` are the seconds that the push service asks for."""

    status: int
    pause: float | None = None

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        return self.status in (404, 410)

    @property
    def is_hopeless(self) -> bool:
        return 300 <= self.status < 500 and self.status not in (408, 425, 429)


def is_on() -> bool:
    return plant.config().web_push


def identity() -> vapid.Identity:
    """Who sends. Raises `OSError` when the key can be neither read nor kept."""
    config, own = plant.config(), selectors.publication_settings()
    contact = f"mailto:{own.press_address}" if own.press_address else config.origin
    return vapid.Identity(vapid.obtain(config.home / "vapid_key"), contact)


def enqueue(change: Change) -> None:
    """Called in the transaction that records a change: note what is to be told, whatever the number of readers."""
    if not is_on():
        return
    told = _message(change)
    if told is not None and PushTopic.objects.filter(topic__in=told.topics).exists():
        told.save()


def deliver(*, now: datetime, road: Web | None = None) -> int:
    """Send what is due; how much there was to do. A page is baked before anybody is led to it."""
    if not is_on():
        return 0
    return _spread(now) + _send_due(now, road or Web(private=plant.config().fetch_private, redirects=0, limits=_LIMITS))


def _message(change: Change) -> PushMessage | None:
    """What is worth a message: a new breaking line, a new article in its section, a turn of events in a live blog."""
    if change.kind == Change.Kind.BREAKING:
        return _of_breaking(change)
    mark, article = from_json(change.after), change.article
    if mark is None or article is None:
        return None
    facts = {"url": mark.path, "title": mark.headline}
    until = change.made_at + LIFETIME
    if change.kind == Change.Kind.PUBLISH:
        if article.first_published_at is None or change.made_at - article.first_published_at > LIFETIME:
            return None  # An import of what appeared long ago.
        facts |= {"title": article.push_headline or mark.headline, "body": article.lead}
        return PushMessage(
            change=change, topics=[f"section/{mark.section}"], payload=facts, collapse=f"a{article.pk}", until=until
        )
    if change.kind == Change.Kind.ENTRY and change.meaningful and change.entry is not None:
        entry = change.entry
        facts |= {"url": f"{mark.path}#e{entry.number}", "body": entry.headline or entry.text}
        topics = [ticker_paths.topic_of(article)]
        return PushMessage(change=change, topics=topics, payload=facts, collapse=f"l{article.pk}", until=until)
    return None


def _of_breaking(change: Change) -> PushMessage | None:
    step = BreakingStep.objects.select_related("article").first()
    if step is None or step.deed != BreakingStep.Deed.SENT:
        return None
    word = Phrases(selectors.publication_settings().language)("live_breaking")
    facts = {"url": breaking_telling.url_of(step) or "/", "title": word, "body": step.text}
    return PushMessage(
        change=change,
        topics=[subscriptions.BREAKING],
        payload=facts,
        collapse=f"b{step.key}",
        is_urgent=True,
        until=step.until,
    )


def _spread(now: datetime) -> int:
    """Make a delivery for each browser that follows; in a transaction of its own, so that a message is spread once."""
    waiting = PushMessage.objects.filter(spread_at__isnull=True, change__baked_at__isnull=False)
    found = list(waiting[:5])
    for message in found:
        with transaction.atomic():
            if not PushMessage.objects.filter(pk=message.pk, spread_at__isnull=True).update(spread_at=now):
                continue
            wanted = PushTopic.objects.filter(topic__in=message.topics)
            keys = wanted.values_list("subscription_id", flat=True).distinct()
            rows = (PushDelivery(message=message, subscription_id=key, due_at=now) for key in keys)
            PushDelivery.objects.bulk_create(rows, batch_size=500)
    return len(found)


def _send_due(now: datetime, road: Web) -> int:
    PushDelivery.objects.filter(message__until__lte=now).delete()
    PushMessage.objects.filter(spread_at__isnull=False, deliveries__isnull=True).delete()
    due = PushDelivery.objects.filter(due_at__lte=now).select_related("message", "subscription")
    deliveries = [one for one in due[:AT_ONCE] if _claim(one, now)]
    if not deliveries:
        return 0
    own, end = identity(), Phrases(selectors.publication_settings().language)("push_end")
    letters = [_letter(one, own, now=now, end=end) for one in deliveries]
    with ThreadPoolExecutor(SENDERS) as senders:
        outcomes = list(senders.map(lambda letter: _send(road, letter), letters))
    with transaction.atomic():
        for delivery, outcome in zip(deliveries, outcomes, strict=True):
            _settle(delivery, outcome, at=timezone.now())
    _count(outcomes)
    return len(deliveries)


def _claim(delivery: PushDelivery, now: datetime) -> bool:
    """Take it up, unless another machine's worker was faster; due again if we are killed before it is settled."""
    return PushDelivery.objects.filter(pk=delivery.pk, due_at=delivery.due_at).update(due_at=now + LEASE) == 1


def _letter(delivery: PushDelivery, own: vapid.Identity, *, now: datetime, end: str) -> _Letter:
    message, subscription = delivery.message, delivery.subscription
    settings = selectors.publication_settings()
    payload = {"url": message.payload["url"]}
    payload |= {name: _short(message.payload.get(name, "")) for name in ("title", "body")}
    payload |= {"tag": message.collapse, "lang": settings.language, "end": end}
    payload["off"] = f"/benachrichtigungen/abmelden/?token={subscriptions.token(subscription)}"
    headers = {
        "Authorization": own.authorization(subscription.endpoint, now=int(now.timestamp())),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, int((message.until - now).total_seconds()))),
        "Urgency": "high" if message.is_urgent else "normal",
        "Topic": message.collapse,
    }
    return _Letter(subscription, payload, headers)


def _short(text: str) -> str:
    """A message has room for some 3,000 bytes in all."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return words if len(words) <= LONGEST_TEXT else f"{words[:LONGEST_TEXT].rpartition(' ')[0]} …"


def _send(road: Web, letter: _Letter) -> _Outcome:
    """In a thread without database."""
    try:
        keys = push_encryption.keys(letter.subscription.p256dh, letter.subscription.auth)
        body = push_encryption.encrypt(json.dumps(letter.payload, ensure_ascii=False).encode(), keys)
        answer = road.post(letter.subscription.endpoint, body, letter.headers)
    except Trouble as trouble:
        # An endpoint inside the house, or none at all, is never asked again.
        return _Outcome(404 if trouble.code in (Code.FORBIDDEN, Code.NEVER, Code.ADDRESS) else 0)
    after = answer.headers.get("retry-after", "")
    return _Outcome(answer.status, float(after) if after.isascii() and after.isdecimal() and len(after) < 7 else None)


def _settle(delivery: PushDelivery, outcome: _Outcome, *, at: datetime) -> None:
    if outcome.is_gone:
        PushSubscription.objects.filter(pk=delivery.subscription_id).delete()
    elif outcome.is_taken or outcome.is_hopeless or delivery.attempts >= len(PAUSES):
        if outcome.is_hopeless:
            _log.warning("a push service refuses a message with %s", outcome.status)
        delivery.delete()
    else:
        pause = outcome.pause if outcome.pause is not None else PAUSES[delivery.attempts]
        again = at + timedelta(seconds=pause)
        PushDelivery.objects.filter(pk=delivery.pk).update(attempts=delivery.attempts + 1, due_at=again)


def _count(outcomes: Sequence[_Outcome]) -> None:
    taken, gone = sum(one.is_taken for one in outcomes), sum(one.is_gone for one in outcomes)
    tallies.add(
        plant.config().home,
        {
            "push_messages_taken": taken,
            "push_subscriptions_gone": gone,
            "push_attempts_failed": len(outcomes) - taken - gone,
        },
    )
