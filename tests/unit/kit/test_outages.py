"""A database that is away is told of once, for all who miss it, and once more when it is back."""

from __future__ import annotations

import logging

import pytest
from django.db import DataError, InterfaceError, OperationalError

from depesche.kit import logs, outages
from depesche.kit.outages import Outage


class Timer:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage().partition(":")[0] for record in caplog.records]


def test_one_line_for_all_and_one_when_all_have_it_back(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    outage = Outage(timer=Timer())
    outage.worked("worker")
    assert said(caplog) == []
    for who in ("worker", "polling", "senders"):
        for _try in range(3):
            outage.failed(who, OperationalError(f"unable to open database file\nfor {who}"))
    assert said(caplog) == ["The database cannot be used"]
    assert "unable to open database file. What comes in is kept" in caplog.text
    outage.worked("worker")
    outage.worked("polling")
    assert len(said(caplog)) == 1
    outage.worked("senders")
    assert said(caplog)[1:] == ["The database can be used again."]
    outage.failed("worker", OperationalError("gone again"))
    assert len(said(caplog)) == 3


def test_tries_grow_rarer_and_begin_anew(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage(timer=Timer())
    pauses = [outage.failed("worker", OperationalError("")) for _try in range(5)]
    assert pauses == [2.0, 4.0, 8.0, outages.LONGEST_PAUSE, outages.LONGEST_PAUSE]
    outage.worked("worker")
    assert outage.failed("worker", OperationalError("")) == 2.0


def test_an_outage_that_goes_on_is_told_of_again(caplog: pytest.LogCaptureFixture) -> None:
    timer = Timer()
    outage = Outage(timer=timer)
    for _minute in range(25):
        outage.failed("worker", OperationalError("away"))
        timer.now += 60.0
    assert len(caplog.records) == 3


def test_a_request_that_failed_for_it_is_a_line_without_a_traceback() -> None:
    for error, kept in ((OperationalError("away"), False), (ValueError("ours"), True)):
        what = (type(error), error, None)
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Internal Server Error: %s", ("/x",), what)
        assert logs.without_outage(record)
        assert bool(record.exc_info) is kept
        assert record.getMessage().startswith("Internal Server Error: /x")


@pytest.mark.parametrize(
    ("error", "away"),
    [(OperationalError(), True), (InterfaceError(), True), (DataError(), False), (OSError(), False)],
)
def test_what_counts_as_an_outage(error: Exception, *, away: bool) -> None:
    assert outages.is_outage(error) is away
