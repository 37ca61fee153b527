"""Receipts: what is written down of each thing that came, whatever was made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depesche.intake import drafting
from depesche.intake.arrivals import Arrival
from depesche.intake.drafting import received_at
from depesche.intake.models import Outcome, Receipt
from depesche.intake.parsed import ParsedItem
from depesche.intake.tidying import text
from depesche.kit.clock import Clock

SAME_BYTES = "Dieselbe Sendung kam schon einmal, Byte für Byte."
NOTHING_NEW = "Alle Einträge sind schon bekannt."


def receipt(
    arrival: Arrival,
    position: int,
    clock: Clock,
    parsed: ParsedItem | None = None,
    *,
    outcome: Outcome,
    reason: str = "",
    item_id: str | None = None,
) -> Receipt:
    how = arrival.how
    return Receipt(
        id=drafting.item_id(arrival, position),  # the item made of it has the same key
        arrival_id=arrival.id,
        position=position,
        outcome=outcome,
        reason=reason,
        item_id=item_id,
        received_at=received_at(arrival, parsed),
        accepted_at=arrival.accepted_at,
        read_at=clock(),
        sha256=arrival.sha256,
        size=arrival.size,
        fetcher=text(how.fetcher, limit=40),
        source=text(how.source, limit=200),
        mail_from=None if how.mail_from is None else text(how.mail_from),
        rcpt_tos=[text(address) for address in how.rcpt_tos],
        peer=text(how.peer, limit=100),
        helo=text(how.helo, limit=500),
        file_name=text(how.file_name),
    )


def repeated(arrival: Arrival, before: Iterable[Receipt], clock: Clock, *, asked_again: bool) -> Iterator[Receipt]:
    """Receipts for bytes that were read before: what was a item then is repeated now, what was empty is again."""
    if asked_again:
        yield receipt(arrival, 0, clock, outcome=Outcome.EMPTY, reason=NOTHING_NEW)
        return
    for earlier in before:
        empty = earlier.outcome == Outcome.EMPTY
        yield receipt(
            arrival,
            earlier.position,
            clock,
            outcome=Outcome.EMPTY if empty else Outcome.DUPLICATE,
            reason=earlier.reason if empty else SAME_BYTES,
            item_id=earlier.item_id,
        )
