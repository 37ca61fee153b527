"""The search index can be thrown away: it comes back from what is published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from depesche.archive import fields
from depesche.cli import group
from depesche.stories import finding, mending, plant, services
from depesche.stories.models import ArticlePage, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def found() -> list[str]:
    return [hit.card.path for hit in finding.results({"q": "Haushalt"}).hits]


def test_a_lost_index_is_built_anew(article: ArticlePage, plant_folders: Path) -> None:
    services.publish(article)
    assert found() == ["/politik/stadtrat-beschliesst-den-haushalt/"]
    assert mending.mend_archive() == 0
    plant.archive.cache_clear()
    shutil.rmtree(plant_folders / "archive")
    assert found() == []
    assert mending.mend_archive() == 1
    assert found() == ["/politik/stadtrat-beschliesst-den-haushalt/"]


def test_a_damaged_index_says_so_to_readers_and_heals_by_the_worker(article: ArticlePage, plant_folders: Path) -> None:
    services.publish(article)
    reader, mender = Client(), mending.Mending()
    assert mender.step() == 0, "it is whole, and holds as many articles as are public"
    damage(plant_folders)
    plant.archive.cache_clear()
    page = reader.get("/suche/", {"q": "Haushalt"}).content.decode()
    assert "wird gerade neu aufgebaut" in page
    assert mender.step() == 1
    mender.wait()
    page = reader.get("/suche/", {"q": "Haushalt"}).content.decode()
    assert "wird gerade neu aufgebaut" not in page
    assert "<mark>Haushalt</mark>" in page
    assert mender.step() == 0


def damage(home: Path) -> None:
    for file in (home / "archive").glob("v*/*.*"):
        if file.suffix in {".term", ".idx", ".store"}:
            file.write_bytes(b"\x00" * file.stat().st_size)


def test_an_index_that_a_later_program_cannot_read_is_built_anew_even_if_a_publish_came_first(
    article: ArticlePage, politik: SectionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.publish(article)
    monkeypatch.setattr(fields, "VERSION", 99)
    plant.archive.cache_clear()
    assert "wird gerade neu aufgebaut" in finding.results({"q": "Haushalt"}).note
    services.publish(services.create_article(politik, services.ArticleDraft(headline="Frisch im Haushalt")))
    assert "wird gerade neu aufgebaut" in finding.results({"q": "Haushalt"}).note
    assert mending.mend_archive() == 1
    assert len(found()) == 2
    assert finding.results({"q": "Haushalt"}).note == ""


def test_an_index_that_lacks_articles_is_noticed_after_the_start_and_every_hour(article: ArticlePage) -> None:
    services.publish(article)
    moments = [0.0]
    mender = mending.Mending(monotonic=lambda: moments[-1])
    for moment in (0.0, mending.COUNT_EVERY + 1):
        moments.append(moment)
        plant.archive().remove("/politik/stadtrat-beschliesst-den-haushalt/")
        plant.archive().commit()
        assert mender.step() == 1
        mender.wait()
        assert found() == ["/politik/stadtrat-beschliesst-den-haushalt/"]
        assert mender.step() == 0


def test_nothing_published_needs_no_index(article: ArticlePage) -> None:
    assert mending.mend_archive() == 0
    assert found() == []


def test_the_index_is_built_anew_when_asked_for(article: ArticlePage) -> None:
    services.publish(article)
    plant.archive().remove("/politik/stadtrat-beschliesst-den-haushalt/")
    plant.archive().commit()
    assert plant.archive().search("Haushalt") == ([], 0)
    done = CliRunner().invoke(group, ["bake", "--archive"])
    assert done.exit_code == 0, done.output
    assert "Indexing" in done.output
    assert plant.archive().search("Haushalt")[1] == 1
