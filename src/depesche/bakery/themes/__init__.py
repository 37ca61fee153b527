"""Themes: a theme is a folder of templates, style sheets, ES modules and fonts that a designer can copy."""

from depesche.bakery.themes.folder import Theme, load
from depesche.bakery.themes.looks import fingerprint

__all__ = ["Theme", "fingerprint", "load"]
