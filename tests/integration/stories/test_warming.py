"""What is loaded before the first publish, and that readers see nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.language.lexicon import forms
from depesche.stories import plant, rebuilding, services, warming
from depesche.stories.models import ArticlePage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def files(home: Path) -> dict[str, tuple[int, bytes]]:
    found = (file for file in (home / "public").rglob("*") if file.is_file())
    return {str(file): (file.stat().st_ino, file.read_bytes()) for file in found}


def test_words_archive_and_pages_are_at_hand_and_nothing_changes(article: ArticlePage, plant_folders: Path) -> None:
    services.publish(article)
    rebuilding.everything()
    before, last = files(plant_folders), plant.log().last()
    assert len(list(warming.pieces())) == 7
    assert forms.german.cache_info().currsize == 1
    assert files(plant_folders) == before
    assert plant.log().last() == last


def test_a_newsroom_without_stories_has_little_to_load(plant_folders: Path) -> None:
    services.home()
    assert len(list(warming.pieces())) == 2
