"""“Zurückziehen”: an article goes, and readers are told why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access
from depesche.desk.corrections import may_correct
from depesche.stories import services
from depesche.stories.models import ArticlePage


class RetractionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Readers see this where the article stood, and among the corrections."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class RetractionView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # generic in the stubs only
    """`/desk/retractions/<article>/`."""

    template_name = "desk/retraction.html"
    form_class = RetractionForm
    header_icon = "desk-correction"

    @cached_property
    def article(self) -> ArticlePage:
        return get_object_or_404(ArticlePage, pk=self.kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_correct(self.article, request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_page_title(self) -> str:
        return _("Retract the article")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.article.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.article.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.path,
            "submit_button_label": _("Retract"),
            "submit_button_active_label": _("Retracting…"),
        }

    def form_valid(self, form: RetractionForm) -> HttpResponse:
        services.retract(self.article, reason=form.cleaned_data["reason"].strip(), user=access.person(self.request))
        title = self.article.get_admin_display_title()
        messages.success(self.request, _("“%(title)s” is retracted; readers are told why.") % {"title": title})
        return HttpResponseRedirect(self.edit_url)


class RetractMenuItem(ActionMenuItem):
    """“Zurückziehen…” among the editor's actions, for published articles."""

    name = "action-retract"
    label = gettext_lazy("Retract…")
    icon_name = "desk-correction"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and isinstance(page, ArticlePage)
            and not context["locked_for_user"]
            and may_correct(page, context["request"].user)
        )

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("desk:retract", args=[context["page"].pk])
