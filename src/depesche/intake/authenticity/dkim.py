"""DKIM (RFC 6376): of all signatures in a mail the one that says most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from depesche.intake.authenticity import signatures
from depesche.intake.authenticity.message import Message
from depesche.intake.authenticity.names import Names
from depesche.intake.authenticity.organisations import aligned
from depesche.intake.authenticity.results import Outcome, Result

MOST = 5
"""Signatures that are looked at. Real mails carry one to three."""
_ORDER = (Result.PASS, Result.ERROR, Result.FAIL, Result.NONE)


def check(message: Message, names: Names, *, at: datetime, shown: Sequence[str]) -> list[Outcome]:
    """The outcomes of the signatures, the weightiest first; [] for an unsigned mail.

    `shown` are the domains in `From`: a signature of theirs counts before one of somebody else.
    """
    fields = message.named("dkim-signature")
    # A flood of signatures must not crowd out the sender's own.
    fields = sorted(fields, key=lambda field: not any(domain.encode() in field.value for domain in shown))[:MOST]
    found = [signatures.check(message, field, names, at=at) for field in fields]
    return sorted(found, key=lambda one: (_ORDER.index(one.result), not _is_of(one, shown)))


def _is_of(outcome: Outcome, shown: Sequence[str]) -> bool:
    return bool(shown) and all(aligned(outcome.domain, domain) for domain in shown)
