"""Readers who take next to nothing cost others no time and the server no memory; `make bench-slow` does it large."""

from __future__ import annotations

import tracemalloc
from contextlib import ExitStack
from pathlib import Path

from tests.integration.delivery.harness import request_for, running_front, wait_until

from depesche.delivery.live import NewEvent, open_log

_SLOW = 50
_EVENTS = 60
_TEXT = "x" * 4000


def test_slow_readers_hold_places_and_no_copies(home: Path) -> None:
    """Fifty lag 200 kB behind: that is 10 MB, if each had its own. Then all are cut off, and one who reads goes on."""
    with ExitStack() as stack:
        front = stack.enter_context(running_front(home, live_per_address=0))
        log = open_log(front.config)
        stack.callback(log.close)
        hub = front.state.hub
        assert hub is not None
        for _ in range(_SLOW):
            slow = stack.enter_context(front.connect(receive_buffer=2048))
            slow.send(request_for("/live/events?topics=front"))
        quick = stack.enter_context(front.connect())
        quick.send(request_for("/live/events?topics=front"))
        wait_until(lambda: hub.readers == _SLOW + 1)
        tracemalloc.start()
        stack.callback(tracemalloc.stop)
        before, _peak = tracemalloc.get_traced_memory()
        for number in range(_EVENTS):
            log.append([NewEvent(topic="front", event="update", path="/", data={"number": number, "text": _TEXT})])
            quick.until(b'{"number":%d,' % number)
        after, _peak = tracemalloc.get_traced_memory()
        assert after - before < 2_000_000
        while front.state.counters.live_cut < _SLOW:
            log.append([NewEvent(topic="front", event="update", path="/", data={"text": _TEXT})])
            quick.until(b"\n\n")
        wait_until(lambda: hub.readers == 1)
        log.append([NewEvent(topic="front", event="correct", path="/")])
        quick.until(b"event: correct")
