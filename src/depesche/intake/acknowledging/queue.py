"""Receipts are noted when a sender was checked and sent by the worker, again and again for a day if need be."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from django.db.models import F

from depesche.delivery.stores.blobs import Blobs
from depesche.desk.models import Item
from depesche.intake.acknowledging import letter, relay, whom
from depesche.intake.mail import addresses, headers
from depesche.intake.models import Acknowledgement, Receipt
from depesche.kit.config import Config
from depesche.stories import selectors

log = logging.getLogger(__name__)

FRESH = timedelta(hours=24)
"""How long after a mail came a receipt still makes sense."""
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
_HEAD = 256 * 1024
Send = Callable[[EmailMessage, str], None]


def is_on(config: Config) -> bool:
    return bool(config.receipts and config.mail_url and config.mail_from)


def note(ids: Iterable[str], config: Config, *, at: datetime) -> int:
    """Note a receipt for each of these items whose sender may have one; how many."""
    if not is_on(config):
        return 0
    items = Item.objects.filter(pk__in=list(ids), auth_due_at=None, received_at__gt=at - FRESH).order_by("pk")
    receipts = Receipt.objects.in_bulk([item.pk for item in items])
    noted = 0
    for item in items:
        receipt = receipts.get(item.pk)
        if receipt is None or whom.reason_against(_facts(item, receipt, config), own=config.mail_from):
            continue
        day = at.astimezone(ZoneInfo(config.time_zone)).date()
        _, made = Acknowledgement.objects.get_or_create(
            address=item.sender_address.lower()[:320], day=day, defaults={"item": item, "due_at": at}
        )
        noted += made
    return noted


def send_due(config: Config, *, at: datetime, send: Send | None = None) -> int:
    """Send what is due; how many were handed over."""
    if not is_on(config):
        return 0
    sent = 0
    for one in Acknowledgement.objects.filter(due_at__lte=at).select_related("item").order_by("pk")[:50]:
        # Taken before it is sent: after a crash in between a sender has none rather than two.
        taken = Acknowledgement.objects.filter(pk=one.pk, due_at=one.due_at)
        if one.item is None or not taken.update(due_at=None, attempts=F("attempts") + 1):
            continue
        try:
            (send or _send(config))(_letter(one.item, config, at=at), one.address)
        except relay.Refused as refusal:
            log.info("no receipt to %s: the relay refuses it: %s", one.address, refusal)
            Acknowledgement.objects.filter(pk=one.pk).update(error=str(refusal)[:300])
        except relay.Postponed as trouble:
            _again(one, str(trouble), at=at)
        else:
            Acknowledgement.objects.filter(pk=one.pk).update(sent_at=at, error="")
            sent += 1
    return sent


def _again(one: Acknowledgement, trouble: str, *, at: datetime) -> None:
    """Try later; after the last wait not any more."""
    later = at + _WAITS[one.attempts] if one.attempts < len(_WAITS) else None
    log.warning("receipt to %s not sent, %s: %s", one.address, "tried again" if later else "given up", trouble)
    Acknowledgement.objects.filter(pk=one.pk).update(due_at=later, error=trouble[:300])


def _send(config: Config) -> Send:
    return lambda mail, to: relay.send(config.mail_url, mail, to=to)


def _facts(item: Item, receipt: Receipt, config: Config) -> whom.Facts:
    raw = Blobs(config.raw_folder).get(item.raw_sha256) or b""
    found, _ = headers.read(raw[:_HEAD].lstrip(b"\r\n"))
    return_path = receipt.mail_from
    if return_path is None and "return-path" in found:
        return_path = addresses.first(found.raw("return-path")).email
    return whom.Facts(
        fetcher=receipt.fetcher,
        kind=item.kind,
        is_open=item.is_open,
        sender=item.sender_address,
        return_path=return_path,
        recipients=receipt.rcpt_tos,
        headers=found,
        auth=item.auth,
        is_lookalike=bool(item.lookalike_of),
    )


def _letter(item: Item, config: Config, *, at: datetime) -> EmailMessage:
    zone = ZoneInfo(config.time_zone)
    received = letter.Received(
        sender=item.sender_address,
        subject=item.subject or item.headline,
        message_id=item.message_id,
        lang=item.lang,
        at=item.received_at.astimezone(zone),
    )
    return letter.write(
        received, own=config.mail_from, publication=selectors.publication_settings().name, now=at.astimezone(zone)
    )
