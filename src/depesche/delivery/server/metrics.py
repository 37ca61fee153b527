"""`/metrics` in the Prometheus text format, version 0.0.4: this front's numbers, and what the others last said."""

from __future__ import annotations

import secrets

from depesche.delivery import tallies
from depesche.delivery.live import readers
from depesche.delivery.server.clients import Client
from depesche.delivery.server.front_state import FrontState
from depesche.kit.clock import Clock, utc_now

CONTENT_TYPE = b"text/plain; version=0.0.4; charset=utf-8"

_HELP = {
    "pages": "Baked pages answered.",
    "pages_not_modified": "Baked pages answered with 304.",
    "page_errors": "Baked pages that could not be read.",
    "proxied": "Requests passed to the newsroom.",
    "proxy_failures": "Requests the newsroom did not answer.",
    "live_opened": "Live connections taken in.",
    "live_refused": "Live connections refused.",
    "live_cut": "Live readers cut off because they were too slow.",
    "live_events": "Live events that reached this front.",
    "live_writes": "Live events written to readers, those for one reader at a time counted as one.",
}


def report(front: FrontState, *, clock: Clock = utc_now) -> readers.Report:
    """What this front has to say, for the others and for the desk."""
    counters = front.counters.as_dict()
    hub = front.hub
    if hub is None:
        return readers.Report(at=clock(), total=0, counters=counters)
    counters |= {"live_events": float(hub.events_delivered), "live_writes": float(hub.writes)}
    return readers.Report(at=clock(), total=hub.readers, topics=hub.counts(), counters=counters)


def may_read(client: Client, authorization: bytes, token: str) -> bool:
    """Loopback, or the bearer token when one is set."""
    if client.is_loopback:
        return True
    return bool(token) and secrets.compare_digest(authorization, b"Bearer " + token.encode())


def text(front: FrontState, *, clock: Clock = utc_now) -> str:
    """All fronts, each with its number as a label."""
    reports = readers.reports(front.config, clock=clock) | {front.index: report(front, clock=clock)}
    lines = ["# HELP depesche_live_readers Open live connections.", "# TYPE depesche_live_readers gauge"]
    lines += [f'depesche_live_readers{{front="{index}"}} {said.total}' for index, said in sorted(reports.items())]
    for name, meaning in _HELP.items():
        lines += [f"# HELP depesche_{name}_total {meaning}", f"# TYPE depesche_{name}_total counter"]
        for index, said in sorted(reports.items()):
            lines.append(f'depesche_{name}_total{{front="{index}"}} {said.counters.get(name, 0):.0f}')
    lines += [
        "# HELP depesche_page_cache_bytes Baked pages held in memory by this front.",
        "# TYPE depesche_page_cache_bytes gauge",
        f'depesche_page_cache_bytes{{front="{front.index}"}} {front.pages.cached_bytes}',
    ]
    counted = tallies.read(front.config.home)
    for name, meaning in tallies.HELP.items():
        lines += [f"# HELP depesche_{name}_total {meaning}", f"# TYPE depesche_{name}_total counter"]
        lines.append(f"depesche_{name}_total {counted.get(name, 0)}")
    return "\n".join(lines) + "\n"
