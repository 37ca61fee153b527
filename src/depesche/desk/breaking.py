"""“Eilmeldung”: one form that sends, changes and takes down the breaking line, and what was sent before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access, breaking_form
from depesche.desk.breaking_form import BreakingForm
from depesche.stories import breaking, breaking_telling, lists, press, selectors
from depesche.stories.addresses import path_of
from depesche.stories.models import BreakingStep

SHOWN = 20
OFFERED = 10
ICON = "desk-breaking"


class BreakingMenuItem(MenuItem):
    """“Eilmeldung”, marked while a line stands."""

    def is_shown(self, request: Any) -> bool:
        return breaking.may_set(request.user)

    def render_component(self, request: Any) -> Any:
        component = super().render_component(request)
        stands = breaking.current(at=timezone.now()) is not None
        component.attrs = {**component.attrs, "data-desk-count": "1" if stands else ""}
        return component


def menu_item() -> MenuItem:
    return BreakingMenuItem(
        gettext_lazy("Breaking line"), reverse("desk:breaking"), name="breaking", icon_name=ICON, order=27
    )


class BreakingView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/breaking/`."""

    template_name = "desk/breaking.html"
    page_title = gettext_lazy("Breaking line")
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _refuse(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = breaking.current(at=timezone.now())
        form = kwargs.pop("form", None) or (breaking_form.of_standing(standing) if standing else BreakingForm())
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "media": form.media,
            "standing": standing,
            "leads_to": breaking_telling.url_of(standing) if standing else "",
            "offered": _offered(""),
            "steps": BreakingStep.objects.select_related("made_by")[:SHOWN],
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Send it; with `change` as other words for the line that stands."""
        form, now = BreakingForm(request.POST), timezone.now()
        if form.is_valid():
            send = breaking.change if "change" in request.POST else breaking.send
            try:
                step = send(
                    form.cleaned_data["text"],
                    until=form.end(now=now),
                    link=form.cleaned_data["link"],
                    user=access.person(request),
                )
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _("It is on all open pages until %(time)s.") % {"time": _clock(step.until)})
                return HttpResponseRedirect(reverse("desk:breaking"))
        return self.render_to_response(self.get_context_data(form=form), status=422)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Take the line down."""
    if breaking.end(user=access.person(request)):
        messages.success(request, _("The breaking line is down."))
    else:
        messages.info(request, _("No breaking line stands."))
    return HttpResponseRedirect(reverse("desk:breaking"))


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The front page as it would be with this line."""
    _refuse(request)
    form = BreakingForm(request.POST)
    if form.is_valid():
        try:
            line = breaking.draft(
                form.cleaned_data["text"], until=form.end(now=timezone.now()), link=form.cleaned_data["link"]
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            response = HttpResponse(press.page_bytes(replace(lists.front(), breaking=line)))
            response["Cache-Control"] = "no-store"
            return response
    view = BreakingView()
    view.setup(request)
    return view.render_to_response(view.get_context_data(form=form), status=422)


@require_safe
def articles(request: HttpRequest) -> JsonResponse:
    """Published articles with these words in their headline, newest first, to choose a link from."""
    _refuse(request)
    return JsonResponse({"articles": _offered(request.GET.get("q", ""))})


def _offered(words: str) -> list[dict[str, str]]:
    found = selectors.published()
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(title__icontains=word)
    return [{"path": path_of(page), "headline": page.title} for page in found[:OFFERED]]


def _refuse(request: HttpRequest) -> None:
    if not breaking.may_set(request.user):
        raise PermissionDenied


def _clock(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")
