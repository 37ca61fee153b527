"""`/desk/login/`: name and password; then, for accounts that have one, the second factor on a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.views.account import LoginView

from depesche.accounts import passkeys, second_factor, sign_in
from depesche.accounts.models import User


class PasswordView(LoginView):
    """The first step. Wagtail's own page; only what follows a right password is ours."""

    def form_valid(self, form: Any) -> HttpResponse:
        user: User = form.get_user()
        if not second_factor.is_on(user):
            answer: HttpResponse = super().form_valid(form)
            return answer
        remember = bool(form.cleaned_data.get("remember"))
        sign_in.wait(self.request, sign_in.Waiting(user=user, leads_to=self.get_success_url(), remember=remember))
        return HttpResponseRedirect(reverse("sign_in_second_factor"))


@never_cache
@sensitive_post_parameters()
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """The second step: a passkey, a code of the app, or a recovery code."""
    waiting = sign_in.who_waits(request)
    if waiting is None:
        return HttpResponseRedirect(reverse("wagtailadmin_login"))
    wrong = ""
    if request.method == "POST":
        wrong = _refusal(request, waiting.user)
        if not wrong:
            sign_in.let_in(request, waiting)
            return HttpResponseRedirect(waiting.leads_to)
    has_passkey, possible = bool(passkeys.of(waiting.user)), passkeys.possible(request)
    known = {
        "options": passkeys.options_to_use(waiting.user) if has_passkey and possible else None,
        "impossible": has_passkey and not possible,
        "elsewhere": passkeys.elsewhere(request, reverse("wagtailadmin_login")),
        "has_app": second_factor.has_app(waiting.user),
        "wrong": wrong,
    }
    return render(request, "desk/sign_in_second_factor.html", known, status=422 if wrong else 200)


def _refusal(request: HttpRequest, user: User) -> str:
    """Why this is no second factor; empty when it is one."""
    if answer := request.POST.get("credential", ""):
        return (
            ""
            if passkeys.accepts(user, answer)
            else _("This passkey does not belong to your account. Please try again.")
        )
    if second_factor.accepts(user, request.POST.get("token", ""), request):
        return ""
    return _("This code is not right, or was used before. Please try the next one.")
