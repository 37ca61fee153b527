"""Addresses that write themselves from a title, as editors type it: umlauts spelt out, as `services.slug_of` does."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.admin.widgets.slug import SlugInput

SPELT_OUT = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "ae"), ("Ö", "oe"), ("Ü", "ue"), ("ß", "ss")]


class OneLine(AdminAutoHeightTextInput):
    """A line of text that is seen whole, however long it is: it wraps, and line breaks become spaces."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if isinstance(value, str) else value


class _TitlePanel(TitleFieldPanel):
    """Without the help that Wagtail gives its own `title` field: the heading says it."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.help_text = self.panel.help_text
            if self.bound_field is not None:
                self.bound_field.help_text = self.help_text


def title_panel(name: str, **rest: Any) -> Panel:
    """The field whose words the address follows until somebody writes another or it is public."""
    return _TitlePanel(name, targets=["slug"], placeholder=False, widget=OneLine, **rest)


def slug_panel() -> Panel:
    return FieldPanel("slug", widget=SlugInput(formatters=SPELT_OUT))
