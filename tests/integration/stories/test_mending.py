"""The search index can be thrown away: it comes back from what is published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from depesche.cli import group
from depesche.stories import finding, mending, plant, services
from depesche.stories.models import ArticlePage

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
    assert plant.archive().search("Haushalt")[1] == 1
