"""The sample newsroom, loaded once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from depesche.sample.reading import load_newsroom
from depesche.sample.records import SampleNewsroom

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def newsroom() -> SampleNewsroom:
    return load_newsroom(now=NOW)
