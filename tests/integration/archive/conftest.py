"""The documents of the archive's unit tests serve here too, and a place in PostgreSQL where the run names one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.unit.archive.conftest import NOW, write

from depesche.archive.shared import SharedIndex

__all__ = ["shared_url", "sharing", "write"]


@pytest.fixture(scope="session")
def shared_url() -> Iterator[str]:
    """A database of this test process alone."""
    url = os.environ.get("DEPESCHE_DATABASE_URL") or os.environ.get("POSTGRES_URL")
    if not url:
        pytest.skip("this run names no PostgreSQL")
    import psycopg

    server, _, _ = url.rpartition("/")
    name = f"archive_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sharing(shared_url: str) -> Iterator[SharedIndex]:
    """An empty archive in PostgreSQL at noon on 4 July 2025."""
    index = SharedIndex(shared_url, clock=lambda: NOW)
    index.drop()
    yield index
    index.close()
