"""An item as one JSON object: what `depesche intake` and `depesche inbox` print. The field names are a contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import merge
from typing import Any

from depesche.desk import dividing
from depesche.desk.models import OPEN, Item, Status
from depesche.intake.arrivals import Arrival
from depesche.intake.drafting import NO_AUTHENTICITY, received_at
from depesche.intake.models import Outcome, Receipt
from depesche.intake.tidying import text

RECEIVED = "received"


def every() -> Iterator[Receipt]:
    """All receipts in the order they came."""
    return Receipt.objects.select_related("item").order_by("arrival_id", "position").iterator(chunk_size=200)


def still_open() -> Iterator[Receipt]:
    """The receipts of the items that wait for an editor, newest first."""
    found = Receipt.objects.filter(outcome=Outcome.READ, item__status__in=OPEN)
    return found.select_related("item").order_by("-received_at", "-id").iterator(chunk_size=200)


def of_arrivals(ids: list[str]) -> dict[str, list[Receipt]]:
    """The receipts of each arrival, in their order."""
    found: dict[str, list[Receipt]] = {}
    for receipt in Receipt.objects.filter(arrival_id__in=ids).select_related("item").order_by("position"):
        found.setdefault(receipt.arrival_id, []).append(receipt)
    return found


def lines(receipt: Receipt) -> Iterator[dict[str, Any]]:
    """The line of a receipt, and one for each item that an editor made of a part of it."""
    yield line(receipt)
    if receipt.outcome == Outcome.READ and receipt.item:
        for part in dividing.parts_of(receipt.item):
            yield {**line(receipt, part=part), "id": part.pk}


def open_lines() -> Iterator[dict[str, Any]]:
    """The lines of what waits for an editor, newest first; of divided mails the parts."""
    divided = Item.objects.filter(status__in=OPEN, pk__regex=r"-t[0-9]+$").order_by("-received_at", "-pk")
    receipts = Receipt.objects.in_bulk([dividing.key_of_whole(part.pk) for part in divided])
    parts = [(part, receipts[dividing.key_of_whole(part.pk)]) for part in divided]
    found = ((receipt.received_at, receipt.pk, line(receipt)) for receipt in still_open())
    more = ((part.received_at, part.pk, {**line(receipt, part=part), "id": part.pk}) for part, receipt in parts)
    return (one for *_, one in merge(found, more, key=lambda entry: entry[:2], reverse=True))


def line(receipt: Receipt, *, part: Item | None = None) -> dict[str, Any]:
    """A receipt with what was read from it; a duplicate carries what was read from the first copy.

    `part` is an item that was made of a part of the mail: the line tells of it, on the mail's receipt.
    """
    item = part or receipt.item
    duplicate = receipt.outcome == Outcome.DUPLICATE
    status = item.status if receipt.outcome == Outcome.READ and item else receipt.outcome
    fields = _fields(item)
    return {
        "id": receipt.id,
        "file": receipt.file_name,
        "status": status,
        "reason": receipt.reason or fields.pop("reason"),
        **{name: value for name, value in fields.items() if name != "reason"},
        "received_at": _moment(receipt.received_at),
        "duplicate_of": item.pk if duplicate and item else None,
        "part_of": receipt.id if part else None,
        "raw_sha256": receipt.sha256,
        "source": receipt.source,
    }


def waiting_line(arrival: Arrival) -> dict[str, Any]:
    """Something that is durable and not read yet."""
    return {
        "id": arrival.id,
        "file": text(arrival.how.file_name),
        "status": RECEIVED,
        **_fields(None),
        "received_at": _moment(received_at(arrival, None)),
        "duplicate_of": None,
        "part_of": None,
        "raw_sha256": arrival.sha256,
        "source": text(arrival.how.source),
    }


def unreadable_line(file: str, reason: str, *, at: datetime, source: str = "") -> dict[str, Any]:
    """A file that could not be read or kept: nothing was received, so nothing has an id or a hash."""
    return {
        "id": "",
        "file": text(file),
        "status": Status.QUARANTINED.value,
        **_fields(None),
        "reason": text(reason),
        "received_at": _moment(at),
        "duplicate_of": None,
        "part_of": None,
        "raw_sha256": "",
        "source": text(source),
    }


def _fields(item: Item | None) -> dict[str, Any]:
    """The fields that come from an item, empty ones for none."""
    item = item or Item(auth=dict(NO_AUTHENTICITY))
    return {
        "reason": item.reason,
        "kind": item.kind or None,
        "parser": item.parser or None,
        "subject": item.subject,
        "sender_name": item.sender_name,
        "sender_address": item.sender_address,
        "headline": item.headline,
        "lead": item.lead,
        "body": item.body,
        "contact": item.contact,
        "lang": item.lang or None,
        "embargo": {
            "kind": item.embargo_kind,
            "until": _moment(item.embargo_until) if item.embargo_until else None,
            "evidence": item.embargo_evidence,
        },
        "attachments": item.attachments,
        "images": item.images,
        "auth": item.auth,
        "auth_checked_at": _moment(item.auth_checked_at) if item.auth_checked_at else None,
        "known_sender": item.known_sender,
        "first_contact": item.first_contact,
        "lookalike_of": item.lookalike_of or None,
        "lookalike_by": item.lookalike_by,
        "corrects": item.corrects_id,
        "withdraws": item.withdraws,
        "repeats": item.repeats_id,
        "disputes": item.disputes_id,
        "family": item.family,
        "confirmed_at": _moment(item.confirmed_at) if item.confirmed_at else None,
        "organisation": item.organisation,
        "section": item.section,
        "dateline": item.dateline,
        "byline": item.byline,
        "urgency": item.urgency,
        "usage_terms": item.usage_terms,
        "boilerplate": item.boilerplate,
        "uri": item.uri,
        "version": item.version,
        "link": item.link,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
