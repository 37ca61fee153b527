"""The worker part of `depesche serve`: what is done behind the desk, in rounds."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from depesche.kit import outages

if TYPE_CHECKING:
    from depesche.intake.rounds import Rounds

ROUND = 0.5
"""Seconds between rounds when there was nothing to do."""
ROUND_AFTER_FAILURE = 2.0
READING = 2.0
"""Seconds for which what came in is read before the other duties have their turn."""
TIDY_EVERY = 600.0
POLL_AGAIN = 60.0
RECEIPTS_EVERY = 5.0
LIGHTEN_EVERY = 2.0
REST = 3.0
"""After a picture was made in AVIF, so many times as long as it took passes before the next is."""
LIGHTEN_NICE = 10
"""Of 0 to 19: how far the thread that makes AVIF stands back where processors are short."""
LAST_ROUND = 4.0
"""Seconds a round may take to end when the process ends."""
WARM_AFTER = 2.0
"""Seconds that the desk has for itself before the worker loads what the first publish will need."""
_log = logging.getLogger(__name__)


class Trouble:
    """How one duty fares: a database that is away is told of once for all, anything else once for as long as it
    lasts, with where it happened."""

    def __init__(self, duty: str, words: str) -> None:
        self._duty = duty
        self._words = words
        self._failed = ""
        self.pause: float | None = None
        """Seconds to wait before the next try; None when the last one went well."""

    def met(self, error: Exception) -> None:
        if outages.is_outage(error):
            self.pause = outages.DATABASE.failed(self._duty, error)
            return
        if repr(error) != self._failed:
            _log.error("%s", self._words, exc_info=error)
        self._failed, self.pause = repr(error), ROUND_AFTER_FAILURE

    def over(self) -> None:
        outages.DATABASE.worked(self._duty)
        self._failed, self.pause = "", None


def run() -> None:
    """Be the worker until SIGTERM."""
    from depesche.commands import django

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: stop.set())
    django.start()
    work(stop)


@contextmanager
def beside() -> Iterator[None]:
    """Work in a thread of this process, in which Django is loaded, for as long as the block lasts."""
    stop = threading.Event()
    # A daemon: a long piece of work is repeatable and does not hold up the end of the process.
    thread = threading.Thread(target=work, args=[stop], kwargs={"warming": True}, name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(LAST_ROUND)


def work(stop: threading.Event, *, warming: bool = False) -> None:
    """Rounds until `stop`. A round that fails is logged and tried again; nothing is lost by it.

    With `warming`, for the process that publishes: a little is loaded beforehand after each round that has nothing
    else to do, until all is there.
    """
    _talk_to_others(stop)
    tidied = -TIDY_EVERY
    trouble = Trouble("worker", "the worker's round failed; it is tried again")
    pieces = _pieces() if warming else iter(())
    warm_from = time.monotonic() + WARM_AFTER
    while not stop.is_set():
        busy = False
        try:
            busy = bool(_round())
            trouble.over()
        except Exception as error:
            trouble.met(error)
        if time.monotonic() - tidied >= TIDY_EVERY and trouble.pause is None:
            _tidy()
            tidied = time.monotonic()
        if not busy:
            if trouble.pause is None and time.monotonic() >= warm_from:
                next(pieces, None)
            stop.wait(ROUND if trouble.pause is None else trouble.pause)


def _talk_to_others(stop: threading.Event) -> None:
    """Start what waits for other people's servers, each in a thread of its own, so that none holds up the rounds."""
    for name, duty in (
        ("polling", _poll),
        ("senders", _check_senders),
        ("receipts", _acknowledge),
        ("outgoing", _send_out),
        ("avif", _lighten),
    ):
        threading.Thread(target=duty, args=[stop], name=name, daemon=True).start()


def _pieces() -> Iterator[None]:
    """Warm up in pieces; what fails is loaded when it is needed."""
    from depesche.stories import warming

    try:
        yield from warming.pieces()
    except Exception as error:
        _log.info("not all could be loaded beforehand; the first publish may take longer: %s", error)


def _round() -> int:
    """One round over every duty; how much there was to do. Nothing that came in holds up what is due for long."""
    from depesche.intake import reading
    from depesche.kit import clock, config
    from depesche.stories import worker

    read = reading.drain(config.load(), clock=clock.utc_now, rounds=_rounds(), seconds=READING)
    return read + worker.step()


@cache
def _rounds() -> Rounds:
    """Whose turn it is among what came in: kept from round to round."""
    from depesche.intake.rounds import Rounds

    return Rounds()


def _tidy() -> None:
    from depesche.intake import kindred
    from depesche.intake.channels import register
    from depesche.kit import clock
    from depesche.stories import worker

    try:
        worker.tidy()
        kindred.forget(now=clock.utc_now())
        register.forget_promises(now=clock.utc_now())
    except Exception:
        _log.exception("tidying failed; it is tried again")


def _poll(stop: threading.Event) -> None:
    """Fetch from feeds, mailboxes and folders until `stop`, in a thread that no slow server holds up the rounds of."""
    from depesche.intake.fetchers.polling import fetching
    from depesche.kit import config

    while not stop.is_set():
        try:
            fetching.run(config.load(), stop)
        except Exception:
            _log.exception("fetching cannot begin; it is tried again")
            stop.wait(POLL_AGAIN)


def _acknowledge(stop: threading.Event) -> None:
    """Send receipts to senders until `stop`, where they are switched on, in a thread: a relay may be slow."""
    from django.db import close_old_connections

    from depesche.intake.acknowledging import queue
    from depesche.kit import clock, config

    settings = config.load()
    trouble = Trouble("receipts", "receipts cannot be sent; it is tried again")
    while queue.is_on(settings) and not stop.is_set():
        try:
            queue.send_due(settings, at=clock.utc_now())
            trouble.over()
        except Exception as error:
            trouble.met(error)
        close_old_connections()
        stop.wait(RECEIPTS_EVERY)


def _check_senders(stop: threading.Event) -> None:
    """Compute the authenticity of mails until `stop`, in a thread: a slow domain does not hold up the inbox."""
    from depesche.intake import checking
    from depesche.kit import config

    while not stop.is_set():
        try:
            checking.run(config.load(), stop)
        except Exception:
            _log.exception("senders cannot be checked; it is tried again")
            stop.wait(POLL_AGAIN)


def _send_out(stop: threading.Event) -> None:
    """Send webhooks and push messages until `stop`, in a thread: a slow receiver holds up nothing else."""
    from django.db import close_old_connections

    from depesche.kit import clock
    from depesche.outgoing import posting

    trouble = Trouble("outgoing", "what is owed to others could not be sent; it is tried again")
    while not stop.is_set():
        busy = False
        try:
            close_old_connections()
            busy = bool(posting.deliver(now=clock.utc_now()))
            trouble.over()
        except Exception as error:
            trouble.met(error)
        if not busy:
            stop.wait(ROUND if trouble.pause is None else trouble.pause)


def _lighten(stop: threading.Event) -> None:
    """Make pictures in AVIF until `stop`, in a thread that gives way to all others and rests after each picture."""
    from django.db import close_old_connections

    from depesche.media import avif
    from depesche.stories import avif_pictures

    if not avif.can_encode():
        return
    if sys.platform == "linux":  # Where this is said of a thread; elsewhere it would be of the whole process.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LIGHTEN_NICE)
    trouble = Trouble("avif", "a picture could not be made in AVIF; it is tried again")
    while not stop.is_set():
        took = 0.0
        try:
            close_old_connections()
            started = time.monotonic()
            if avif_pictures.step():
                took = time.monotonic() - started
            trouble.over()
        except Exception as error:
            trouble.met(error)
        stop.wait(max(trouble.pause or 0.0, took * REST if took else LIGHTEN_EVERY))
