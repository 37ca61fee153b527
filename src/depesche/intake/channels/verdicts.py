"""What reading made of arrivals, for fetchers that leave a mark of it where the things came from."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.desk.models import Status
from depesche.intake.models import Receipt


def of(arrival_ids: Iterable[str]) -> dict[str, str]:
    """For each of these arrivals that was read: "", or why nothing in it could be read."""
    ids = list(arrival_ids)
    if not ids:
        return {}
    found = Receipt.objects.filter(arrival_id__in=ids).order_by("arrival_id", "position")
    reasons: dict[str, str] = {}
    for arrival_id, status, reason in found.values_list("arrival_id", "item__status", "item__reason"):
        said = reason if status == Status.QUARANTINED else ""
        # One entry that can be read is enough.
        reasons[arrival_id] = reasons.get(arrival_id, said) and said
    return reasons
