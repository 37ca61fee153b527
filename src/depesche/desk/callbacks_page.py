"""The form on an item's page that puts a call on record, and the button that takes it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from depesche.desk import access, callbacks
from depesche.desk.badges import is_unconfirmed
from depesche.desk.models import Item


class CallForm(forms.Form):
    """Who confirmed it, under which number, and what else was said."""

    person = forms.CharField(label=gettext_lazy("Confirmed by"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Telephone number"), max_length=60, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def form_for(item: Item) -> CallForm:
    """The form, with the contact that the release names, unless its sender is in doubt: forgers name numbers too."""
    doubtful = bool(item.lookalike_of) or is_unconfirmed(item) or not item.known_sender
    initial: dict[str, Any] = {} if doubtful else {"person": item.contact_name, "number": item.contact_phone}
    return CallForm(initial=initial, auto_id="desk-call-%s")


@require_POST
@access.working
def confirm(request: HttpRequest, item_id: str) -> HttpResponse:
    """Put it on record."""
    form = CallForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Who confirmed it? Please name somebody."))
        return _back(item_id)
    try:
        callbacks.confirm(item_id, access.person(request), at=timezone.now(), **form.cleaned_data)
    except Item.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The call is on record."))
    return _back(item_id)


@require_POST
@access.working
def undo(request: HttpRequest, item_id: str, number: int) -> HttpResponse:
    """Take it back; the record stays."""
    try:
        callbacks.take_back(item_id, number, access.person(request), at=timezone.now())
    except Item.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The confirmation was taken back."))
    return _back(item_id)


def _back(item_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("desk:item", args=[item_id]))
