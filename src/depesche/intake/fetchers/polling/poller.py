"""The poller: takes what is due, asks in a few threads, writes down what came of it.

Sources are read from the database in pages, so that their number costs no memory. The threads know no database and
are daemons: a fetch that hangs does not hold up the end of the process, and what it did not finish is begun again.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import OperationalError, close_old_connections

from depesche.intake.channels import register
from depesche.intake.channels.jobs import Job, Poll
from depesche.intake.channels.register import Tried
from depesche.intake.channels.schedule import Chance
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.fetchers.polling.hosts import Hosts
from depesche.kit.clock import Clock
from depesche.kit.outages import DATABASE

log = logging.getLogger(__name__)

PAGE = 100
MOST_HELD = 300
LOOK_EVERY = 1.0
KEEP_EVERY = 10.0
"""Seconds after which sources that wait here for their turn, or for an answer, are claimed anew."""
AFTER_REFUSAL = timedelta(minutes=10)
"""A source whose result the database refuses is let be for so long."""
_TICK = 0.1
_PAUSE_AFTER_FAILURE = 2.0
_DUTY = "polling"


class Poller:
    """`fetchers` has one for each kind of source. `gap` is the pause between two questions to a host, in seconds."""

    def __init__(
        self,
        fetchers: Mapping[str, Poll],
        *,
        clock: Clock,
        chance: Chance,
        gap: float = 1.0,
        threads: int = 16,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetchers = fetchers
        self._clock = clock
        self._chance = chance
        self._monotonic = monotonic
        self._most_threads = threads
        self._threads: list[threading.Thread] = []
        self._hosts = Hosts(gap=gap)
        self._todo: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Tried] = queue.SimpleQueue()
        self._unwritten: list[Tried] = []
        self._running = 0
        self._next_look = 0.0
        self._next_keep = monotonic() + KEEP_EVERY

    def run(self, stop: threading.Event) -> None:
        """Poll until `stop`. A round that fails, for want of the database say, is logged and tried again."""
        failed, pause = "", 0.0
        while not stop.is_set():
            try:
                self.step()
                DATABASE.worked(_DUTY)
                failed, pause = "", 0.0
            except OperationalError as error:
                pause = DATABASE.failed(_DUTY, error)
            except Exception as error:
                if repr(error) != failed:
                    log.exception("polling failed; it is tried again")
                failed, pause = repr(error), _PAUSE_AFTER_FAILURE
            if pause or self._monotonic() >= self._next_look:
                close_old_connections()  # a database that was moved away, or put back, is noticed by opening it anew
            stop.wait(pause or (_TICK if len(self._hosts) else LOOK_EVERY))

    def step(self) -> None:
        """Write down what was done, take what is due, hand out what may be asked."""
        self._collect()
        self._keep()
        self._look()
        while self._running < 2 * self._most_threads and (job := self._hosts.take(now=self._monotonic())):
            self._running += 1
            self._todo.put(job)
            if self._running > len(self._threads) < self._most_threads:
                self._threads.append(threading.Thread(target=self._work, name="fetch", daemon=True))
                self._threads[-1].start()

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing runs."""
        return not len(self._hosts) and not self._unwritten

    def _collect(self) -> None:
        while not self._done.empty():
            tried = self._done.get()
            self._hosts.done(tried.job.id, now=self._monotonic())
            self._running -= 1
            self._unwritten.append(tried)
        if self._unwritten:
            self._write(self._unwritten)
            self._unwritten.clear()

    def _keep(self) -> None:
        """Hold on to what was claimed; once this process is dead, another asks after `register.LEASE`."""
        if self._monotonic() >= self._next_keep:
            if held := list(self._hosts):
                register.keep(held, now=self._clock())
            self._next_keep = self._monotonic() + KEEP_EVERY

    def _write(self, tries: list[Tried]) -> None:
        """All in one transaction; when what is in it is refused, one by one, so that one keeps no other out."""
        try:
            register.record(tries, chance=self._chance)
        except OperationalError:
            raise
        except Exception:
            if len(tries) == 1:
                log.exception("how source %d fared cannot be written; it is asked again later", tries[0].job.id)
                register.postpone({tries[0].job.id: self._clock() + AFTER_REFUSAL})
                return
            for one in tries:
                self._write([one])

    def _look(self) -> None:
        while len(self._hosts) < MOST_HELD and self._monotonic() >= self._next_look:
            now, later = self._clock(), {}
            due = register.claim(now=now, limit=PAGE)
            for job in due:
                if job.id not in self._hosts and (wait := self._hosts.add(job, _host(job))) is not None:
                    later[job.id] = now + timedelta(seconds=wait)
            if later:
                register.postpone(later)
            if len(due) < PAGE:
                self._next_look = self._monotonic() + LOOK_EVERY

    def _work(self) -> None:
        while True:
            job = self._todo.get()
            self._done.put(self._try(job))

    def _try(self, job: Job) -> Tried:
        try:
            outcome = self._fetchers[job.kind](job)
        except Trouble as trouble:
            if not job.failures:
                log.warning("source %d (%s): %s", job.id, job.name, trouble)
            return Tried(job, self._clock(), trouble)
        except Exception as error:  # one source must not end the polling of the others
            log.exception("source %d (%s) failed", job.id, job.name)
            return Tried(job, self._clock(), Trouble(Code.INTERNAL, type(error).__name__))
        return Tried(job, self._clock(), outcome)


def _host(job: Job) -> str:
    try:
        return urlsplit(job.address).hostname or job.address
    except ValueError:
        return job.address
