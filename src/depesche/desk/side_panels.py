"""Panels beside the article editor: the releases it rests on, and the corrections made so far."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from depesche.desk import access, badges, item_page
from depesche.desk.corrections import CORRECT, may_correct
from depesche.desk.models import Item
from depesche.stories.models import ArticlePage


class ReleaseSidePanel(BaseSidePanel):
    """The clean text of every release among the article's sources, to read and copy while writing."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle release")
        icon_name = "desk-inbox"
        keyboard_shortcut = "alt+shift+m"

    name = item_page.RELEASE_PANEL
    title = _("Release")
    template_name = "desk/side_panel_release.html"
    order = 50

    def __init__(self, article: ArticlePage, request: Any, *, items: list[Item]) -> None:
        super().__init__(article, request)
        self.items = items

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        now = timezone.now()
        return {
            **super().get_context_data(parent_context),
            "releases": [
                {"item": item, "text": item_page.text_of(item), "embargo": badges.embargo(item, now=now)}
                for item in self.items
            ],
        }

    class Media:
        js = ["desk/release_panel.js"]


class WritingSidePanel(BaseSidePanel):
    """What the copy desk says of the text while it is being written, and what lays the tools for writing out."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle copy desk")
        icon_name = "desk-writing"
        keyboard_shortcut = "alt+shift+t"

    name = "writing"
    title = _("Copy desk")
    template_name = "desk/side_panel_writing.html"
    order = 60

    def __init__(self, page: Any, request: Any, *, form_of: Page, guides: dict[str, Any]) -> None:
        super().__init__(page, request)
        self.form_of, self.guides = form_of, guides

    class Media:
        js = ["desk/writing_lengths.js", "desk/writing_paste.js", "desk/writing_blocks.js", "desk/writing_remarks.js"]


class CorrectionsSidePanel(BaseSidePanel):
    """The corrections readers see, newest first. They are only ever added to."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle corrections")
        icon_name = "desk-correction"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": len(self.panel.corrections)}

    name = "corrections"
    title = _("Corrections")
    template_name = "desk/side_panel_corrections.html"
    order = 150

    def __init__(self, article: ArticlePage, request: Any) -> None:
        super().__init__(article, request)
        self.corrections = list(article.corrections.select_related("made_by"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "corrections": self.corrections,
            "may_correct": may_correct(self.object, self.request.user),
            "action": CORRECT,
        }


def releases_of(article: ArticlePage, user: Any) -> list[Item]:
    """The inbox items among an article's sources, in the order they are named; none for those who may not see them."""
    keys = [source.item for source in article.sources.all() if source.item] if access.may_read(user) else []
    found = Item.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]
