"""“Zitate”: what people are said to have said, with its passage; one click confirms it for somebody, or rejects it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from depesche.desk import access
from depesche.desk.people_permissions import CHANGE, ICON, LIST
from depesche.stories import profile_selectors, quoting
from depesche.stories.addresses import path_of
from depesche.stories.models import Profile, Quotation

MOST_LISTED = 30
"""Proposals on the page; the others follow as these are decided."""


@dataclass(frozen=True, slots=True)
class Line:
    """A quotation as an editor sees it: the words before and after it, and whose it may be."""

    row: Quotation
    before: str
    after: str
    path: str
    candidates: list[Profile]


class QuotesView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/people/quotes/`."""

    template_name = "desk/quotes.html"
    page_title = gettext_lazy("Quotes to confirm")
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse(LIST), "label": _("People and organisations")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposed = profile_selectors.proposed_quotations()
        return {
            **super().get_context_data(**kwargs),
            "lines": lines(proposed[:MOST_LISTED]),
            "total": proposed.count(),
        }


class PeopleIndexView(IndexView):
    """The list of people, with the way to the quotes that wait."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        count = profile_selectors.proposed_quotations().count()
        label = ngettext("%(count)d quote to confirm", "%(count)d quotes to confirm", count) % {"count": count}
        return [*super().header_buttons, HeaderButton(label, url=reverse("desk:quotes"), icon_name="openquote")]


def lines(rows: Iterable[Quotation]) -> list[Line]:
    """Quotations with all that is needed to decide on them."""
    found = list(rows)
    bearers = profile_selectors.bearers({row.key for row in found})
    made = []
    for row in found:
        before, _words, after = row.passage.partition(row.text)
        known = after or row.passage.endswith(row.text)
        path = path_of(row.article)
        made.append(Line(row, before if known else "", after if known else "", path, bearers.get(row.key, [])))
    return made


@require_POST
def decide(request: HttpRequest, quote_id: int, deed: str) -> HttpResponse:
    """Confirm a quotation, for the `profile` of a form if several have the name, or reject it."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    row = get_object_or_404(Quotation, pk=quote_id)
    try:
        if deed == "confirm":
            key = request.POST.get("profile", "")
            chosen = get_object_or_404(Profile, pk=int(key)) if key.isdecimal() and len(key) < 19 else None
            given = quoting.confirm(row, chosen, user=access.person(request)).profile
            messages.success(request, _("Confirmed: it stands on the page of “%(name)s”.") % {"name": given})
        else:
            quoting.reject(row, user=access.person(request))
            messages.success(request, _("Rejected. No reader sees it."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return HttpResponseRedirect(back(request))


def back(request: HttpRequest) -> str:
    """Where the form stood, as far as it is ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("desk:quotes")
