"""Contrast is guaranteed for whatever accent a publisher picks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.bakery import colours

hex_colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_is_that_of_wcag() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(hex_colours)
def test_accent_and_hues_are_readable_by_day_and_night(accent: str) -> None:
    for palette in colours.palettes(accent):
        for colour in (palette.accent, palette.ink, *palette.hues):
            assert colours.contrast(colour, palette.ground) >= 4.5, (accent, colour)


def test_an_accent_that_is_readable_already_stays_as_it_is() -> None:
    assert colours.palettes("#003366")[0].accent == "#003366"


@given(hex_colours)
def test_sections_differ_from_each_other(accent: str) -> None:
    for palette in colours.palettes(accent):
        assert len(set(palette.hues)) == colours.SECTION_HUES


@pytest.mark.parametrize("accent", ["", "red", "#fff", "#12345", "#12345g", "#a5121d;}body{display:none"])
def test_what_is_no_colour_becomes_the_themes_own(accent: str) -> None:
    assert colours.palettes(accent) == colours.palettes(colours.FALLBACK_ACCENT)
