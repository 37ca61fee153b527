"""The worker part of `depesche serve`: what is done behind the desk, in rounds."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

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
LAST_ROUND = 4.0
"""Seconds a round may take to end when the process ends."""
WARM_AFTER = 2.0
"""Seconds that the desk has for itself before the worker loads what the first publish will need."""
_log = logging.getLogger(__name__)


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
    tidied, failed = -TIDY_EVERY, ""
    pieces = _pieces() if warming else iter(())
    warm_from = time.monotonic() + WARM_AFTER
    while not stop.is_set():
        try:
            busy, failed = bool(_round()), ""
        except Exception as error:
            if repr(error) != failed:  # Once, not twice a second, for as long as the database is away.
                _log.exception("the worker's round failed; it is tried again")
            busy, failed = False, repr(error)
        if time.monotonic() - tidied >= TIDY_EVERY and not failed:
            _tidy()
            tidied = time.monotonic()
        if not busy:
            if not failed and time.monotonic() >= warm_from:
                next(pieces, None)
            stop.wait(ROUND if not failed else ROUND_AFTER_FAILURE)


def _talk_to_others(stop: threading.Event) -> None:
    """Start what waits for other people's servers, each in a thread of its own, so that none holds up the rounds."""
    for name, duty in (
        ("polling", _poll),
        ("senders", _check_senders),
        ("receipts", _acknowledge),
        ("outgoing", _send_out),
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
    while queue.is_on(settings) and not stop.is_set():
        try:
            queue.send_due(settings, at=clock.utc_now())
        except Exception:
            _log.exception("receipts cannot be sent; it is tried again")
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

    failed = ""
    while not stop.is_set():
        try:
            close_old_connections()
            busy, failed = bool(posting.deliver(now=clock.utc_now())), ""
        except Exception as error:
            if repr(error) != failed:
                _log.exception("what is owed to others could not be sent; it is tried again")
            busy, failed = False, repr(error)
        if not busy:
            stop.wait(ROUND if not failed else ROUND_AFTER_FAILURE)
