"""The only writers of the list of sources: adding, pausing, and how each try went. Every call can be repeated."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from depesche.intake.channels import schedule, verdicts
from depesche.intake.channels.jobs import AWAITED, Fetched, Job, Lease
from depesche.intake.channels.schedule import Chance
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.polling_models import Channel, ChannelKind, ChannelState, Promise, Subscription

LEASE = timedelta(seconds=45)
"""A try that was begun and never ended, because the process died, is begun again after this. Who lives keeps it by
saying so now and then (`keep`)."""
SLOW = 4 * 3600
"""Seconds between tries while a hub tells us of news."""
INTERVALS = {ChannelKind.FEED: 900, ChannelKind.MAILBOX: 60, ChannelKind.FOLDER: 10}
SHORTEST = 5
PROMISED = timedelta(days=7)
"""For so long the id of what was handed in is remembered, should it not have been read by then."""


class Refused(ValueError):
    """The source cannot be kept like this; the message says why."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One try and how it ended."""

    job: Job
    at: datetime
    ended: Fetched | Trouble


def add(
    kind: ChannelKind, *, name: str, address: str, at: datetime, interval: int | None = None, secret_file: str = ""
) -> tuple[Channel, bool]:
    """A source to be polled from now on, and whether it is new. What is there already takes over the other facts."""
    seconds = INTERVALS[kind] if interval is None else interval
    if seconds < SHORTEST:
        raise Refused(f"the interval must be {SHORTEST} seconds or more")
    if kind == ChannelKind.MAILBOX and not secret_file:
        raise Refused("a mailbox needs a file with its password or token")
    facts: dict[str, Any] = {"name": name[:200] or address[:200], "interval": seconds, "secret_file": secret_file}
    return Channel.objects.update_or_create(
        kind=kind,
        address=address,
        defaults={**facts, "state": ChannelState.ACTIVE, "next_try": at},
    )


def pause(channel_id: int) -> Channel:
    """Do not ask this source until it is resumed. Raises Channel.DoesNotExist."""
    channel = Channel.objects.get(pk=channel_id)
    if channel.state != ChannelState.PAUSED:
        channel.state, channel.next_try = ChannelState.PAUSED, None
        channel.trouble = Trouble(Code.BY_HAND).facts
        channel.save(update_fields=["state", "next_try", "trouble"])
    return channel


def try_now(channel_id: int, *, at: datetime) -> Channel:
    """Ask this source at once, paused or not. Raises Channel.DoesNotExist, and Refused for what is never asked."""
    channel = Channel.objects.get(pk=channel_id)
    if channel.state == ChannelState.PAUSED:
        channel.state, channel.trouble = ChannelState.ACTIVE, {}
        # Its hub was turned away meanwhile and has forgotten us.
        Subscription.objects.filter(channel=channel).update(asked_at=None, lease_until=None)
    channel.next_try = None if channel.kind == ChannelKind.PUSH else at
    channel.save(update_fields=["state", "next_try", "trouble"])
    return channel


def remove(channel_id: int) -> None:
    """Forget a source; what came from it stays. Raises Channel.DoesNotExist."""
    Channel.objects.get(pk=channel_id).delete()


def claim(*, now: datetime, limit: int) -> list[Job]:
    """The sources that have been due for longest. They are not due again before `LEASE` has passed."""
    with transaction.atomic():
        due = list(
            Channel.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("subscription")
            .filter(state=ChannelState.ACTIVE, next_try__lte=now)
            .order_by("next_try")[:limit]
        )
        Channel.objects.filter(pk__in=[one.pk for one in due]).update(next_try=now + LEASE)
    return [_job(one, verdicts.of(one.bookmark.get(AWAITED, ()))) for one in due]


def keep(channel_ids: Iterable[int], *, now: datetime) -> None:
    """Say of sources that were claimed that their tries are still under way: nobody else begins them for `LEASE`."""
    held = Channel.objects.filter(pk__in=list(channel_ids), state=ChannelState.ACTIVE)
    held.update(next_try=now + LEASE)


def postpone(moments: Mapping[int, datetime]) -> None:
    """Let sources that were claimed be due again at these times."""
    rows = [Channel(pk=key, next_try=moment) for key, moment in moments.items()]
    Channel.objects.bulk_update(rows, ["next_try"], batch_size=200)


@transaction.atomic
def record(tries: Sequence[Tried], *, chance: Chance) -> None:
    """Write down how tries went, and when the next ones are. A source deleted or paused meanwhile stays so."""
    pushed = _told_by_hub(tries)
    for one in tries:
        if isinstance(one.ended, Fetched):
            facts = _success(one, one.ended, slow=one.job.id in pushed, chance=chance)
            _note_hub(one, one.ended)
        else:
            facts = _failure(one, one.ended, chance=chance)
        Channel.objects.filter(pk=one.job.id).update(last_try=one.at, **facts)
        Channel.objects.filter(pk=one.job.id, state=ChannelState.PAUSED).update(next_try=None)


def promise(channel_id: int, sha256: str, arrival_id: str, *, at: datetime) -> str:
    """The id under which these bytes of this sender are kept: `arrival_id`, or the one that was given out before."""
    given, _new = Promise.objects.get_or_create(
        channel_id=channel_id, sha256=sha256, defaults={"arrival_id": arrival_id, "made_at": at}
    )
    return given.arrival_id


def forget_promises(*, now: datetime) -> None:
    """Once bytes were read, their receipt has the id (`Receipt`)."""
    Promise.objects.filter(made_at__lt=now - PROMISED).delete()


def received(channel_id: int, *, at: datetime) -> None:
    """Something was handed in by this source."""
    Channel.objects.filter(pk=channel_id).update(last_try=at, last_success=at, last_news=at, failures=0, trouble={})


def _job(channel: Channel, verdicts: Mapping[str, str]) -> Job:
    return Job(
        id=channel.pk,
        kind=channel.kind,
        name=channel.name,
        address=channel.address,
        interval=channel.interval,
        bookmark=channel.bookmark,
        secret_file=channel.secret_file,
        failures=channel.failures,
        lease=_lease(channel),
        verdicts=verdicts,
    )


def hub_secret(subscription: Subscription) -> str:
    """With which the hub signs. It is derived from the newsroom's secret key and kept nowhere."""
    made_of = f"depesche websub {subscription.key}".encode()
    return hmac.new(str(settings.SECRET_KEY).encode(), made_of, hashlib.sha256).hexdigest()


def _lease(channel: Channel) -> Lease | None:
    found: Subscription | None = getattr(channel, "subscription", None)
    if found is None:
        return None
    return Lease(
        hub=found.hub,
        topic=found.topic,
        key=found.key,
        secret=hub_secret(found),
        asked_at=found.asked_at,
        until=found.lease_until,
    )


def _note_hub(one: Tried, fetched: Fetched) -> None:
    """Remember the hub that a feed names; another one than before is a new agreement with a new key."""
    if fetched.asked_hub:
        Subscription.objects.filter(channel_id=one.job.id).update(asked_at=one.at)
    if fetched.hub is None or not Channel.objects.filter(pk=one.job.id).exists():
        return
    hub, topic = fetched.hub
    if one.job.lease is None or (one.job.lease.hub, one.job.lease.topic) != fetched.hub:
        agreed = {"hub": hub, "topic": topic, "key": secrets.token_urlsafe(32), "asked_at": None, "lease_until": None}
        Subscription.objects.update_or_create(channel_id=one.job.id, defaults=agreed)


def _told_by_hub(tries: Iterable[Tried]) -> set[int]:
    ends = {one.job.id: one.at for one in tries}
    found = Subscription.objects.filter(channel_id__in=ends, lease_until__isnull=False)
    slow = timedelta(seconds=SLOW)
    return {one.channel_id for one in found if one.lease_until and one.lease_until > ends[one.channel_id] + slow}


def _success(one: Tried, outcome: Fetched, *, slow: bool, chance: Chance) -> dict[str, Any]:
    interval = max(one.job.interval, SLOW) if slow else one.job.interval
    facts: dict[str, Any] = {
        "last_success": one.at,
        "failures": 0,
        "trouble": dict(outcome.remark),
        "bookmark": dict(outcome.bookmark),
        "next_try": one.at if outcome.more else schedule.after_success(one.at, interval=interval, chance=chance),
    }
    if outcome.arrivals:
        facts["last_news"] = one.at
    if outcome.moved_to and outcome.moved_to != one.job.address:
        facts |= _moved(one.job, outcome.moved_to)
    return facts


def _moved(job: Job, address: str) -> dict[str, Any]:
    if Channel.objects.filter(kind=job.kind, address=address).exclude(pk=job.id).exists():
        return {"state": ChannelState.PAUSED, "trouble": Trouble(Code.SAME, address).facts}
    return {"address": address}


def _failure(one: Tried, trouble: Trouble, *, chance: Chance) -> dict[str, Any]:
    facts: dict[str, Any] = {"failures": one.job.failures + 1, "trouble": dict(trouble.facts)}
    if trouble.final:
        return facts | {"state": ChannelState.PAUSED}
    return facts | {
        "next_try": schedule.after_failure(
            one.at,
            failures=one.job.failures + 1,
            interval=one.job.interval,
            chance=chance,
            retry_after=trouble.retry_after,
        )
    }
