"""How many mails a second are accepted and synced, beside Postfix; and how soon a mail lies in the open inbox.

Goals: at least as many as Postfix that delivers to a Maildir, 20 kB each over 20 connections, side by side in one run;
from 250 to the row in the inbox a median below 2 seconds at 20 mails a second, from the first mail after the start
on. The rounds alternate, so that what else the machine does hits both. Postfix is Debian's (`.ci/packages`), with its
own defaults and `in_flow_delay = 0`, on loopback in a folder beside our home; both are sent to by Postfix's
`smtp-source`. It is told twice: until the last 250, and until the last mail lies in the Maildir. The reading time of a
mail is `bench_parsing.py`.

`ROUNDS`, `MAILS` and `SECONDS` in the environment change how long it goes on.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from threading import Thread

sys.path.insert(0, str(Path(__file__).parents[1]))

import bench_parsing
from arrival import sending
from tests.integration.intake.fetching import mail_servers
from tests.running import Newsroom

ROUNDS = int(os.environ.get("ROUNDS", "9"))
MAILS = int(os.environ.get("MAILS", "500"))
SECONDS = int(os.environ.get("SECONDS", "30"))
SIZE = 20_000
CONNECTIONS = 20
PER_SECOND = 20.0
GOAL_RATIO = 1.0
GOAL_INBOX = 2.0


def beside_postfix() -> bool:
    with mail_servers.folder() as folder:
        mails = folder / "mails"
        mails.mkdir(mode=0o777)
        mails.chmod(0o777)
        door = Newsroom(home=folder / "home", arguments=("--only", "intake"))
        door.start()
        try:
            mail_servers.wait_for_greeting(door.smtp_port, b"220", door.home / "serve.log")
            with mail_servers.postfix(mail_servers.delivering(mails)) as postfix:
                return _rounds(door.smtp_port, postfix.smtp, mails / "all" / "new")
        finally:
            door.stop()


def _rounds(ours: int, theirs: int, maildir: Path) -> bool:
    found: dict[str, list[float]] = {"Depesche, 250": [], "Postfix, 250": [], "Postfix, in the Maildir": []}
    for number in range(1, ROUNDS + 2):
        accepted = _rate(ours)
        begun = time.monotonic()
        queued = _rate(theirs)
        while sum(1 for _ in maildir.iterdir()) < number * MAILS:
            time.sleep(0.01)
        delivered = MAILS / (time.monotonic() - begun)
        if number > 1:  # the first warms both up
            for rates, rate in zip(found.values(), (accepted, queued, delivered), strict=True):
                rates.append(rate)
    for name, rates in found.items():
        print(f"{name:25} median {median(rates):6.0f} a second   lowest {min(rates):6.0f}   highest {max(rates):6.0f}")
    door, postfix = found["Depesche, 250"], found["Postfix, 250"]
    ratio = median(door) / median(postfix)
    pairs = median(one / other for one, other in zip(door, postfix, strict=True))
    met = ratio >= GOAL_RATIO
    print(f"ratio of the medians {ratio:.2f}, median of the ratios {pairs:.2f}  {'met' if met else 'MISSED'}")
    return met


def _rate(port: int) -> float:
    return sending.rate_of_smtp_source(port, mails=MAILS, size=SIZE, connections=CONNECTIONS)


def into_the_inbox() -> bool:
    count = int(SECONDS * PER_SECOND)
    with tempfile.TemporaryDirectory() as home, Newsroom(home=Path(home), arguments=("--with-demo",)) as newsroom:
        rows: dict[str, float] = {}
        watcher = Thread(target=_watch, args=(newsroom.home / "db.sqlite3", rows, count))
        watcher.start()
        accepted = sending.send_steadily(newsroom.smtp_port, mails=count, size=SIZE, per_second=PER_SECOND)
        watcher.join()
    waits = [rows[name] - at for name, at in accepted.items() if name in rows]
    first = sorted(waits[: int(5 * PER_SECOND)])
    waits.sort()
    met = len(waits) == count and median(waits) < GOAL_INBOX and median(first) < GOAL_INBOX
    print(
        f"250 to the row in the inbox, {len(waits)} of {count} mails at {PER_SECOND:.0f} a second: "
        f"median {median(waits):.2f} s, 95 % {waits[int(len(waits) * 0.95)]:.2f} s, longest {waits[-1]:.2f} s; "
        f"median of the first 5 seconds {median(first):.2f} s  {'met' if met else 'MISSED'}"
    )
    return met


def _watch(database: Path, rows: dict[str, float], count: int) -> None:
    """Note when each item of ours is first seen in the table of open items."""
    deadline = time.monotonic() + SECONDS + 60
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)
    question = "SELECT message_id FROM desk_item WHERE status = 'new' AND message_id LIKE '%@bench.example'"
    while len(rows) < count and time.monotonic() < deadline:
        for (name,) in connection.execute(question).fetchall():
            rows.setdefault(name, time.monotonic())
        time.sleep(0.05)
    connection.close()


def main() -> None:
    met = [beside_postfix(), into_the_inbox()]
    print("reading a mail:")
    bench_parsing.main()
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
