"""Themes: a theme is a folder of templates, style sheets, ES modules and fonts that a designer can copy."""

from depesche.bakery.themes.folder import Theme, load

__all__ = ["Theme", "load"]
