"""The sample documents, and the built-in theme loaded once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "samples"))

from depesche.bakery import themes


@pytest.fixture(scope="session")
def theme() -> themes.Theme:
    return themes.load()
