"""The index in PostgreSQL: rebuilding beside writers, tables that are gone, servers that went away, SIGKILL."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest
from tests.unit.archive.conftest import NOW, Write

from depesche.archive import fields
from depesche.archive.connections import ArchiveUnreachableError
from depesche.archive.generations import ArchiveBusyError
from depesche.archive.shared import SharedIndex
from depesche.bakery import schema

pytestmark = pytest.mark.postgres


@pytest.fixture
def other(sharing: SharedIndex, shared_url: str) -> Iterator[SharedIndex]:
    """Another web machine."""
    index = SharedIndex(shared_url, clock=lambda: NOW)
    yield index
    index.close()


def paths(index: SharedIndex, query: str) -> list[str]:
    return [hit.path for hit in index.search(query)[0]]


def fill(index: SharedIndex, *documents: schema.ArticleDocument) -> None:
    for document in documents:
        index.add(document)
    index.commit()


def tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        return {
            name
            for (name,) in connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^archive_v'"
            )
        }


def test_readers_and_writers_go_on_during_a_rebuild(
    sharing: SharedIndex, other: SharedIndex, write: Write, shared_url: str
) -> None:
    fill(sharing, write("a", "Alte Brücke"), write("b", "Brücke"), write("gone", "Brücke"))

    def articles() -> Iterator[schema.ArticleDocument]:
        yield write("a", "Alte Brücke")
        with pytest.raises(ArchiveBusyError):
            other.rebuild([])
        fill(other, write("a", "Frische Brücke"), write("new", "Brücke"))
        other.remove("/politik/gone/")
        other.commit()
        assert len(paths(other, "Brücke")) == 3
        yield write("b", "Brücke")
        yield write("gone", "Brücke")

    seen: list[int] = []
    sharing.rebuild(articles(), progress=seen.append)
    assert seen[-1] == 3
    assert set(paths(other, "Brücke")) == {"/politik/a/", "/politik/b/", "/politik/new/"}
    assert paths(other, "Frische Brücke") == ["/politik/a/"]
    assert tables(shared_url) == {f"archive_v{fields.VERSION}_2_{name}" for name in ("articles", "words")}
    fill(sharing, write("b", "Rathaus"))
    assert other.find("Brükce").total == 2


def test_a_rebuild_that_dies_leaves_the_old_index_and_can_be_repeated(sharing: SharedIndex, write: Write) -> None:
    def dying() -> Iterator[schema.ArticleDocument]:
        yield write("a", "Brücke")
        raise KeyboardInterrupt

    fill(sharing, write("b", "Brücke"))
    with pytest.raises(KeyboardInterrupt):
        sharing.rebuild(dying())
    fill(sharing, write("c", "Brücke"))
    assert set(paths(sharing, "Brücke")) == {"/politik/b/", "/politik/c/"}
    assert sharing.rebuild([write("b", "Brücke")]) == 1
    assert paths(sharing, "Brücke") == ["/politik/b/"]


def test_tables_that_are_gone_are_made_anew_and_readers_are_told(
    sharing: SharedIndex, write: Write, shared_url: str
) -> None:
    fill(sharing, write("a", "Brücke"))
    with psycopg.connect(shared_url) as connection:
        connection.execute(f"DROP TABLE archive_v{fields.VERSION}_1_words")
    assert sharing.search("Brücke") == ([], 0)
    assert sharing.needs_rebuild
    assert "neu aufgebaut" in sharing.note
    fill(sharing, write("c", "Neue Brücke"))
    assert paths(sharing, "Brücke") == ["/politik/c/"]
    assert sharing.rebuild([write("a", "Brücke"), write("c", "Neue Brücke")]) == 2
    assert sharing.needs_rebuild == sharing.note == ""


def test_a_lost_connection_is_made_anew(sharing: SharedIndex, write: Write, shared_url: str) -> None:
    fill(sharing, write("a", "Brücke"))
    with psycopg.connect(shared_url, autocommit=True) as connection:
        ended = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
        )
        connection.execute(ended, [connection.info.backend_pid])
        assert paths(sharing, "Brücke") == ["/politik/a/"]
        connection.execute(ended, [connection.info.backend_pid])
        fill(sharing, write("b", "Brücke"))
    assert len(paths(sharing, "Brücke")) == 2


def test_a_database_that_is_not_there_is_an_os_error(write: Write) -> None:
    index = SharedIndex("postgresql://nobody@127.0.0.1:1/nothing")
    index.add(write("a", "Brücke"))
    with pytest.raises(ArchiveUnreachableError):
        index.search("Brücke")
    with pytest.raises(OSError, match="cannot be used"):
        index.commit()


def test_how_often_words_stand_is_kept_through_changes(sharing: SharedIndex, write: Write, shared_url: str) -> None:
    chance = random.Random(5)
    for _ in range(40):
        slug = f"a{chance.randrange(8)}"
        if chance.random() < 0.3:
            sharing.remove(f"/politik/{slug}/")
        else:
            words = chance.sample(["Brücke", "Rathaus", "Lieferungen", "Fähre", "Haubitze", "2026"], 3)
            sharing.add(write(slug, " ".join(words), " ".join(words[:2])))
        if chance.random() < 0.6:
            sharing.commit()
    sharing.commit()
    name = f"archive_v{fields.VERSION}_1"
    with psycopg.connect(shared_url) as connection:
        kept = connection.execute(f"SELECT * FROM {name}_words WHERE articles <> 0 ORDER BY 1").fetchall()
        counted = f"SELECT term, count(*)::int FROM {name}_articles, unnest(terms) AS term GROUP BY 1 ORDER BY 1"
        assert kept == connection.execute(counted).fetchall() != []


_WRITER = """
import sys
from datetime import UTC, datetime
from depesche.archive.shared import SharedIndex
from depesche.bakery import schema

index = SharedIndex(sys.argv[1])
section = schema.SectionRef(name="Politik", slug="politik", path="/politik/")
now = datetime(2025, 7, 4, tzinfo=UTC)
print("ready", flush=True)
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 10_000):
    index.add(schema.ArticleDocument(
        path=f"/politik/a{number}/", uri=str(number), guid=str(number), version=1, section=section,
        headline=f"Brücke {number}", lead=f"Zahl {number}.", first_published=now, updated=now, modified=now,
    ))
    index.commit()
    print(number, flush=True)
"""


@pytest.mark.kill
def test_what_was_committed_survives_a_kill(sharing: SharedIndex, shared_url: str) -> None:
    chance, written = random.Random(11), set[int]()
    for life in range(3):
        arguments = [sys.executable, "-c", _WRITER, shared_url, str(life * 10_000)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
            process.send_signal(signal.SIGKILL)
            lines = process.stdout.read().splitlines()
        written |= {life * 10_000, *(int(line) for line in lines if line.isdigit())}
        assert sharing.needs_rebuild == ""
    for number in written:
        assert [hit.path for hit in sharing.search(f"„Zahl {number}“", limit=1)[0]] == [f"/politik/a{number}/"]
