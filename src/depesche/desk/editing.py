"""The article editor: Wagtail's own, with the release beside it, and refusals said where they can be mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from depesche.desk import alerts_page, related_page, writing
from depesche.desk.approvals import APPROVE
from depesche.desk.corrections import CORRECT, may_correct
from depesche.desk.side_panels import CorrectionsSidePanel, ReleaseSidePanel, WritingSidePanel, releases_of
from depesche.stories import approving, publishing
from depesche.stories.models import ArticlePage, HomePage, SectionPage


class RefusalsInForm:
    """An embargo that forbids publishing is an error of the form: shown at its field, and every word is kept."""

    action_name: str

    def needs_approval(self) -> None:
        """Save what was typed, and lead to where a person answers for it, in place of publishing."""
        self.__dict__["action_name_and_method"] = (APPROVE, self.save_action)  # type: ignore[attr-defined]
        messages.warning(self.request, _("Saved, not published: this version needs a person's word first."))  # type: ignore[attr-defined]

    def redirect_and_remain(self) -> Any:
        if self.action_name == APPROVE:
            return HttpResponseRedirect(reverse("desk:approve", args=[self.page.pk]))  # type: ignore[attr-defined]
        return super().redirect_and_remain()  # type: ignore[misc]  # a mixin for Wagtail's views

    def form_valid(self, form: Any) -> Any:
        if self.action_name in ("publish", CORRECT):
            article = form.instance
            try:
                publishing.refuse_embargoed(article, at=max(timezone.now(), article.go_live_at or timezone.now()))
            except publishing.Refused as refusal:
                form.add_error(None, _("Not published. Your text is all here."))
                form.add_error("embargo" if "embargo" in form.fields else None, refusal.messages)
                return self.form_invalid(form)  # type: ignore[attr-defined]
            if approving.wanted(article, publisher=self.request.user):  # type: ignore[attr-defined]
                self.needs_approval()
        return super().form_valid(form)  # type: ignore[misc]  # a mixin for Wagtail's views


class WithoutChecks:
    """Leaves out Wagtail's “checks”: they need its own script in the preview, and ours is the page as it is baked."""

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()  # type: ignore[misc]  # a mixin for Wagtail's views
        return MediaContainer([panel for panel in panels if panel.name != "checks"])


class ArticleCreateView(WithoutChecks, RefusalsInForm, CreateView):
    """A new article from scratch."""

    def get_side_panels(self) -> Any:
        panels = list(super().get_side_panels())
        if not self.expects_json_response:
            panels.append(_writing_panel(self.page, self.request, form_of=self.parent_page))
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))


class ArticleEditView(WithoutChecks, RefusalsInForm, EditView):
    """An article, with what it rests on and what was corrected in view."""

    @cached_property
    def action_name_and_method(self) -> tuple[str, Any]:
        """“Korrektur” saves first and then asks for the note: whatever was typed goes along."""
        if f"action-{CORRECT}" in self.request.POST and may_correct(self.page, self.request.user):
            return CORRECT, self.save_action
        found: tuple[str, Any] = super().action_name_and_method
        return found

    def redirect_and_remain(self) -> Any:
        if self.action_name == CORRECT:
            return HttpResponseRedirect(reverse("desk:correct", args=[self.page.pk]))
        return super().redirect_and_remain()

    def get_template_names(self) -> Any:
        names = super().get_template_names()
        return ["desk/article_edit.html"] if names == ["wagtailadmin/pages/edit.html"] else names

    def get_context_data(self, **kwargs: Any) -> Any:
        return {**super().get_context_data(**kwargs), **alerts_page.context(self.page.pk, self.request.user)}

    def get_side_panels(self) -> Any:
        panels = list(super().get_side_panels())
        if self.expects_json_response or self.hydrate_create_view:  # Only Wagtail's own panels are drawn anew.
            return MediaContainer(panels)
        panels.append(_writing_panel(self.page, self.request, form_of=self.page))
        releases = releases_of(self.page, self.request.user)
        if releases:
            panels.append(ReleaseSidePanel(self.page, self.request, items=releases))
        panels.append(related_page.RelatedSidePanel(self.page, self.request))
        if self.page.live or self.page.corrections.exists():
            panels.append(CorrectionsSidePanel(self.page, self.request))
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))


def _writing_panel(page: ArticlePage, request: Any, *, form_of: Page) -> WritingSidePanel:
    return WritingSidePanel(page, request, form_of=form_of, guides=writing.length_guides())


def publishing_first(items: list[ActionMenuItem], _request: Any, context: dict[str, Any]) -> None:
    """Wagtail's `construct_page_action_menu`: the first is the large button.

    For an article and somebody who may publish it, that is “Publish”; the rest keep their order behind the arrow.
    A locked article, an older version and a running workflow keep Wagtail's own button.
    """
    page = context.get("page")
    if context["view"] == "revisions_revert" or not isinstance(page, ArticlePage) or page.current_workflow_task:
        return
    publish = next((item for item in items if isinstance(item, PublishMenuItem)), None)
    if publish is not None:
        items.remove(publish)
        items.insert(0, publish)


class PlainEditView(WithoutChecks, EditView):
    """The front page or a section."""


class HomeViewSet(PageViewSet):
    """How Wagtail shows the front page."""

    model = HomePage
    edit_view_class = PlainEditView


class SectionViewSet(PageViewSet):
    """How Wagtail shows sections."""

    model = SectionPage
    edit_view_class = PlainEditView


class ArticleViewSet(PageViewSet):
    """How Wagtail shows articles."""

    model = ArticlePage
    add_view_class = ArticleCreateView
    edit_view_class = ArticleEditView
