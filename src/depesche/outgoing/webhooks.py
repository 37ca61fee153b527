"""Webhooks: registering them, and sending what is due. At least once, with the same id at each attempt, for a day."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from depesche.accounts.models import User
from depesche.delivery import tallies
from depesche.kit.trouble import Code, Trouble
from depesche.kit.web import addresses, standard_webhooks
from depesche.kit.web.asking import AGENT, Limits, Web
from depesche.outgoing import hook_payloads
from depesche.outgoing.hook_rows import EVENTS
from depesche.outgoing.models import HookCall, Webhook
from depesche.stories import plant
from depesche.stories.models import Change

PAUSES = (5, 60, 300, 1800, 2 * 3600, 5 * 3600, 8 * 3600, 8 * 3600)
"""Seconds between attempts, a fifth more or less: a little over 23 hours in all. Then the message is given up."""
LEASE = timedelta(minutes=2)
"""A message that was taken up and not settled, because the process was killed, is due again after so long."""
AT_ONCE = 40
"""Messages taken up together."""
SENDERS = 8
_LIMITS = Limits(size=64 * 1024, seconds=15.0, stall=10.0)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt ended; `failure` is empty when the message was taken. `gone`: never ask again (410)."""

    failure: dict[str, str]
    gone: bool = False


def web() -> Web:
    """The road out: only public addresses unless `fetch_private`, and no redirects."""
    return Web(private=plant.config().fetch_private, redirects=0, limits=_LIMITS)


def add(name: str, url: str, *, events: Iterable[str] = (), user: User | None = None) -> Webhook:
    """Register a receiver. Raises `ValidationError`."""
    wanted = [event for event in EVENTS if event in set(events)]
    if unknown := set(events) - set(EVENTS):
        raise ValidationError({"events": _("There is no event “%(event)s”.") % {"event": min(unknown)}})
    check_address(url)
    hook = Webhook(name=name.strip(), url=url.strip(), events=wanted, added_by=user)
    hook.full_clean(exclude=["added_by", "failure", "events"])
    hook.save()
    return hook


def check_address(url: str) -> None:
    """Refuse what could not be sent to. Raises `ValidationError`."""
    private = plant.config().fetch_private
    try:
        target = addresses.parse(url.strip())
        if addresses.literal(target.host):
            addresses.check(target.host, private=private)
    except Trouble:
        raise ValidationError({"url": _("This is no address on the internet that can be called.")}) from None
    if urlsplit(url).scheme != "https" and not private:
        raise ValidationError({"url": _("The address must begin with https://.")})


def secret(hook: Webhook) -> str:
    """What the receiver checks signatures with."""
    return standard_webhooks.secret(settings.SECRET_KEY, str(hook.guid))


def enable(hook: Webhook) -> None:
    """Send to it again after it was disabled."""
    Webhook.objects.filter(pk=hook.pk).update(disabled_at=None, failure={})


def enqueue(change: Change) -> None:
    """Called in the transaction that records a change: owe it to all who want it."""
    hooks = [hook for hook in Webhook.objects.filter(disabled_at__isnull=True) if hook.wants(change.kind)]
    body = hook_payloads.body(change) if hooks else None
    if body is None:
        return
    now = timezone.now()
    HookCall.objects.bulk_create(
        HookCall(hook=hook, change=change, message_id=_new_id(), body=body, made_at=now, due_at=now) for hook in hooks
    )


def try_now(hook: Webhook) -> Attempt:
    """Send a message of type `try` at once, wait for the answer and note it."""
    now = timezone.now()
    body = hook_payloads.written("try", {"webhook": hook.name}, at=now.isoformat(timespec="seconds"))
    attempt = _send(web(), _Letter(hook.url, secret(hook), _new_id(), body, int(now.timestamp())))
    _note(hook, attempt, at=now)
    return attempt


def deliver(*, now: datetime, road: Web | None = None, rng: Callable[[], float] = random.random) -> int:
    """Send what is due; how many messages were taken up. A page is baked before anybody is told to look at it."""
    due = HookCall.objects.filter(due_at__lte=now, change__baked_at__isnull=False, hook__disabled_at__isnull=True)
    calls = [call for call in due.select_related("hook")[:AT_ONCE] if _claim(call, now)]
    if not calls:
        return 0
    stamp = int(now.timestamp())
    letters = [_Letter(call.hook.url, secret(call.hook), call.message_id, call.body, stamp) for call in calls]
    out = road or web()
    with ThreadPoolExecutor(SENDERS) as senders:
        attempts = list(senders.map(lambda letter: _send(out, letter), letters))
    with transaction.atomic():
        for call, attempt in zip(calls, attempts, strict=True):
            _settle(call, attempt, at=timezone.now(), rng=rng)
    _count(attempts)
    return len(calls)


def _claim(call: HookCall, now: datetime) -> bool:
    """Take a message up, unless another machine's worker was faster."""
    return HookCall.objects.filter(pk=call.pk, due_at=call.due_at).update(due_at=now + LEASE) == 1


@dataclass(frozen=True, slots=True)
class _Letter:
    url: str
    secret: str
    message_id: str
    body: str
    stamp: int


def _send(road: Web, letter: _Letter) -> Attempt:
    """In a thread without database."""
    body = letter.body.encode()
    signed = standard_webhooks.headers(letter.secret, message_id=letter.message_id, timestamp=letter.stamp, body=body)
    sent = {"Content-Type": "application/json", "User-Agent": AGENT.partition(" ")[0], **signed}
    try:
        status = road.post(letter.url, body, sent).status
    except Trouble as trouble:
        return Attempt(dict(trouble.facts))
    if 200 <= status < 300:
        return Attempt({})
    return Attempt({"code": Code.GONE if status == 410 else Code.STATUS, "detail": str(status)}, gone=status == 410)


def _settle(call: HookCall, attempt: Attempt, *, at: datetime, rng: Callable[[], float]) -> None:
    _note(call.hook, attempt, at=at)
    if not attempt.failure or call.attempts >= len(PAUSES):
        call.delete()
        return
    pause = PAUSES[call.attempts] * (0.8 + 0.4 * rng())
    HookCall.objects.filter(pk=call.pk).update(attempts=call.attempts + 1, due_at=at + timedelta(seconds=pause))


def _note(hook: Webhook, attempt: Attempt, *, at: datetime) -> None:
    """Keep the hook's health; one that says it is gone for good is disabled and owed nothing more."""
    row = Webhook.objects.filter(pk=hook.pk)
    if not attempt.failure:
        row.update(succeeded_at=at, failure={})
        return
    row.update(failed_at=at, failure=attempt.failure)
    if attempt.gone:
        row.update(disabled_at=at)
        HookCall.objects.filter(hook=hook.pk).delete()


def _count(attempts: Sequence[Attempt]) -> None:
    taken = sum(not attempt.failure for attempt in attempts)
    tallies.add(
        plant.config().home,
        {"webhook_messages_taken": taken, "webhook_attempts_failed": len(attempts) - taken},
    )


_SENTENCES: Mapping[str, str] = {
    Code.ADDRESS: gettext_noop("This is no address on the internet that can be called."),
    Code.FORBIDDEN: gettext_noop("The address leads into a private network and is not called."),
    Code.NEVER: gettext_noop("The address leads to %(detail)s, which is never called."),
    Code.NO_HOST: gettext_noop("The server's name is not known."),
    Code.REFUSED: gettext_noop("The server cannot be reached or hung up."),
    Code.TOO_SLOW: gettext_noop("The server did not answer in time."),
    Code.TLS: gettext_noop("The server's certificate does not hold (%(detail)s)."),
    Code.REDIRECTS: gettext_noop("The server sends us on to another address, which we do not follow."),
    Code.STATUS: gettext_noop("The server answers with an error (HTTP %(detail)s)."),
    Code.GONE: gettext_noop("The server says that it wants no more messages (HTTP 410)."),
}


def in_words(failure: Mapping[str, str]) -> str:
    """Why an attempt failed, in the language that is active; "" when it did not."""
    if not failure:
        return ""
    sentence = _SENTENCES.get(failure.get("code", ""), gettext_noop("The server's answer makes no sense (%(detail)s)."))
    return _(sentence) % {"detail": failure.get("detail") or "?"}


def _new_id() -> str:
    return f"msg_{uuid.uuid4().hex}"
