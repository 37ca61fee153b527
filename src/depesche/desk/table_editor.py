"""The table editor of the article editor, fetched once an article has a table: it is 0.9 MB that most never need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.contrib.table_block.blocks import TableInput, TableInputAdapter

from depesche.desk.templatetags.desk_tags import desk_static

LANGUAGE = "de-DE"
"""What the table editor is told it speaks; the words are those of whoever asks, be they German or not."""


class TableOnDemand(TableInputAdapter):
    """Stands in for Wagtail's own until the first table is drawn, then fetches and becomes it."""

    js_constructor = "depesche.desk.TableOnDemand"

    def js_args(self, widget: TableInput) -> list[Any]:
        options, strings = super().js_args(widget)
        media = widget.media
        return [
            super().js_constructor,
            [{**(options or {}), "language": LANGUAGE}, strings],
            {"languageCode": LANGUAGE} | {f"ContextMenu:items.{name}": said for name, said in _menu().items()},
            [media.absolute_path(path) for path in media._js],
            [media.absolute_path(path) for path in media._css["all"]],
        ]

    def get_media(self, widget: TableInput) -> forms.Media:
        return forms.Media(js=[desk_static("desk/table_on_demand.js")])


def _menu() -> dict[str, str | list[str]]:
    """The table's menu, by Handsontable's names; one and several where it tells them apart."""
    return {
        "insertRowAbove": _("Insert row above"),
        "insertRowBelow": _("Insert row below"),
        "insertColumnOnTheLeft": _("Insert column to the left"),
        "insertColumnOnTheRight": _("Insert column to the right"),
        "removeRow": [_("Remove row"), _("Remove rows")],
        "removeColumn": [_("Remove column"), _("Remove columns")],
        "undo": _("Undo"),
        "redo": _("Redo"),
    }
