"""Which version of a story stands above which: what a sender says of a text comes before when it came.

A correction, a withdrawal or a wire's higher version number raises an item above what it replaces, as far as its sender
may speak for that. A later copy of a text that was replaced stays below. Pure functions on items, saved or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from depesche.desk.models import Item
from depesche.desk.versions import place, states
from depesche.intake.authenticity.organisations import ascii_domain, organisation
from depesche.intake.sources import FREE_MAIL
from depesche.language import duplicates

REPEATED = 0.6
"""Share of a text that must stand in a replaced one before it is called a copy of that."""
SAME = 0.9
"""Share that both must have of each other before one is the other, whatever else has been written since."""
_LONGEST = 60_000


def text_of(item: Item) -> str:
    """What is compared of an item."""
    return f"{item.headline or item.subject}\n{item.lead}\n{item.body}"[:_LONGEST]


def speaks_for(item: Item, other: Item) -> bool:
    """Whether an item comes from who sent the other, and so may correct it or take it back."""
    return bool(_voices(item) & _voices(other))


def is_trusted(item: Item) -> bool:
    """Whether the newsroom knows where it comes from: by the register, or by a source that it set up itself."""
    return not item.lookalike_of and (item.known_sender or not item.sender_address)


def is_of_origin(item: Item, others: Sequence[Item]) -> bool:
    """Whether an item is trusted, or of whom a story came from: its first known sender, or else its first sender.

    Who first sends a copy and then its "correction" is neither.
    """
    first = min(others, key=lambda other: (not is_trusted(other), other.received_at, other.pk), default=None)
    return is_trusted(item) or first is None or speaks_for(item, first)


def is_older(version: str, than: str) -> bool:
    """Whether one version, a number or a moment (ISO 8601), comes before another. False when nobody can tell."""
    if version.isdecimal() and than.isdecimal():
        return int(version) < int(than)
    one, other = _moment(version), _moment(than)
    return one is not None and other is not None and one < other


def repeated(item: Item, others: Sequence[Item]) -> Item | None:
    """The replaced version of which an item is a copy: it says what that said before it was corrected.

    What counts is where the two differ: an item that has more of what only the old one says repeats the old one.
    """
    if states(item) or item.corrects_id or not others:
        return None  # what it says itself counts
    last = max(others, key=place)
    mine = duplicates.fingerprint(text_of(item)).trigrams
    new = duplicates.fingerprint(text_of(last)).trigrams
    found: tuple[float, Item | None] = (0.0, None)
    for other in others:
        if other.rank >= last.rank:
            continue
        old = duplicates.fingerprint(text_of(other)).trigrams
        share = len(mine & old) / max(len(mine), 1)
        leaning = len(mine & (old - new)) - len(mine & (new - old))
        is_same = share >= SAME and len(mine & old) >= SAME * len(old) and leaning >= 0
        is_copy = share >= REPEATED and leaning > 0
        if (is_same or is_copy) and share > found[0]:
            found = share, other
    return found[1]


def rank(item: Item, others: Sequence[Item], *, repeats: Item | None = None) -> int:
    """The rank of a new version among the others of its story; `repeats` is the replaced one that it is a copy of."""
    if not others:
        return int(states(item))
    numbered = _rank_by_number(item, others)
    if numbered is not None:
        return numbered
    if repeats is not None:
        return repeats.rank
    top = max(other.rank for other in others)
    lowest = min(other.rank for other in others)
    if states(item) or item.corrects_id:
        wanted = top + 1
    elif _overtook_its_original(others):
        wanted = lowest - 1
    else:
        wanted = top
    # What somebody corrected of their own is not for others to supersede.
    limits = [other.rank - 1 for other in others if states(other) and not _may_supersede(item, other)]
    return min([wanted, *limits])


def _overtook_its_original(others: Sequence[Item]) -> bool:
    """Whether there are only corrections so far of something that had not come."""
    return all(states(other) and other.corrects_id is None for other in others)


def _may_supersede(item: Item, other: Item) -> bool:
    return speaks_for(item, other) or (is_trusted(item) and not is_trusted(other))


def _rank_by_number(item: Item, others: Sequence[Item]) -> int | None:
    """The rank of a wire's version that a newer one overtook on its way; None for any other."""
    if not item.uri:
        return None
    same = [other for other in others if other.uri == item.uri and other.kind == item.kind]
    newer = [other.rank for other in same if is_older(item.version, other.version)]
    if not newer:
        return None
    older = [other.rank for other in same if is_older(other.version, item.version)]
    return min(max(older), *newer) if older else min(newer) - 1


def _voices(item: Item) -> set[str]:
    """Under which names its sender is known here. A look-alike speaks for nobody but itself."""
    address = item.sender_address.lower()
    if item.lookalike_of:
        return {f"look-alike {address}"}
    found = {f"organisation {item.organisation.casefold()}"} if item.known_sender and item.organisation else set()
    domain = item.sender_domain or address.rpartition("@")[2]
    if domain in FREE_MAIL:
        found.add(f"address {address}")
    elif domain:
        found.add(f"domain {organisation(ascii_domain(domain)) or domain}")
    elif item.uri:
        found.add(f"source {item.source} {item.sender_name}")
    return found


def _moment(version: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(version)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
