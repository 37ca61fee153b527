"""The index: adding, removing, searching, several writers, damage and rebuilding."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.archive import fields
from depesche.archive.generations import ArchiveBusyError, Generations
from depesche.archive.index import Index
from depesche.bakery import schema

from .conftest import NOW, Write


def paths(index: Index, query: str) -> list[str]:
    return [hit.path for hit in index.search(query)[0]]


def fill(index: Index, *documents: schema.ArticleDocument) -> None:
    for document in documents:
        index.add(document)
    index.commit()


def broken(index: Index, folder: Path) -> None:
    """Scribble over the files of the current generation."""
    current = Generations(folder, version=fields.VERSION).current()
    assert current is not None
    for file in current.glob("*.*"):
        if file.suffix in {".term", ".idx", ".store"}:
            file.write_bytes(b"\x00" * file.stat().st_size)


def test_an_empty_archive_answers(index: Index) -> None:
    assert index.search("Drohne") == ([], 0)
    assert index.related_to("/politik/x/") is None
    assert index.note == ""


def test_a_committed_article_is_found_by_compound_part_and_inflection(index: Index, write: Write) -> None:
    fill(index, write("a", "Streit um Waffenlieferungen", "Die Koalition berät."))
    for query in ("Lieferung", "waffen", "WAFFENLIEFERUNG", "Koalitionen", "streit koalition"):
        assert paths(index, query) == ["/politik/a/"], query
    assert paths(index, "Liefer") == []


def test_nothing_shows_before_the_commit(index: Index, write: Write) -> None:
    index.add(write("a", "Streit"))
    assert paths(index, "Streit") == []
    index.commit()
    assert paths(index, "Streit") == ["/politik/a/"]


def test_adding_replaces_and_removing_removes(index: Index, write: Write) -> None:
    fill(index, write("a", "Streit"))
    fill(index, write("a", "Frieden"))
    assert paths(index, "Streit") == []
    assert paths(index, "Frieden") == ["/politik/a/"]
    index.remove("/politik/a/")
    index.commit()
    assert paths(index, "Frieden") == []


def test_a_hit_has_all_that_a_card_shows(index: Index, write: Write) -> None:
    picture = schema.Picture(
        renditions=(schema.Rendition(path="/bilder/a.webp", width=400, height=300),),
        alt="Eine Brücke",
        credit="Wir",
        avif=(schema.Rendition(path="/bilder/a.avif", width=400, height=300, content_type="image/avif"),),
    )
    fill(index, write("a", "Streit", "Um die <b>Brücke</b> &amp; mehr.", lead="Ein Vorspann.", picture=picture))
    hit = index.search("Brücke")[0][0]
    assert hit.card.headline == "Streit"
    assert hit.card.teaser == "Ein Vorspann."
    assert hit.card.section.path == "/politik/"
    assert hit.card.first_published == NOW
    assert hit.card.picture == picture
    assert hit.snippet_html == "Ein Vorspann. Um die <mark>Brücke</mark> &amp; mehr."


def test_all_words_are_wanted_and_phrases_stay_together(index: Index, write: Write) -> None:
    fill(
        index,
        write("a", "Eins", "Die Brücke ist alt, das Rathaus neu."),
        write("b", "Zwei", "Das alte Rathaus an der Brücke."),
    )
    assert set(paths(index, "alt Brücke Rathaus")) == {"/politik/a/", "/politik/b/"}
    assert paths(index, "„alte Rathaus“") == ["/politik/b/"]
    assert paths(index, '"Brücke ist alt"') == ["/politik/a/"]


def test_a_headline_counts_more_and_new_counts_more_than_old(index: Index, write: Write) -> None:
    text = "Der Rat berät über die Brücke."
    fill(index, write("text", "Rat", text), write("headline", "Brücke", "Der Rat berät."))
    assert paths(index, "Brücke") == ["/politik/headline/", "/politik/text/"]
    fill(index, write("old", "Fähre", text, days=2000), write("new", "Fähre", text, days=1))
    assert paths(index, "Fähre") == ["/politik/new/", "/politik/old/"]


def test_a_typing_error_is_forgiven_in_longer_words(index: Index, write: Write) -> None:
    fill(index, write("a", "Haubitzen", "Neue Haubitzen für Kiew."), write("b", "Rat", "Der Rat tagt."))
    assert paths(index, "Haubizen") == ["/politik/a/"]
    assert paths(index, "Hqt") == []


def test_most_words_will_do_when_not_all_are_found_together(index: Index, write: Write) -> None:
    fill(index, write("a", "Streit", "Die Brücke ist gesperrt."), write("b", "Fest", "Das Fest beginnt."))
    assert paths(index, "Brücke gesperrt Fest") == ["/politik/a/"]


def test_pages_follow_each_other_without_gap_or_repetition(index: Index, write: Write) -> None:
    fill(index, *(write(f"a{number}", f"Brücke {number}", "Text.", days=number) for number in range(250)))
    pages = [index.search("Brücke", limit=20, offset=offset) for offset in range(0, 260, 20)]
    found = [hit.path for hits, _ in pages for hit in hits]
    assert len(found) == len(set(found)) == 250
    assert {total for _, total in pages} == {250}
    assert index.search("Brücke", limit=20, offset=10_000)[0] == []


def test_english_articles_are_found_beside_german_ones(index: Index, write: Write) -> None:
    fill(index, write("de", "Lieferungen", "Die Lieferung."), write("en", "Deliveries", "They came.", language="en"))
    assert paths(index, "delivery") == ["/politik/en/"]
    assert paths(index, "Lieferung") == ["/politik/de/"]


@given(st.text(max_size=80) | st.text(alphabet='"„“ab*:()[]^~+-/\\ ', max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_string_is_answered(filled: Index, query: str) -> None:
    hits, total = filled.search(query)
    assert len(hits) <= total or total == 0


@pytest.mark.parametrize("letter", ["a ", '"', "„", "a-", "\x00", "ß", "AND ", "(((", "Brücke "])
def test_ten_kilobytes_of_junk_are_answered(filled: Index, letter: str) -> None:
    filled.search(letter * (10_000 // len(letter)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Index:
    published = NOW
    index = Index(tmp_path_factory.mktemp("filled"), clock=lambda: NOW)
    section = schema.SectionRef(name="Politik", slug="politik", path="/politik/")
    for number in range(20):
        index.add(
            schema.ArticleDocument(
                path=f"/politik/a{number}/",
                uri=str(number),
                guid=str(number),
                version=1,
                section=section,
                headline=f"Brücke {number} ab AND or",
                first_published=published,
                updated=published,
                modified=published,
            )
        )
    index.commit()
    return index


# --- Several processes -------------------------------------------------------------------------------------------


def test_a_writer_that_waits_too_long_keeps_what_it_has(
    index: Index, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("depesche.archive.index.PATIENCE", 0.05)
    index.add(write("a", "Brücke"))
    with Generations(tmp_path / "archive", version=fields.VERSION).writing(1), pytest.raises(ArchiveBusyError):
        index.commit()
    index.commit()
    assert paths(index, "Brücke") == ["/politik/a/"]


def test_threads_may_share_an_index(index: Index, write: Write) -> None:
    def publish(number: int) -> None:
        index.add(write(f"a{number}", "Brücke"))
        index.commit()
        index.search("Brücke")

    threads = [threading.Thread(target=publish, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert index.search("Brücke")[1] == 8


# --- Damage and rebuilding ---------------------------------------------------------------------------------------


def test_a_damaged_index_is_set_aside_says_so_and_is_rebuilt(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "archive"
    articles = [write("a", "Brücke"), write("b", "Rathaus")]
    fill(Index(folder), *articles)
    broken(Index(folder), folder)
    index = Index(folder, clock=lambda: NOW)
    assert index.search("Brücke") == ([], 0)
    assert index.needs_rebuild
    assert "neu aufgebaut" in index.note
    fill(index, write("c", "Neue Brücke"))
    assert paths(index, "Brücke") == ["/politik/c/"]
    assert index.rebuild([*articles, write("c", "Neue Brücke")]) == 3
    assert set(paths(index, "Brücke")) == {"/politik/a/", "/politik/c/"}
    assert index.needs_rebuild == index.note == ""


def test_writing_to_a_damaged_index_begins_a_new_one(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "archive"
    fill(Index(folder), write("a", "Brücke"))
    current = Generations(folder, version=fields.VERSION).current()
    assert current is not None
    (current / "meta.json").unlink()
    index = Index(folder, clock=lambda: NOW)
    fill(index, write("b", "Neue Brücke"))
    assert paths(index, "Brücke") == ["/politik/b/"]
    assert index.needs_rebuild


def test_a_fresh_folder_wants_to_be_filled_but_warns_no_reader(index: Index, write: Write) -> None:
    assert index.needs_rebuild
    assert index.note == ""
    fill(index, write("a", "Brücke"))
    assert not index.needs_rebuild


def test_an_index_of_another_version_is_built_anew(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "archive"
    fill(Index(folder), write("a", "Brücke"))
    monkeypatch.setattr("depesche.archive.fields.VERSION", 99)
    index = Index(folder, clock=lambda: NOW)
    assert index.needs_rebuild
    index.rebuild([write("a", "Brücke")])
    assert paths(index, "Brücke") == ["/politik/a/"]
    assert [child.name for child in folder.glob("v*")] == ["v99-2"]


def test_readers_and_writers_go_on_during_a_rebuild(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "archive"
    index, other = Index(folder, clock=lambda: NOW), Index(folder, clock=lambda: NOW)
    fill(index, write("a", "Alte Brücke"), write("b", "Brücke"), write("gone", "Brücke"))

    def articles() -> Iterator[schema.ArticleDocument]:
        yield write("a", "Alte Brücke")
        assert len(paths(other, "Brücke")) == 3
        other.add(write("a", "Frische Brücke"))
        other.add(write("new", "Brücke"))
        other.remove("/politik/gone/")
        other.commit()
        assert len(paths(other, "Brücke")) == 3
        yield write("b", "Brücke")
        yield write("gone", "Brücke")

    seen: list[int] = []
    index.rebuild(articles(), progress=seen.append)
    assert set(paths(index, "Brücke")) == {"/politik/a/", "/politik/b/", "/politik/new/"}
    assert paths(other, "Frische Brücke") == ["/politik/a/"]
    assert seen[-1] == 3


def test_only_one_rebuild_runs_and_a_dead_one_leaves_no_trace(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "archive"
    index = Index(folder, clock=lambda: NOW)

    def dying() -> Iterator[schema.ArticleDocument]:
        with pytest.raises(ArchiveBusyError):
            Index(folder).rebuild([])
        yield write("a", "Brücke")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(dying())
    fill(index, write("b", "Brücke"))
    assert paths(index, "Brücke") == ["/politik/b/"]
    index.rebuild([write("b", "Brücke")])
    assert len(list(folder.glob("v*"))) == 1
