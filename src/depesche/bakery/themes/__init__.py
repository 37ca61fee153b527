"""Themes: a theme is a folder of templates, style sheets, ES modules and fonts that a designer can copy."""

from depesche.bakery.themes.finding import ThemeError, find
from depesche.bakery.themes.folder import Theme, load
from depesche.bakery.themes.looks import fingerprint

__all__ = ["Theme", "ThemeError", "find", "fingerprint", "load"]
