"""A feed server on loopback and a newsroom's settings, for tests that fetch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.integration.intake.fetching.feed_server import Server, serving

from depesche.kit.config import Config


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def home_config(plant_folders: Path) -> Config:
    """The settings of the home that Django uses in the tests, with fetching from loopback allowed."""
    from django.conf import settings

    return replace(settings.CONFIG, fetch_private=True)
