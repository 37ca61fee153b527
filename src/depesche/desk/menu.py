"""The desk's menu: what a newsroom uses, in the order of its day. The rest of Wagtail stays within reach of nobody."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from depesche.desk import access, shelves

HIDDEN = frozenset({"snippets", "documents", "reports"})
HIDDEN_SETTINGS = frozenset({"collections", "workflow-tasks", "sites", "locales", "api-tokens"})
HELP = frozenset({"keyboard-shortcuts-trigger"})
"""The only help that is about this desk: the list of keys, which also hangs on “?”."""
ORDER = {
    "today": 10,
    "inbox": 20,
    "tickers": 25,
    "breaking": 27,
    "front": 28,
    "articles": 30,
    "explorer": 40,
    "senders": 45,
    "images": 50,
    "topics": 60,
    "people": 65,
    "authors": 70,
}


class InboxMenuItem(MenuItem):
    """“Eingang”, with the number of open items beside it."""

    def is_shown(self, request: Any) -> bool:
        return access.may_read(request.user)

    def render_component(self, request: Any) -> Any:
        component = super().render_component(request)
        component.attrs = {**component.attrs, "data-desk-count": str(shelves.open_count() or "")}
        return component


def today_item() -> MenuItem:
    return MenuItem(_("Today"), reverse("wagtailadmin_home"), name="today", icon_name="home", order=ORDER["today"])


def inbox_item() -> MenuItem:
    return InboxMenuItem(
        _("Inbox"),
        reverse("desk:inbox"),
        name="inbox",
        icon_name="desk-inbox",
        classname="desk-inbox-menu",
        order=ORDER["inbox"],
    )


def tickers_item() -> MenuItem:
    return MenuItem(
        _("Live blogs"), reverse("desk:tickers"), name="tickers", icon_name="desk-ticker", order=ORDER["tickers"]
    )


def arrange(_request: Any, items: list[MenuItem]) -> None:
    """Wagtail's `construct_main_menu`: hide what no newsroom needs, and put the rest in order."""
    items[:] = [item for item in items if item.name not in HIDDEN]
    for item in items:
        item.order = ORDER.get(item.name, item.order)


def arrange_settings(_request: Any, items: list[MenuItem]) -> None:
    """Wagtail's `construct_settings_menu`."""
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


def arrange_help(_request: Any, items: list[MenuItem]) -> None:
    """Wagtail's `construct_help_menu`."""
    items[:] = [item for item in items if item.name in HELP]
