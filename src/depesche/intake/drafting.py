"""From a parsed item to a row of the inbox: what the register, the language room and the clock add to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from depesche.desk.models import Item
from depesche.intake import enrichment, tidying
from depesche.intake.arrivals import Arrival
from depesche.intake.parsed import ParsedItem
from depesche.intake.parsers.rfc822 import Rfc822
from depesche.intake.sources import Register

NO_AUTHENTICITY: dict[str, Any] = {"dkim": "none", "spf": "none", "dmarc": "none", "arc": "none", "aligned": False}
"""What is said of things that carry no proof of their sender."""
MAIL = Rfc822.name
"""The parser whose items have senders that can be checked."""

_EARLIEST = datetime(1982, 8, 13, tzinfo=UTC)
"""When RFC 822 was published. What claims to be older has a broken clock."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What drafting needs to know of the newsroom. `time_zone` is an IANA name."""

    register: Register
    time_zone: str


def received_at(arrival: Arrival, parsed: ParsedItem | None) -> datetime:
    """When it came: as the road says, else its top Received header, else a Date that is not in the future."""
    if arrival.how.received_at is not None:
        return arrival.how.received_at
    if parsed is not None:
        latest = arrival.accepted_at
        # A server's clock may be a little ahead; a sender's may say anything.
        for moment, limit in ((parsed.came_at, latest + timedelta(days=1)), (parsed.written_at, latest)):
            if moment is not None and _EARLIEST <= moment <= limit:
                return moment
    return arrival.accepted_at


def draft(arrival: Arrival, position: int, parser: str, parsed: ParsedItem, desk: Desk) -> Item:
    """An unsaved item. Deriving it again from the same bytes gives the same."""
    parsed = tidying.tidy(parsed)
    moment = received_at(arrival, parsed)
    return Item(
        id=item_id(arrival, position),
        status=parsed.status,
        reason=parsed.reason,
        received_at=moment,
        source=tidying.text(arrival.how.source, limit=200),
        file=tidying.text(arrival.how.file_name),
        raw_sha256=arrival.sha256,
        raw_size=arrival.size,
        auth=_unchecked(parsed, arrival.how.peer),
        auth_due_at=arrival.accepted_at if parser == MAIL else None,
        **facts(parsed, parser=parser, moment=moment, desk=desk),
    )


def item_id(arrival: Arrival, position: int) -> str:
    return arrival.id if position == 0 else f"{arrival.id}-{position + 1}"


def facts(parsed: ParsedItem, *, parser: str, moment: datetime, desk: Desk) -> dict[str, Any]:
    """The fields of an item that come from its bytes (`desk.inbox.DERIVED`)."""
    standing = desk.register.standing(parsed.sender_address, name=parsed.sender_name)
    source = standing.source
    lang = enrichment.language(parsed, default=source.language if source else "")
    embargo = enrichment.embargo(parsed, received_at=moment, time_zone=desk.time_zone, lang=lang)
    return {
        "kind": parsed.kind,
        "parser": parser,
        "sender_name": parsed.sender_name,
        "sender_address": parsed.sender_address,
        "organisation": source.organisation if source else "",
        "known_sender": standing.known,
        "trust": source.trust if source else "",
        "sender_domain": parsed.sender_address.rpartition("@")[2].lower()[:253] if "@" in parsed.sender_address else "",
        "lookalike_of": standing.lookalike_of,
        "lookalike_by": standing.lookalike_by,
        "subject": parsed.subject,
        "headline": parsed.headline,
        "lead": parsed.lead,
        "body": parsed.body,
        "html": parsed.html,
        "original_html": parsed.original_html,
        "dateline": parsed.dateline,
        "byline": parsed.byline,
        "lang": lang,
        "urgency": parsed.urgency,
        "usage_terms": parsed.usage_terms or (source.usage_terms if source else ""),
        "boilerplate": parsed.boilerplate,
        "section": source.section if source else "",
        "contact_name": parsed.contact.name,
        "contact_phone": parsed.contact.phone,
        "contact_email": parsed.contact.email,
        "embargo_kind": embargo.kind,
        "embargo_until": embargo.until,
        "embargo_evidence": tidying.text(embargo.evidence),
        "attachments": [
            {
                "filename": one.filename,
                "content_type": one.content_type,
                "bytes": len(one.content),
                "inline": one.inline,
                "sha256": one.sha256,
            }
            for one in parsed.enclosures
        ],
        "parts": [_part(one) for one in parsed.parts],
        "images": [asdict(picture) for picture in parsed.pictures],
        "message_id": parsed.message_id,
        "uri": parsed.uri,
        "link": parsed.link,
        "version": parsed.version,
        "withdraws": parsed.withdraws,
        "identity": parsed.identity,
    }


def _part(parsed: ParsedItem) -> dict[str, str]:
    """The fields by which a part of a mail differs from the whole."""
    return {
        "headline": parsed.headline,
        "lead": parsed.lead,
        "body": parsed.body,
        "html": parsed.html,
        "dateline": parsed.dateline,
        "boilerplate": parsed.boilerplate,
        "contact_name": parsed.contact.name,
        "contact_phone": parsed.contact.phone,
        "contact_email": parsed.contact.email,
    }


def _unchecked(parsed: ParsedItem, peer: str) -> dict[str, Any]:
    """Proofs that are there and that nobody has checked yet are errors, not absences; no proof is taken on trust."""
    there = set(parsed.signatures) | ({"spf"} if peer and parsed.sender_address else set())
    if there & {"dkim", "spf"}:
        there.add("dmarc")
    return NO_AUTHENTICITY | dict.fromkeys(there, "error")
