"""What a fetcher is given to poll one source, and what it says came of it. Failures are raised as Trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

AWAITED = "awaited"
"""Where in a bookmark arrivals stand of which the fetcher wants to know how they were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What was agreed with the hub of a feed: it tells us until `until`. None: it does not."""

    hub: str
    topic: str
    key: str
    secret: str
    asked_at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One source to be asked now. `bookmark` is what the fetcher left the last time.

    `verdicts` says of arrivals that the bookmark names under `AWAITED` what reading them came to, as far as they were
    read: "" or, when nothing in them could be read, why.
    """

    id: int
    kind: str
    name: str
    address: str
    interval: int
    bookmark: Mapping[str, Any] = field(default_factory=dict)
    secret_file: str = ""
    failures: int = 0
    lease: Lease | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A try that went well.

    `arrivals` counts what was taken in. `moved_to` is the address to ask from now on. `more` means that there is more
    to fetch at once. `remark` names what an editor should know although it went well, as `Trouble.facts` does.
    `hub` is a feed's hub and the topic it knows it by; `asked_hub` means that it was asked to tell us.
    """

    arrivals: int = 0
    bookmark: Mapping[str, Any] = field(default_factory=dict)
    moved_to: str = ""
    more: bool = False
    remark: Mapping[str, str] = field(default_factory=dict)
    hub: tuple[str, str] | None = None
    asked_hub: bool = False


Poll = Callable[[Job], Fetched]
"""Asks one source. What it reports as taken in is durable. Raises Trouble."""
