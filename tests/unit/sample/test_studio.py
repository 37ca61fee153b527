"""Pictures drawn ahead in another process."""

from __future__ import annotations

import os

import pytest

from depesche.sample import pictures
from depesche.sample.studio import Studio

SLUG = next(iter(pictures.PICTURES))


def who_draws(slug: str) -> bytes:
    return f"{slug} {os.getpid()}".encode()


def dies_elsewhere(slug: str) -> bytes:
    if __name__ == "__mp_main__" or os.getpid() != int(os.environ["STUDIO_TEST_PARENT"]):
        os._exit(1)
    return slug.encode()


def test_before_the_beginning_pictures_are_drawn_here() -> None:
    with Studio(draw=who_draws) as studio:
        assert studio.picture(SLUG) == f"{SLUG} {os.getpid()}".encode()


def test_after_it_they_come_from_one_other_process() -> None:
    with Studio(draw=who_draws) as studio:
        studio.begin()
        studio.begin()
        drawn = {studio.picture(slug).split()[1] for slug in pictures.PICTURES}
    assert len(drawn) == 1
    assert drawn != {str(os.getpid()).encode()}


def test_when_the_other_process_dies_they_are_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_TEST_PARENT", str(os.getpid()))
    with Studio(draw=dies_elsewhere) as studio:
        studio.begin()
        assert studio.picture(SLUG) == SLUG.encode()
        assert studio.picture(SLUG) == SLUG.encode()


def test_an_unknown_picture_is_a_key_error() -> None:
    with Studio() as studio, pytest.raises(KeyError):
        studio.picture("unbekannt")
