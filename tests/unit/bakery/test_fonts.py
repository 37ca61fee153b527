"""The fonts that the build makes out of packaged ones."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the build put them when Depesche was installed."""
    return ROOT / "src/depesche/bakery/themes/depesche/static/fonts"


def _open(file: Path) -> Any:
    return TTFont(BytesIO(file.read_bytes()))


def _features(font: Any) -> set[str]:
    tables = [font[name].table.FeatureList.FeatureRecord for name in ("GSUB", "GPOS") if name in font]
    return {record.FeatureTag for records in tables for record in records}


def test_all_fonts_together_are_small(folder: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in folder.glob("*.woff2")}
    assert sizes.keys() == {"serif.woff2", "sans.woff2"}
    assert sum(sizes.values()) < 43_000


@pytest.mark.parametrize("name", ["serif", "sans"])
def test_fonts_hold_the_letters_and_marks_of_german_news(folder: Path, name: str) -> None:
    known = _open(folder / f"{name}.woff2").getBestCmap()
    wanted = "ÄÖÜäöüßéèçñ„“‚‘»«–—…€§0123456789%ŁłŞşĞğŽžČčŐőĄąȘș"
    assert [letter for letter in wanted if ord(letter) not in known] == []


def test_upright_fonts_run_from_regular_to_semibold_in_one_file(folder: Path) -> None:
    for name in ("serif", "sans"):
        axes = _open(folder / f"{name}.woff2")["fvar"].axes
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in axes] == [("wght", 400, 600)]


def test_figures_kerning_and_ligatures_are_kept(folder: Path) -> None:
    assert {"kern", "liga", "onum"} <= _features(_open(folder / "serif.woff2"))
    assert {"kern", "liga", "pnum"} <= _features(_open(folder / "sans.woff2"))


def _figure_widths(font: Any) -> set[int]:
    known = font.getBestCmap()
    return {font["hmtx"][known[ord(figure)]][0] for figure in "0123456789"}


def test_figures_of_the_text_face_are_proportional_and_those_of_tables_of_one_width(folder: Path) -> None:
    assert len(_figure_widths(_open(folder / "serif.woff2"))) > 1
    assert len(_figure_widths(_open(folder / "sans.woff2"))) == 1


def test_bold_letters_are_wider_so_the_weights_were_really_joined(folder: Path) -> None:
    from fontTools.varLib.instancer import instantiateVariableFont

    regular = _open(folder / "serif.woff2")
    bold = instantiateVariableFont(_open(folder / "serif.woff2"), {"wght": 600})
    assert regular["hmtx"]["n"][0] < bold["hmtx"]["n"][0]
    assert regular["hmtx"]["g"][0] < bold["hmtx"]["g"][0]


def test_fonts_bear_our_name_and_keep_their_makers_licence(folder: Path) -> None:
    for file in folder.glob("*.woff2"):
        names = {record.nameID: str(record) for record in _open(file)["name"].names}
        assert names[1].startswith("Depesche")
        assert "Adobe" in names[0]
        assert "SIL Open Font License" in names[13]
