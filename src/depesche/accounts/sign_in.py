"""Signing in at the desk: name and password, and a code for accounts that have a second factor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from depesche.accounts import second_factor


class SignInForm(LoginForm):
    """Wagtail's, with one field more. What is wrong is not told apart, but for the one who knew the password."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=_("From your authenticator app, if you have set one up; or a recovery code."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user = self.get_user()
        if user is not None and second_factor.is_on(user):
            if not cleaned.get("code"):
                raise ValidationError(_("Please enter the code of your authenticator app."), code="code_needed")
            if not second_factor.accepts(user, cleaned["code"], self.request):
                raise ValidationError(_("This code is not right, or was used before. Please try the next one."))
        return cleaned
