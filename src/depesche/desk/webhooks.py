"""“Webhooks”: whose servers are told what happens, how each fares, and a button to try now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access
from depesche.outgoing import webhooks
from depesche.outgoing.hook_rows import EVENTS
from depesche.outgoing.models import Webhook

PERMISSION = "stories.change_publicationsettings"
ICON = "link-external"
EVENT_NAMES = {
    "publish": gettext_lazy("published"),
    "update": gettext_lazy("updated"),
    "correct": gettext_lazy("corrected"),
    "withdraw": gettext_lazy("withdrawn"),
    "entry": gettext_lazy("live blog entry"),
    "breaking": gettext_lazy("breaking line"),
}


class WebhookForm(forms.Form):
    """A receiver to be registered."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    url = forms.CharField(label=gettext_lazy("Address"), max_length=1000, widget=forms.URLInput)
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Is told of"),
        required=False,
        choices=[(event, EVENT_NAMES[event]) for event in EVENTS],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: of everything."),
    )


class WebhooksMenuItem(MenuItem):
    """In the settings, for who may change the publication's."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(PERMISSION))


def menu_item() -> MenuItem:
    return WebhooksMenuItem(
        gettext_lazy("Webhooks"), reverse("desk:webhooks"), name="webhooks", icon_name=ICON, order=900
    )


class WebhooksView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/webhooks/`."""

    template_name = "desk/webhooks.html"
    page_title = gettext_lazy("Webhooks")
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _refuse(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or WebhookForm()
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "hooks": [_row(hook) for hook in Webhook.objects.all()],
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = WebhookForm(request.POST)
        if form.is_valid():
            try:
                hook = webhooks.add(**form.cleaned_data, user=access.person(request))
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _("“%(name)s” will be told from now on.") % {"name": hook.name})
                return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(form=form), status=422)


@require_POST
def do(request: HttpRequest, hook_id: int, deed: str) -> HttpResponse:
    """Try, enable or remove one."""
    _refuse(request)
    hook = get_object_or_404(Webhook, pk=hook_id)
    if deed == "remove":
        hook.delete()
        messages.success(request, _("“%(name)s” was removed.") % {"name": hook.name})
    elif deed == "enable":
        webhooks.enable(hook)
        messages.success(request, _("“%(name)s” will be told from now on.") % {"name": hook.name})
    else:
        failure = webhooks.in_words(webhooks.try_now(hook).failure)
        if failure:
            messages.error(request, failure)
        else:
            messages.success(request, _("“%(name)s” has taken the message.") % {"name": hook.name})
    return HttpResponseRedirect(reverse("desk:webhooks"))


def _row(hook: Webhook) -> dict[str, Any]:
    return {
        "hook": hook,
        "events": [EVENT_NAMES[event] for event in hook.events if event in EVENT_NAMES],
        "failure": webhooks.in_words(hook.failure),
        "secret": webhooks.secret(hook),
        "waiting": hook.calls.count(),
    }


def _refuse(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
