"""Who may be sent a receipt. Pure, and in doubt nobody: a reply to a machine loops, one to a forged sender is spam.

RFC 3834 asks for most of it: nothing to automatic mail, to lists, or to the null return path, and one answer at most
to a person in some days.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from depesche.intake.mail.headers import Headers

KINDS = frozenset({"press_release", "forwarded_release", "correction_of_earlier_release"})
_MACHINE = re.compile(
    r"(?:(?:no|do[._-]?not|nicht)[._-]?(?:reply|antworten)|noreply|mailer-?daemon|postmaster|mdaemon|root|daemon|abuse"
    r"|newsletter|news|bounces?|owner|listserv|majordomo|mailman|auto(?:matic|responder)?|notifications?|alerts?"
    r"|system|service|support|ticket|unsubscribe)(?:[+._-].*)?@|[^@]*(?:-bounces?|-request|-owner|-errors|\+bounce)"
    r"(?:[+._-][^@]*)?@|[^@]*(?:no-?reply|bounce)[^@]*@",
    re.IGNORECASE,
)
_BULK = re.compile(r"bulk|list|junk|auto[_-]?reply", re.IGNORECASE)
_SUPPRESSED = re.compile(r"all|oof|autoreply|dr\b|rn\b", re.IGNORECASE)
_MARKS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-loop",
    "feedback-id",
    "x-csa-complaints",
    "x-mailchimp-id",
    "x-mc-user",
    "x-campaign",
    "x-failed-recipients",
    "x-spam-flag",
    "x-ms-exchange-message-is-ndr",
)
_MAIL_ROADS = frozenset({"smtp", "lmtp", "imap"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a mail. `return_path` is the envelope's; None when nobody told it."""

    fetcher: str
    kind: str
    is_open: bool
    sender: str
    return_path: str | None
    recipients: Collection[str]
    headers: Headers
    auth: Mapping[str, Any]
    is_lookalike: bool


def reason_against(facts: Facts, *, own: str) -> str:
    """Why no receipt may be sent, as a word for the log; "" when one may. `own` is the address it would come from."""
    sender = facts.sender.lower()
    against = {
        "road": facts.fetcher not in _MAIL_ROADS,
        "kind": facts.kind not in KINDS or not facts.is_open,
        "address": "@" not in sender or bool(_MACHINE.match(sender)),
        "return path": (facts.return_path or "").lower().strip("<>") != sender,
        "ourselves": sender == own.lower() or sender in {one.lower() for one in facts.recipients},
        "automatic": _is_automatic(facts.headers),
        "unproven": facts.is_lookalike or facts.auth.get("dmarc") == "fail" or not facts.auth.get("aligned"),
    }
    return next((reason for reason, holds in against.items() if holds), "")


def _is_automatic(headers: Headers) -> bool:
    submitted = headers.text("auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or bool(_BULK.search(headers.text("precedence")))
        or bool(_SUPPRESSED.search(headers.text("x-auto-response-suppress")))
        or any(name in headers for name in _MARKS)
        or any(name.startswith("list-") for name, _ in headers.fields)
    )
