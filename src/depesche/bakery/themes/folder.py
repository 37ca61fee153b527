"""A theme, read from its folder.

theme.toml            title, order of style sheets and modules, fonts
templates/*.html      one Jinja2 template for each kind of page; parts and blocks in folders of their own
static/css, static/js, static/fonts
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2

from depesche.bakery.colours import palettes
from depesche.bakery.themes import script
from depesche.bakery.themes.assets import FAVICON, Asset, Assets, hashed
from depesche.bakery.themes.icon import favicon
from depesche.bakery.themes.stylesheet import Font, compact, compose

BUILT_IN = Path(__file__).parent


class ThemeError(Exception):
    """A theme that cannot be used; the message says which file is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Templates and assets. Assets differ by publication in colour only, and are composed once for each accent."""

    name: str
    templates: jinja2.Environment
    sheets: tuple[str, ...]
    script: Asset
    live_blog_sheets: tuple[str, ...]
    live_blog_script: Asset
    breaking_sheet: Asset
    breaking_script: Asset
    search_sheet: Asset
    search_script: Asset
    archive_sheet: Asset
    push_sheet: Asset
    push_script: Asset
    push_worker: bytes
    fonts: tuple[tuple[Font, Asset], ...]

    def assets(self, accent: str, *, live_blog: bool = False) -> Assets:
        """What pages of a publication with this accent (`#rrggbb`) load; those of live blogs carry more."""
        return _compose(self, accent, live_blog)

    # Themes are compared as themselves: two loads are two themes.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=64)
def _compose(theme: Theme, accent: str, live_blog: bool) -> Assets:
    sheets = theme.live_blog_sheets if live_blog else theme.sheets
    sheet = compose(sheets, fonts=theme.fonts, accent=accent)
    readable = palettes(accent)[0].accent
    return Assets(
        accent=readable,
        stylesheet=hashed(theme.name, "css", sheet),
        script=theme.live_blog_script if live_blog else theme.script,
        breaking_sheet=theme.breaking_sheet,
        breaking_script=theme.breaking_script,
        search_sheet=theme.search_sheet,
        search_script=theme.search_script,
        archive_sheet=theme.archive_sheet,
        push_sheet=theme.push_sheet,
        push_script=theme.push_script,
        fonts=tuple(asset for _, asset in theme.fonts),
        preload=tuple(asset for font, asset in theme.fonts if font.preload),
        icon=Asset(FAVICON, favicon(readable)),
    )


def load(name: str | Path = "depesche") -> Theme:
    """The built-in theme of that name, or the theme in that folder. Raises `ThemeError`.

    Fonts that are missing are left out: the style sheet's system faces then stand in for them.
    """
    folder = name if isinstance(name, Path) else BUILT_IN / name
    try:
        settings = tomllib.loads((folder / "theme.toml").read_text("utf-8"))
        sheets = _sheets(folder, settings["styles"])
        live_blog_sheets = _sheets(folder, settings.get("live_blog_styles", settings["styles"]))
        fonts = [Font(**font) for font in settings.get("fonts", [])]
        joined = _joined(folder, settings["scripts"])
        live_blog_joined = _joined(folder, settings.get("live_blog_scripts", settings["scripts"]))
        breaking_sheet = compact("\n".join(_sheets(folder, settings.get("breaking_styles", []))))
        breaking_joined = _joined(folder, settings.get("breaking_scripts", []))
        search_sheet = compact("\n".join(_sheets(folder, settings.get("search_styles", []))))
        search_joined = _joined(folder, settings.get("search_scripts", []))
        archive_sheet = compact("\n".join(_sheets(folder, settings.get("archive_styles", []))))
        push_sheet = compact("\n".join(_sheets(folder, settings.get("push_styles", []))))
        push_joined = _joined(folder, settings.get("push_scripts", []))
        push_worker = _joined(folder, settings.get("push_worker", []))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ThemeError(f"{folder}: {error}") from error
    return Theme(
        name=folder.name,
        templates=_environment(folder / "templates"),
        sheets=sheets,
        script=hashed(folder.name, "js", joined),
        live_blog_sheets=live_blog_sheets,
        live_blog_script=hashed(folder.name, "js", live_blog_joined),
        breaking_sheet=hashed("breaking", "css", breaking_sheet.encode()),
        breaking_script=hashed("breaking", "js", script.with_text("SHEET", breaking_sheet, breaking_joined)),
        push_sheet=hashed("push", "css", push_sheet.encode()),
        push_script=hashed("push", "js", push_joined),
        push_worker=push_worker,
        search_sheet=hashed("search", "css", search_sheet.encode()),
        search_script=hashed("search", "js", search_joined),
        archive_sheet=hashed("archive", "css", archive_sheet.encode()),
        fonts=tuple((font, asset) for font in fonts if (asset := _font(folder / "static/fonts" / font.file))),
    )


def _sheets(folder: Path, names: list[str]) -> tuple[str, ...]:
    return tuple((folder / "static/css" / f"{name}.css").read_text("utf-8") for name in names)


def _joined(folder: Path, names: list[str]) -> bytes:
    return script.join((folder / "static/js" / f"{name}.js").read_text("utf-8") for name in names)


def _environment(folder: Path) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _font(file: Path) -> Asset | None:
    return hashed(file.stem, "woff2", file.read_bytes()) if file.is_file() else None
