from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest

from depesche.kit import logs

AT = 1_783_099_440.125
"""3 July 2026, 17:24 UTC."""


@pytest.fixture(params=["Europe/Berlin", "UTC", "America/St_Johns"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What Django does to its processes."""
    with monkeypatch.context() as here:
        here.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_a_line_says_when_in_utc_with_its_offset_whatever_zone_the_process_has() -> None:
    record = logging.LogRecord("depesche.x", logging.WARNING, __file__, 1, "Voll: %s", ("ja",), None)
    record.created = AT
    assert logs.Lines().format(record) == "2026-07-03T17:24:00.125+00:00 WARNING depesche.x: Voll: ja"


def test_what_is_configured_writes_such_lines_once(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.handlers = []
    try:
        logs.configure(level="info")
        logs.configure(level="info")
        logging.getLogger("depesche.x").info("da")
    finally:
        root.handlers = before
        root.setLevel(level)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("+00:00 INFO    depesche.x: da")
