"""A person or organisation on the desk: the page on or off, quotes, articles that hold the name, what was done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import EditView

from depesche.desk import access, quotes_page
from depesche.desk.people_permissions import CHANGE, DECIDE, EDIT, ICON, LIST
from depesche.stories import profile_selectors, profiles, quoting
from depesche.stories.addresses import path_of
from depesche.stories.models import Appearance, Profile, Quotation

STEPS = 12
MOST_LISTED = 60
"""Quotes, and articles, that the page shows, the newest."""


class OfProfile(WagtailAdminTemplateMixin):
    """Views of one person or organisation. `permission` is what they need."""

    permission = CHANGE
    header_icon = ICON
    kwargs: dict[str, Any]

    @cached_property
    def profile(self) -> Profile:
        return get_object_or_404(Profile, pk=self.kwargs["profile_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": _("People and organisations")},
            {"url": url_of(self.profile), "label": str(self.profile)},
            {"url": "", "label": self.get_page_title()},
        ]


class ProfileView(OfProfile, TemplateView):
    """`/desk/people/<profile>/`."""

    template_name = "desk/profile.html"

    def get_page_title(self) -> str:
        return str(self.profile)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = self.profile
        return {
            **super().get_context_data(**kwargs),
            "profile": own,
            "here": self.request.path,
            "edit_url": reverse(EDIT, args=[own.pk]),
            "may_decide": self.request.user.has_perm(DECIDE),
            "confirmed": quotes_page.lines(profile_selectors.quotations_of(own)[:MOST_LISTED]),
            "proposed": quotes_page.lines(profile_selectors.proposed_quotations(own)[:MOST_LISTED]),
            "appearances": [
                (row, path_of(row.article))
                for row in profile_selectors.appearances_of(own)[:MOST_LISTED]
                if row.article.live
            ],
            "unclear": Appearance.State.UNCLEAR,
            "other": Appearance.State.OTHER,
            "former": own.former.all(),
            "steps": own.steps.all()[:STEPS],
        }


class ProfileEditView(EditView):
    """The form of a person or organisation, with the way to the rest."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        rest = Button(_("Quotes, articles, on and off"), url=url_of(self.object), icon_name=ICON, priority=5)
        return [rest, *super().header_more_buttons]


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=gettext_lazy("Goes to the page of"),
        queryset=Profile.objects.none(),
        help_text=gettext_lazy("This one stays, with its name, role and address."),
    )


class MergeView(OfProfile, FormView):  # type: ignore[type-arg]  # generic in the stubs only
    """`/desk/people/<profile>/merge/`."""

    template_name = "desk/profile_merge.html"
    form_class = MergeForm
    permission = DECIDE

    def get_page_title(self) -> str:
        return _("Merge into another page")

    def get_form(self, form_class: Any = None) -> MergeForm:
        form: MergeForm = super().get_form(form_class)
        others = Profile.objects.filter(kind=self.profile.kind, shown=self.profile.shown).exclude(pk=self.profile.pk)
        form.fields["into"].queryset = others  # type: ignore[attr-defined]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "profile": self.profile,
            "action_url": self.request.path,
            "submit_button_label": _("Merge"),
            "submit_button_active_label": _("Merging…"),
        }

    def form_valid(self, form: MergeForm) -> HttpResponse:
        gone, into = self.profile, form.cleaned_data["into"]
        names = {"gone": str(gone), "into": str(into)}
        try:
            profiles.merge(gone, into, user=access.person(self.request))
        except ValidationError as refusal:
            form.add_error("into", refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("“%(gone)s” is part of “%(into)s” now; its address leads there.") % names)
        return HttpResponseRedirect(url_of(into))


@require_POST
def turn(request: HttpRequest, profile_id: int, deed: str) -> HttpResponse:
    """Turn a page off or on, or have the archive searched once more."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    profile = get_object_or_404(Profile, pk=profile_id)
    if deed == "search":
        profiles.search_again(profile)
        messages.success(request, _("The archive is being searched; what it finds stands here in a moment."))
    else:
        profiles.turn(profile, on=deed == "on", user=access.person(request))
        said = _("The page is on.") if deed == "on" else _("The page is off. Nothing that readers see leads there.")
        messages.success(request, said)
    return HttpResponseRedirect(url_of(profile))


@require_POST
def settle(request: HttpRequest, appearance_id: int, deed: str) -> HttpResponse:
    """An article means this one, or somebody else of that name."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    row = get_object_or_404(Appearance.objects.select_related("article", "profile"), pk=appearance_id)
    if deed == "choose":
        quoting.choose(row, user=access.person(request))
        messages.success(request, _("The article stands on this page."))
    else:
        quoting.disown(row, user=access.person(request))
        messages.success(request, _("The article no longer stands on this page, nor does what was said in it."))
    return HttpResponseRedirect(url_of(row.profile))


def url_of(profile: Profile) -> str:
    """Where a person or organisation is on the desk."""
    return reverse("desk:profile", args=[profile.pk])


def quotes_column() -> TitleColumn:
    """For the list of people: the way to each one's quotes."""
    return TitleColumn("quotes", label=gettext_lazy("Confirmed quotes"), accessor=_confirmed, get_url=url_of)


def _confirmed(profile: Profile) -> int:
    return profile.quotations.filter(state=Quotation.State.CONFIRMED).count()
