"""A thousand mangled mails into the inbox, and then all of them once more: is each an item or a quarantine entry with a
reason, without a fault in the log, and does the second time make no second item?

Set COUNT to try with more.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import count, islice
from pathlib import Path
from random import Random
from time import perf_counter

from parsing import samples
from parsing.mangler import MANGLERS

COUNT = int(os.environ.get("COUNT", "1000"))


class _Faults(logging.Handler):
    """Keeps what was logged as an error, or with a traceback."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def mails() -> Iterator[bytes]:
    """Every sample in every way, no two with the same bytes."""
    seen: set[bytes] = set()
    for number in count(1):
        for name, raw in samples.mails().items():
            for way, mangle in MANGLERS.items():
                broken = mangle(raw, Random(f"{number} {name} {way}"))
                digest = sha256(broken).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield broken


def main() -> None:
    os.environ |= {"DEPESCHE_HOME": tempfile.mkdtemp(), "DJANGO_SETTINGS_MODULE": "depesche.settings"}
    import django

    django.setup()
    from depesche.commands import migration

    migration.migrate()
    from depesche.desk.models import Item
    from depesche.intake import reading
    from depesche.intake.arrivals import Circumstances
    from depesche.intake.door import open_door
    from depesche.intake.models import Outcome, Receipt
    from depesche.kit import config as configuration
    from depesche.kit.clock import utc_now

    faults = _Faults()
    logging.getLogger().addHandler(faults)
    config = configuration.load()
    door = open_door(config)

    def send() -> float:
        for batch in iter(lambda: list(islice(source, 200)), []):
            for raw in batch:
                door.accept(raw, Circumstances(fetcher="smtp", received_at=utc_now(), mail_from="a@b.example"))
            reading.drain(config)
        return perf_counter()

    begun, source = perf_counter(), islice(mails(), COUNT)
    first = send() - begun
    became = Counter(Item.objects.values_list("status", flat=True))
    receipts, items = Receipt.objects.count(), Item.objects.count()
    repeated = Receipt.objects.filter(outcome=Outcome.DUPLICATE).count()
    unsaid = Item.objects.filter(status__in=("quarantined", "filed"), reason="").count()
    print(f"{COUNT} mangled mails in {first:.0f} s: {receipts} receipts, {items} items {dict(became)}, ", end="")
    print(f"{repeated} told to be the same mail in other bytes; without a reason: {unsaid}")
    begun, source = perf_counter(), islice(mails(), COUNT)
    again = send() - begun
    more, second = Item.objects.count() - items, Receipt.objects.count() - receipts
    print(f"the same again in {again:.0f} s: {second} receipts, {more} new items")
    print(f"faults in the log: {len(faults.said)}", *sorted(set(faults.said))[:5], sep="\n  ")
    lost = COUNT - Receipt.objects.values("arrival_id").distinct().count() // 2
    sys.exit(bool(more or unsaid or faults.said or lost or second != receipts))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
