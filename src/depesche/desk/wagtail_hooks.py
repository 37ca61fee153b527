"""Plugs the desk into Wagtail's admin. The only such file in the house."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks

from depesche.desk import breaking, front_page, handed_back, link_finding, menu, second_factors, sources_page, webhooks
from depesche.desk.catalogue import ArticleListing
from depesche.desk.corrections import CorrectMenuItem
from depesche.desk.editing import ArticleViewSet, HomeViewSet, SectionViewSet, publishing_first
from depesche.desk.retractions import RetractMenuItem
from depesche.desk.senders_page import SenderViewSet
from depesche.desk.templatetags.desk_tags import desk_static
from depesche.desk.today_page import TodayPanel

KEPT_PANELS = ("workflow_objects_to_moderate", "user_objects_in_workflow_moderation", "locked_pages")

hooks.register("register_admin_menu_item", menu.today_item)
hooks.register("register_admin_menu_item", menu.inbox_item)
hooks.register("register_admin_menu_item", menu.tickers_item)
hooks.register("register_admin_menu_item", breaking.menu_item)
hooks.register("register_admin_menu_item", front_page.menu_item)
hooks.register("register_admin_menu_item", sources_page.menu_item)
hooks.register("register_settings_menu_item", webhooks.menu_item)
hooks.register("register_settings_menu_item", second_factors.menu_item)
hooks.register("register_log_actions", second_factors.register_action)
hooks.register("construct_main_menu", menu.arrange)
hooks.register("construct_settings_menu", menu.arrange_settings)
hooks.register("construct_help_menu", menu.arrange_help)
hooks.register("register_page_action_menu_item", lambda: CorrectMenuItem(order=25))
hooks.register("register_page_action_menu_item", lambda: RetractMenuItem(order=26))
hooks.register("construct_page_action_menu", publishing_first)
hooks.register("before_edit_page", handed_back.tell)
hooks.register("after_publish_page", front_page.offer)
hooks.register("construct_page_chooser_queryset", link_finding.with_archive)
hooks.register("register_page_header_buttons", front_page.header_button)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("", include("depesche.desk.urls"))]


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [HomeViewSet(), SectionViewSet(), ArticleViewSet(), ArticleListing(), SenderViewSet()]


@hooks.register("construct_homepage_panels")
def home(request: Any, panels: list[Any]) -> None:
    """Today's panel first; of Wagtail's own only what asks somebody to act."""
    panels[:] = [TodayPanel(request), *(panel for panel in panels if getattr(panel, "name", "") in KEPT_PANELS)]


@hooks.register("insert_global_admin_css")
def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', desk_static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def scripts() -> str:
    return format_html('<script defer src="{}"></script>', desk_static("desk/follow.js"))


@hooks.register("register_icons")
def icons(found: list[str]) -> list[str]:
    own = ("inbox", "correction", "ticker", "breaking", "front", "writing")
    return [*found, *(f"desk/icons/desk-{name}.svg" for name in own)]
