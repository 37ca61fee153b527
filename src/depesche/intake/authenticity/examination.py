"""One mail examined: all checks in turn, within a bound of questions and seconds, and never an exception."""

from __future__ import annotations

import logging
from datetime import datetime

from depesche.intake.arrivals import Circumstances
from depesche.intake.authenticity import arc, dkim, dmarc, hops, spf
from depesche.intake.authenticity.message import Message
from depesche.intake.authenticity.names import Bounded, Names
from depesche.intake.authenticity.organisations import ascii_domain
from depesche.intake.authenticity.results import Examination, Outcome, Result
from depesche.intake.mail import addresses
from depesche.intake.mail import headers as mail_headers
from depesche.intake.mail.headers import Headers

log = logging.getLogger(__name__)

QUESTIONS = 60
SECONDS = 5.0
"""What one mail may ask of the resolver, and how long it may wait for it."""
_MOST_ADDRESSES = 5
_GRAVITY = (Result.NONE, Result.PASS, Result.ERROR, Result.FAIL)
_FAILED = Outcome(Result.ERROR, why="not_examined")


def examine(raw: bytes, how: Circumstances, *, shown: str, at: datetime, names: Names) -> Examination:
    """What the bytes prove of their sender. `shown` is the address that editors see, `at` when the mail came in."""
    try:
        return _examine(raw, how, shown=shown, at=at, names=Bounded(names, questions=QUESTIONS, seconds=SECONDS))
    except Exception as error:  # whatever a mail holds, the inbox goes on
        log.error("authenticity of %d bytes not examined: %s: %s", len(raw), type(error).__name__, error)
        return Examination(dkim=_FAILED, spf=_FAILED, dmarc=_FAILED, arc=_FAILED)


def _examine(raw: bytes, how: Circumstances, *, shown: str, at: datetime, names: Names) -> Examination:
    message = Message.read(raw)
    found, _ = mail_headers.read(raw)
    senders = _senders(message, found, shown)
    signed = dkim.check(message, names, at=at, shown=senders)
    hop = hops.last(found, how)
    envelope = spf.check(hop.client, hop.mail_from, hop.helo, names) if hop else Outcome(Result.NONE, why="no_client")
    judged = [dmarc.judge(domain, dkim=signed, spf=envelope, names=names) for domain in senders]
    worst = max(judged, key=lambda one: _GRAVITY.index(one.outcome.result), default=None)
    unclear = Outcome(Result.FAIL, why="unclear_sender") if "from" in found else Outcome(Result.NONE)
    return Examination(
        dkim=signed[0] if signed else Outcome(Result.NONE),
        spf=envelope,
        dmarc=worst.outcome if worst else unclear,
        arc=arc.check(message, names, at=at),
        aligned=bool(judged) and all(one.aligned for one in judged),
        policy=worst.action if worst else "",
    )


def _senders(message: Message, found: Headers, shown: str) -> list[str]:
    """The domains of all addresses in `From`; [] when it is not one clear field that says what editors see.

    Several `From` fields, or one that our own reading and that of the signature see differently, are how forgers
    show one sender and prove another.
    """
    values = list(found.raw_all("from"))
    if len(values) != 1 or (message.whole and len(message.named("from")) != 1):
        return []
    everybody = addresses.every(values[0])
    domains = list(dict.fromkeys(ascii_domain(one.domain) for one in everybody))
    if not 1 <= len(everybody) <= _MOST_ADDRESSES or not all(domains):
        return []
    seen = shown.strip().lower()
    return domains if any(one.email.lower() == seen for one in everybody) else []
