"""Half a minute of what `make soak` does for ten: every reader hears everything once, in order, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests import edge_servers, scaled, soaking
from tests.prepared_homes import sample
from tests.running import Newsroom

pytestmark = [pytest.mark.scaled, pytest.mark.kill]


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    started = Newsroom(home=sample(tmp_path / "home"), environment={"DEPESCHE_LIVE_PER_ADDRESS": "0"})
    with started:
        yield started


def test_every_reader_hears_everything_in_order_and_open_pages_end_as_fresh_ones(newsroom: Newsroom) -> None:
    """On PostgreSQL and Valkey with two fronts behind nginx; else Depesche alone."""
    with ExitStack() as stack:
        port = None
        if scaled.ARE_MEANT and not edge_servers.missing("nginx"):
            port = stack.enter_context(edge_servers.nginx_in_front(newsroom.home / "public", newsroom.port))
        report = soaking.soak(newsroom, readers=200, events=40, seconds=10, port=port)
    assert report.complaints == []
    assert report.connections > 2 * 200, "nobody was ever cut off"
    assert report.events > 60
