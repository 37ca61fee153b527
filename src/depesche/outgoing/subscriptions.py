"""Who is told by push: taking subscriptions in, changing and ending them. What comes is hostile until checked."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from depesche.bakery import schema
from depesche.kit.trouble import Trouble
from depesche.kit.web import addresses, push_encryption
from depesche.outgoing.models import PushSubscription, PushTopic
from depesche.stories import plant, selectors, ticker_paths

BREAKING = "breaking"
MOST_TOPICS = 40
LONGEST_ENDPOINT = 1000


class Refused(ValueError):
    """What was sent is no subscription; the message says why, for whoever wrote the script."""


def offered() -> tuple[schema.NotificationTopic, ...]:
    """What can be chosen now: breaking lines, the sections, the live blogs that run."""
    sections = (schema.NotificationTopic(key=f"section/{page.slug}", name=page.title) for page in selectors.sections())
    live = (schema.NotificationTopic(key=ticker_paths.topic_of(page), name=page.title) for page in selectors.running())
    return (schema.NotificationTopic(key=BREAKING, name=BREAKING), *sections, *live)


@transaction.atomic
def keep(facts: Mapping[str, Any]) -> PushSubscription:
    """Keep what a browser's `PushSubscription.toJSON()` says, with the `topics` chosen; all of it replaces what was
    known of the endpoint. With `replaces`, the topics of that endpoint move here and it is forgotten. Raises `Refused`.
    """
    endpoint, p256dh, auth = _checked(facts)
    before = _found(facts.get("replaces"))
    topics = _topics_of(before) if before is not None else _chosen(facts.get("topics"))
    values = {"endpoint": endpoint, "p256dh": p256dh, "auth": auth}
    row, _made = PushSubscription.objects.update_or_create(digest=_digest(endpoint), defaults=values)
    if before is not None and before.pk != row.pk:
        before.delete()
    PushTopic.objects.filter(subscription=row).delete()
    PushTopic.objects.bulk_create(PushTopic(subscription=row, topic=topic) for topic in topics)
    return row


def forget(endpoint: Any) -> bool:
    """End the subscription of an endpoint; False when there is none."""
    row = _found(endpoint)
    if row is not None:
        row.delete()
    return row is not None


def token(row: PushSubscription) -> str:
    """With this anybody who holds the notification can end its subscription, without a script."""
    return f"{row.digest}.{_signature(row.digest)}"


def end(token: str) -> bool:
    """End the subscription that a token names; False when it is no token of ours. Twice is once."""
    if not is_token(token):
        return False
    PushSubscription.objects.filter(digest=token.partition(".")[0]).delete()
    return True


def is_token(token: str) -> bool:
    digest, _dot, signature = token.partition(".")
    return hmac.compare_digest(signature.encode(), _signature(digest).encode())


def _checked(facts: Mapping[str, Any]) -> tuple[str, str, str]:
    endpoint, found = facts.get("endpoint"), facts.get("keys")
    if not isinstance(endpoint, str) or len(endpoint) > LONGEST_ENDPOINT or not isinstance(found, Mapping):
        raise Refused("endpoint and keys are needed")
    p256dh, auth = found.get("p256dh"), found.get("auth")
    if not isinstance(p256dh, str) or not isinstance(auth, str) or len(p256dh) > 100 or len(auth) > 40:
        raise Refused("the keys p256dh and auth are needed")
    try:
        push_encryption.keys(p256dh, auth)
        target = addresses.parse(endpoint)
        private = plant.config().fetch_private
        if addresses.literal(target.host):
            addresses.check(target.host, private=private)
        elif "." not in target.host.strip(".") and not private:
            raise Refused("the endpoint must be a public server")
    except (push_encryption.BadKeys, Trouble) as error:
        raise Refused(str(error)) from None
    if target.scheme != "https" and not private:
        raise Refused("the endpoint must be https")
    return target.url, p256dh, auth


def _chosen(topics: Any) -> Sequence[str]:
    if not isinstance(topics, list) or not 0 < len(topics) <= MOST_TOPICS:
        raise Refused("one to forty topics are needed")
    known = {topic.key for topic in offered()}
    chosen = [topic for topic in topics if isinstance(topic, str) and topic in known]
    if not chosen:
        raise Refused("none of these topics is offered")
    return list(dict.fromkeys(chosen))


def _topics_of(row: PushSubscription) -> Sequence[str]:
    found: Iterable[str] = PushTopic.objects.filter(subscription=row).values_list("topic", flat=True)
    return list(found)


def _found(endpoint: Any) -> PushSubscription | None:
    if not isinstance(endpoint, str) or len(endpoint) > LONGEST_ENDPOINT:
        return None
    return PushSubscription.objects.filter(digest=_digest(_normal(endpoint))).first()


def _normal(endpoint: str) -> str:
    try:
        return addresses.parse(endpoint).url
    except Trouble:
        return endpoint


def _digest(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode("utf-8", "replace")).hexdigest()


def _signature(digest: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"push:{digest}".encode(), "sha256").hex()
