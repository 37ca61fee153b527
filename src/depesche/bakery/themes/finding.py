"""Where a theme lies: a folder somebody named, one of ours, or one that an installed package brings.

A package offers a theme by an entry point in the group `depesche.themes` that names a `pathlib.Path`.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

BUILT_IN = Path(__file__).parent
GROUP = "depesche.themes"
SETTINGS = "theme.toml"


class ThemeError(Exception):
    """A theme that cannot be used; the message says which file is wrong."""


def find(name: str) -> Path:
    """The folder of a theme. `name` is a path when a slash is in it. Raises `ThemeError` when there is none."""
    if "/" in name:
        return _holding_settings(Path(name).expanduser(), name)
    if (BUILT_IN / name / SETTINGS).is_file():
        return BUILT_IN / name
    for offer in entry_points(group=GROUP, name=name):
        return _holding_settings(Path(offer.load()), name)
    known = ", ".join(sorted({file.parent.name for file in BUILT_IN.glob(f"*/{SETTINGS}")} | _offered()))
    raise ThemeError(f"there is no theme {name!r}; known are {known}, or give the path of a folder")


def _offered() -> set[str]:
    return {offer.name for offer in entry_points(group=GROUP)}


def _holding_settings(folder: Path, name: str) -> Path:
    if not (folder / SETTINGS).is_file():
        raise ThemeError(f"the theme {name!r} has no {folder / SETTINGS}")
    return folder.resolve()
