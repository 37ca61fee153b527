"""Build hook: the theme's fonts, which the repository does not hold.

The packages `font-source-serif-pro` and `font-source-sans-pro` carry Adobe's Source families (SIL Open Font License
1.1) as static weights. The hook subsets them to what German and English news are set in, joins regular and semibold
into one variable font each, and writes woff2 files into the theme. One file for two weights saves readers a request
and a third of the bytes. The files get names of their own, since the licence reserves the name "Source".
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src/depesche/bakery/themes/depesche/static/fonts")
FEATURES = ["kern", "liga", "onum", "pnum", "ccmp", "locl"]
NAMES_KEPT = [0, 13, 14]  # copyright, licence and its address: the licence asks that they stay with the font
# Latin letters of the names that news from Europe and Turkey are full of, beyond Latin-1.
NAME_LETTERS = "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĪīİıĹĺĽľŁłŃńŇňŐőŒœŘřŚśŞşŠšŤťŪūŮůŰűŸŹźŻżŽžȘșȚț"
PUNCTUATION = "‐‑–—‘’‚“”„•…‹›′€−→\u2009\u202f"
NOT_NEEDED = "¢¤¥¦¨ª¬¯´¶¸¹º¼¾"  # signs of Latin-1 that news has no use for; each costs bytes on every first visit
TOLERANCE = 3.0  # how far a quadratic curve may leave the cubic one it stands for, in thousandths of an em


class FontHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes the fonts unless they are there already and newer than this file."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for wheels and editable installs alike."""
        folder = Path(self.root) / FOLDER
        wanted = [folder / name for name in ("serif.woff2", "sans.woff2")]
        made = Path(__file__).stat().st_mtime
        if all(file.is_file() and file.stat().st_mtime > made for file in wanted):
            return
        folder.mkdir(parents=True, exist_ok=True)
        build_fonts(folder)


def build_fonts(folder: Path) -> None:
    """Write `serif.woff2` and `sans.woff2` into `folder`."""
    serif = _files("font_source_serif_pro") / "SourceSerifPro"
    sans = _files("font_source_sans_pro") / "SourceSansPro"
    _save(_variable(serif), "Depesche Serif", folder / "serif.woff2")
    _save(_variable(sans), "Depesche Sans", folder / "sans.woff2")


def _files(package: str) -> Path:
    origin = importlib.import_module(package).__file__
    if origin is None:
        raise FileNotFoundError(f"the package {package} holds no fonts")
    return Path(origin).parent / "files"


def _characters() -> list[int]:
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x100)} - set(map(ord, NOT_NEEDED))
    return sorted(latin | set(map(ord, NAME_LETTERS + PUNCTUATION)))


def _subset(path: Path) -> Any:
    from fontTools import subset

    options = subset.Options(
        layout_features=FEATURES, hinting=False, name_IDs=NAMES_KEPT, glyph_names=True, notdef_outline=True
    )
    font = subset.load_font(BytesIO(path.read_bytes()), options)
    _choose_figures(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_characters())
    cutter.subset(font)
    return font


def _choose_figures(font: Any) -> None:
    """Two sets of figures for each face instead of four.

    In the text face plain figures become proportional and lining, and `onum` makes them old-style. In the grotesque
    they stay tabular, and `pnum` makes them proportional.
    """
    glyphs = set(font.getGlyphOrder())
    is_text_face = "zero.lf" in glyphs
    names = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    for table in font["cmap"].tables:
        if table.isUnicode() and is_text_face:
            table.cmap |= {ord("0") + value: f"{name}.lf" for value, name in enumerate(names)}
    unwanted = "pnum" if is_text_face else "onum"
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == unwanted:
            record.Feature.LookupListIndex = []


def _variable(family: Path) -> Any:
    """One font with an axis from regular (400) to semibold (600).

    Composite glyphs come from the TrueType files and stay composite, which keeps accents small. Outlines come from
    the PostScript files, whose points correspond between weights, and are made quadratic together.
    """
    from fontTools import varLib
    from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
    from fontTools.ttLib import TTFont

    weights = {"Regular": 400, "Semibold": 600}
    masters = [_subset(family.with_name(f"{family.name}-{weight}.ttf")) for weight in weights]
    drawings = [TTFont(BytesIO(family.with_name(f"{family.name}-{weight}.otf").read_bytes())) for weight in weights]
    for name in masters[0].getGlyphOrder():
        _make_compatible(name, masters, drawings)
    # One kerning for both weights: it halves the font's kerning table, and nobody sees the difference.
    masters[1]["GPOS"] = masters[0]["GPOS"]
    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(name="Weight", tag="wght", minimum=400, default=400, maximum=600))
    for master, (weight, value) in zip(masters, weights.items(), strict=True):
        space.addSource(SourceDescriptor(font=master, name=weight, location={"Weight": value}))
    font, _, _ = varLib.build(space, exclude=("MVAR", "STAT", "avar"))
    font["post"].formatType = 3.0
    return font


def _make_compatible(name: str, masters: Sequence[Any], drawings: Sequence[Any]) -> None:
    """Give the glyph `name` outlines in all masters whose points correspond."""
    from fontTools.ttLib.tables._g_l_y_f import dropImpliedOnCurvePoints

    glyphs = [master["glyf"][name] for master in masters]
    if glyphs[0].isComposite() or not glyphs[0].numberOfContours:
        return
    contours = [list(_contours(drawing, name)) for drawing in drawings]
    matched = [contours[0], *(_in_order_of(contours[0], others) for others in contours[1:])]
    fixed = [contours[0]] * len(masters) if None in matched else matched
    outlines = _quadratic(fixed)
    dropImpliedOnCurvePoints(*outlines)
    for master, outline in zip(masters, outlines, strict=True):
        outline.recalcBounds(master["glyf"])
        width = masters[0]["hmtx"][name][0] if None in matched else master["hmtx"][name][0]
        master["glyf"][name] = outline
        master["hmtx"][name] = (width, outline.xMin)


def _contours(font: Any, name: str) -> Iterator[list[tuple[str, Any]]]:
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    contour: list[tuple[str, Any]] = []
    for step in pen.value:
        contour.append(step)
        if step[0] == "closePath":
            yield contour
            contour = []


def _in_order_of(first: list[Any], others: list[Any]) -> list[Any] | None:
    """`others` in the order of `first`: the foundry's overlap removal reorders contours. None if they do not fit."""
    remaining = list(others)
    ordered = []
    for contour in first:
        steps = [operator for operator, _ in contour]
        fitting = next((other for other in remaining if [operator for operator, _ in other] == steps), None)
        if fitting is None:
            return None
        remaining.remove(fitting)
        ordered.append(fitting)
    return None if remaining else ordered


def _quadratic(masters: Sequence[Any]) -> list[Any]:
    """The masters' contours as TrueType glyphs with the same number of points in each."""
    from fontTools.cu2qu import curves_to_quadratic
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pens = [TTGlyphPen(None) for _ in masters]
    for contours in zip(*masters, strict=True):
        points: list[Any] = []
        for steps in zip(*contours, strict=True):
            operator = steps[0][0]
            if operator == "curveTo":
                curves = [(start, *step[1]) for start, step in zip(points, steps, strict=True)]
                for pen, curve in zip(pens, curves_to_quadratic(curves, [TOLERANCE] * len(pens)), strict=True):
                    pen.qCurveTo(*curve[1:])
            else:
                for pen, step in zip(pens, steps, strict=True):
                    getattr(pen, operator)(*step[1])
            points = [step[1][-1] if step[1] else None for step in steps]
    return [pen.glyph(dropImpliedOnCurves=False) for pen in pens]


def _save(font: Any, name: str, path: Path) -> None:
    """Name the font ours, keep its copyright and licence, and write it as woff2."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in NAMES_KEPT]
    for identifier, text in ((1, name), (2, "Regular"), (4, name), (6, name.replace(" ", "-"))):
        names.setName(text, identifier, 3, 1, 0x409)
    for table in ("DSIG", "gasp", "MVAR", "STAT"):
        if table in font:
            del font[table]
    font.flavor = "woff2"
    font.save(path)
