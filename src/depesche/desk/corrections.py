"""“Korrektur”: the note readers see, published together with the latest version of the article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access
from depesche.stories import publishing, services
from depesche.stories.models import ArticlePage, Correction

CORRECT = "correct"
"""Name of the editor's action that leads here."""


class CorrectionForm(forms.Form):
    """What was wrong, why, and where readers are told."""

    text = forms.CharField(
        label=gettext_lazy("What is corrected"),
        help_text=gettext_lazy("In full sentences: what stood here, and what is right. Readers see this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("How the error came about, in a few words. Readers see this too."),
        max_length=300,
        required=False,
    )
    weight = forms.ChoiceField(
        label=gettext_lazy("Weight"),
        choices=Correction.Weight.choices,
        initial=Correction.Weight.MINOR,
        widget=forms.RadioSelect,
    )


class CorrectionView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # generic in the stubs only
    """`/desk/corrections/<article>/`."""

    template_name = "desk/correction.html"
    form_class = CorrectionForm
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
        return _("Correction")

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
        compare = reverse("wagtailadmin_pages:revisions_compare", args=[self.article.pk, "live", "latest"])
        return {
            **super().get_context_data(**kwargs),
            "article": self.article,
            "corrections": self.article.corrections.select_related("made_by"),
            "edit_url": self.edit_url,
            "compare_url": compare if self.article.has_unpublished_changes else "",
            "action_url": self.request.path,
            "submit_button_label": _("Publish correction"),
            "submit_button_active_label": _("Publishing…"),
        }

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        words = form.cleaned_data
        go_live_at = self.article.get_latest_revision_as_object().go_live_at
        if go_live_at is not None and go_live_at > timezone.now():
            form.add_error(None, _("The draft is to be published later. Take that date away first."))
            return self.form_invalid(form)
        try:
            services.correct(
                self.article,
                text=words["text"].strip(),
                reason=words["reason"].strip(),
                weight=words["weight"],
                user=access.person(self.request),
            )
        except services.NotPublished:
            form.add_error(None, _("Only a published article can be corrected."))
            return self.form_invalid(form)
        except publishing.Refused as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        self._say()
        return HttpResponseRedirect(self.edit_url)

    def form_invalid(self, form: CorrectionForm) -> HttpResponse:
        messages.validation_error(self.request, _("The correction was not published."), form)
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def _say(self) -> None:
        title = self.article.get_admin_display_title()
        view = messages.button(self.article.url, _("View live"), new_window=False)
        messages.success(self.request, _("The correction of “%(title)s” is public.") % {"title": title}, buttons=[view])


class CorrectMenuItem(ActionMenuItem):
    """“Korrektur” among the editor's actions, for published articles."""

    name = f"action-{CORRECT}"
    label = gettext_lazy("Correction…")
    icon_name = "desk-correction"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and isinstance(page, ArticlePage)
            and not context["locked_for_user"]
            and may_correct(page, context["request"].user)
        )


def may_correct(article: ArticlePage, user: Any) -> bool:
    """A correction is a publication: it needs that permission, a public article, and no colleague's lock on it."""
    lock = article.get_lock()
    return bool(
        article.live and article.permissions_for_user(user).can_publish() and not (lock and lock.for_user(user))
    )
