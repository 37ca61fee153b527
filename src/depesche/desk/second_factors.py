"""“Zweite Faktoren”: what everybody signs in with, and taking away what somebody has lost. For administrators alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogActionRegistry

from depesche.accounts import confirming, lost_factors
from depesche.accounts.models import User
from depesche.desk import access

ICON = "key"
TITLE = gettext_lazy("Second factors")
TRAIL = 20
"""So many removals are listed."""
KINDS = {lost_factors.APP: gettext_lazy("Authenticator app"), lost_factors.PASSKEY: gettext_lazy("Passkey")}


class SecondFactorsMenuItem(MenuItem):
    """In the settings, beside the accounts."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.is_superuser)


def menu_item() -> MenuItem:
    return SecondFactorsMenuItem(
        TITLE, reverse("desk:second_factors"), name="second-factors", icon_name=ICON, order=610
    )


def register_action(actions: LogActionRegistry) -> None:
    """Wagtail's `register_log_actions`."""
    actions.register_action(
        lost_factors.TAKEN_AWAY, gettext_lazy("Second factor taken away"), gettext_lazy("Second factor taken away")
    )


class SecondFactorsView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/second-factors/`."""

    template_name = "desk/second_factors.html"
    page_title = TITLE
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _administrator(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        removals = [
            {"removal": one, "factors": [_name(kind, name) for kind, name in one.factors]}
            for one in lost_factors.removals(TRAIL)
        ]
        return {
            **super().get_context_data(**kwargs),
            "accounts": [_row(account) for account in lost_factors.accounts()],
            "removals": removals,
        }


class LostForm(forms.Form):
    """Which factors are lost, and the password of who says so."""

    factors = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Lost"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please tick what is lost.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Your own password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, account: lost_factors.Account, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request
        lost = self.fields["factors"]
        assert isinstance(lost, forms.TypedMultipleChoiceField)
        lost.choices = [(one.key, _name(one.kind, one.name)) for one in account.factors]
        if len(account.factors) == 1:
            self.initial["factors"] = [account.factors[0].key]

    def clean_password(self) -> str:
        given = str(self.cleaned_data["password"])
        if not confirming.knows_password(self._request, access.person(self._request), given):
            raise forms.ValidationError(
                _("This is not your password. After five wrong ones, please wait for five minutes.")
            )
        return given


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class LostView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # generic in the stubs only
    """`/desk/second-factors/<account>/`: somebody else's. One's own factor is taken away by a colleague."""

    template_name = "desk/second_factor_lost.html"
    form_class = LostForm
    header_icon = ICON

    @cached_property
    def account(self) -> lost_factors.Account:
        return lost_factors.of(get_object_or_404(User, pk=self.kwargs["user_id"], is_active=True))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _administrator(request).pk == self.kwargs["user_id"]:
            raise PermissionDenied
        if not self.account.factors:
            messages.error(request, _("%(name)s has no second factor.") % {"name": self.account.user})
            return HttpResponseRedirect(reverse("desk:second_factors"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_page_title(self) -> str:
        return _("Second factor of %(name)s") % {"name": self.account.user}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("desk:second_factors"), "label": TITLE},
            {"url": "", "label": str(self.account.user)},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "account": self.account, "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "account": self.account}

    def form_valid(self, form: LostForm) -> HttpResponse:
        taken = lost_factors.take_away(self.account.user, form.cleaned_data["factors"], by=access.person(self.request))
        left = lost_factors.of(self.account.user).factors
        said = _("Taken away: %(factors)s.") if left else _("Taken away: %(factors)s. The password alone signs in now.")
        messages.success(self.request, said % {"factors": ", ".join(_name(one.kind, one.name) for one in taken)})
        return HttpResponseRedirect(reverse("desk:second_factors"))

    def form_invalid(self, form: LostForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _row(account: lost_factors.Account) -> dict[str, Any]:
    factors = [{"factor": factor, "name": _name(factor.kind, factor.name)} for factor in account.factors]
    return {"account": account, "factors": factors}


def _name(kind: str, name: str) -> str:
    return _("%(kind)s “%(name)s”") % {"kind": KINDS[kind], "name": name} if name else str(KINDS[kind])


def _administrator(request: HttpRequest) -> User:
    user = access.person(request)
    if not user.is_superuser:
        raise PermissionDenied
    return user
