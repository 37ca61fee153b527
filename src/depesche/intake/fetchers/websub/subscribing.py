"""Asking a hub to tell us, and asking again before that runs out."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from depesche.intake.channels.jobs import Lease
from depesche.intake.channels.trouble import Trouble
from depesche.kit.web.asking import Web

log = logging.getLogger(__name__)

WISHED = 10 * 86_400
"""Seconds for which we would like to be told."""
RENEW_BEFORE = timedelta(days=1)
ASK_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Asks hubs. `base` is the public address below which they reach us; "" means that none can."""

    web: Web
    base: str

    def is_due(self, lease: Lease | None, *, now: datetime) -> bool:
        """Whether to ask now: not told, or not for long any more, and not asked just before."""
        if lease is None or not self.base:
            return False
        if lease.asked_at is not None and now - lease.asked_at < ASK_EVERY:
            return False
        return lease.until is None or lease.until - now < RENEW_BEFORE

    def ask(self, lease: Lease) -> None:
        """Ask. The hub confirms later, at our callback; when it cannot be asked, we go on polling."""
        form = {
            "hub.mode": "subscribe",
            "hub.topic": lease.topic,
            "hub.callback": callback(self.base, lease.key),
            "hub.secret": lease.secret,
            "hub.lease_seconds": str(WISHED),
        }
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            answer = self.web.post(lease.hub, urlencode(form).encode(), kind)
        except Trouble as trouble:
            log.info("hub %s cannot be asked: %s", lease.hub, trouble)
            return
        if answer.status not in (202, 204):
            log.info("hub %s answers %d", lease.hub, answer.status)


def callback(base: str, key: str) -> str:
    return f"{base.rstrip('/')}/intake/websub/{key}"
