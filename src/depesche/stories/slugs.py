"""Addresses that write themselves from a title, as editors type it: umlauts spelt out, as `services.slug_of` does."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput

SPELT_OUT = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "ae"), ("Ö", "oe"), ("Ü", "ue"), ("ß", "ss")]


def title_panel(name: str, **rest: Any) -> Panel:
    """The field whose words the address follows until somebody writes another or it is public."""
    return TitleFieldPanel(name, targets=["slug"], placeholder=False, **rest)


def slug_panel() -> Panel:
    return FieldPanel("slug", widget=SlugInput(formatters=SPELT_OUT))
