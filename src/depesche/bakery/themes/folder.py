"""A theme, read from its folder.

theme.toml            title, order of style sheets and modules, fonts
templates/*.html      one Jinja2 template for each kind of page; parts and blocks in folders of their own
static/css, static/js, static/fonts

A theme that `extends` another holds only what differs: every file and setting that it lacks is the other's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from depesche.bakery.colours import palettes
from depesche.bakery.schema.publication import Voices
from depesche.bakery.themes import script, stylesheet
from depesche.bakery.themes.assets import FAVICON, Asset, Assets, hashed
from depesche.bakery.themes.finding import BUILT_IN, SETTINGS, ThemeError, find
from depesche.bakery.themes.icon import favicon
from depesche.bakery.themes.stylesheet import Font, compact, compose

__all__ = ["AS_THE_THEME", "BUILT_IN", "VOICES", "Theme", "ThemeError", "load"]
VOICES = ("serif", "sans")
AS_THE_THEME = Voices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Templates and assets. Assets differ by publication in colour and voices only, and are composed once for each."""

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
    voices: Voices
    voice_sheets: tuple[str, ...]

    def assets(self, accent: str, *, voices: Voices = AS_THE_THEME, live_blog: bool = False) -> Assets:
        """What pages of a publication with this accent (`#rrggbb`) and these voices load; live blogs carry more."""
        return _compose(self, accent, self._heard(voices), live_blog)

    def _heard(self, chosen: Voices) -> Voices:
        """The voices that are left to the theme are its own, and so is one that no theme knows."""
        headlines, text = (one if one in VOICES else "" for one in (chosen.headlines, chosen.text))
        return Voices(headlines=headlines or self.voices.headlines, text=text or self.voices.text)

    # Themes are compared as themselves: two loads are two themes.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=64)
def _compose(theme: Theme, accent: str, voices: Voices, live_blog: bool) -> Assets:
    sheets = theme.live_blog_sheets if live_blog else theme.sheets
    if voices != theme.voices:
        sheets = (*sheets, stylesheet.voices(voices), *theme.voice_sheets)
    sheet = compose(sheets, fonts=theme.fonts, accent=accent)
    silent = {"serif"} - {voices.headlines, voices.text}  # the grotesque speaks in kickers and controls always
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
        preload=tuple(asset for font, asset in theme.fonts if font.preload and font.voice not in silent),
        icon=Asset(FAVICON, favicon(readable)),
    )


def load(name: str | Path = "depesche") -> Theme:
    """The theme of that name (see `finding.find`), or the theme in that folder. Raises `ThemeError`.

    Fonts that are missing are left out: the style sheet's system faces then stand in for them.
    """
    folder = name if isinstance(name, Path) else find(name)
    try:
        return _read(folder)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ThemeError(f"{folder}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folders:
    """A theme's own folder and those it extends, nearest first, with their settings put together."""

    folders: tuple[Path, ...]
    settings: dict[str, Any]
    extra_styles: tuple[str, ...]

    def file(self, name: str) -> Path:
        """The nearest file of that name; the farthest folder's when there is none."""
        places = [folder / name for folder in self.folders]
        return next((place for place in places if place.is_file()), places[-1])

    def sheets(self, key: str, otherwise: str = "", *, extra: bool = False) -> tuple[str, ...]:
        names = [*self._names(key, otherwise), *(self.extra_styles if extra else ())]
        return tuple(self.file(f"static/css/{name}.css").read_text("utf-8") for name in names)

    def joined(self, key: str, otherwise: str = "") -> bytes:
        names = self._names(key, otherwise)
        return script.join(self.file(f"static/js/{name}.js").read_text("utf-8") for name in names)

    def _names(self, key: str, otherwise: str) -> list[str]:
        names: list[str] = self.settings.get(key, self.settings[otherwise] if otherwise else [])
        return names


def _folders(folder: Path, *, below: Sequence[Path] = ()) -> _Folders:
    settings = tomllib.loads((folder / SETTINGS).read_text("utf-8"))
    extra = tuple(settings.get("extra_styles", ()))
    if "extends" not in settings:
        return _Folders(folders=(folder,), settings=settings, extra_styles=extra)
    if folder in below:
        raise ValueError("extends itself")
    base = _folders(find(settings["extends"]), below=(*below, folder))
    return _Folders(
        folders=(folder, *base.folders),
        settings=base.settings | settings,
        extra_styles=(*base.extra_styles, *extra),
    )


def _read(folder: Path) -> Theme:
    of = _folders(folder)
    fonts = [Font(**font) for font in of.settings.get("fonts", [])]
    breaking_sheet, push_sheet, search_sheet, archive_sheet = (
        compact("\n".join(of.sheets(f"{page}_styles"))) for page in ("breaking", "push", "search", "archive")
    )
    return Theme(
        name=folder.name,
        templates=_environment(of.folders),
        sheets=of.sheets("styles", "styles", extra=True),
        script=hashed(folder.name, "js", of.joined("scripts", "scripts")),
        live_blog_sheets=of.sheets("live_blog_styles", "styles", extra=True),
        live_blog_script=hashed(folder.name, "js", of.joined("live_blog_scripts", "scripts")),
        breaking_sheet=hashed("breaking", "css", breaking_sheet.encode()),
        breaking_script=hashed(
            "breaking", "js", script.with_text("SHEET", breaking_sheet, of.joined("breaking_scripts"))
        ),
        push_sheet=hashed("push", "css", push_sheet.encode()),
        push_script=hashed("push", "js", of.joined("push_scripts")),
        push_worker=of.joined("push_worker"),
        search_sheet=hashed("search", "css", search_sheet.encode()),
        search_script=hashed("search", "js", of.joined("search_scripts")),
        archive_sheet=hashed("archive", "css", archive_sheet.encode()),
        voices=Voices(headlines=of.settings.get("headlines", "serif"), text=of.settings.get("text", "serif")),
        voice_sheets=of.sheets("voice_styles"),
        fonts=tuple((font, asset) for font in fonts if (asset := _font(of.file(f"static/fonts/{font.file}")))),
    )


def _environment(folders: Sequence[Path]) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder / "templates" for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a theme is read once; what it looks like later is for the next start
    )


def _font(file: Path) -> Asset | None:
    return hashed(file.stem, "woff2", file.read_bytes()) if file.is_file() else None
