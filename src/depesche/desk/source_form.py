"""The form of a source: a feed or a mailbox. Secrets are only ever typed in; none is shown again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from depesche.desk.source_board import SourceFacts

FEED, MAILBOX = "feed", "mailbox"
KINDS = (FEED, MAILBOX)


class _SourceForm(forms.Form):
    """What both kinds have."""

    kind = ""
    name = forms.CharField(label=_("Name"), max_length=200, required=False, help_text=_("As editors call it."))
    interval = forms.IntegerField(
        label=_("Seconds between tries"), min_value=5, max_value=86_400, required=False, help_text=_("Empty: as usual.")
    )

    def facts(self) -> SourceFacts:
        """What was entered. To be asked of a valid form."""
        switched = {name: bool(value) for name, value in self.cleaned_data.items() if name in ("secure", "oauth2")}
        return SourceFacts(kind=self.kind, **{**self.cleaned_data, **switched})


class FeedForm(_SourceForm):
    """A feed at an address on the web."""

    kind = FEED
    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("RSS, Atom, JSON Feed, ninjs or NewsML-G2. A feed that names a hub (WebSub) tells us by itself."),
        widget=forms.URLInput(attrs={"placeholder": "https://example.org/feed.xml"}),
    )
    field_order = ("address", "name", "interval")


class MailboxForm(_SourceForm):
    """A mailbox by IMAP, with a password or OAuth2."""

    kind = MAILBOX
    host = forms.RegexField(
        r"\A[\w.:-]+\Z",
        label=_("IMAP server"),
        max_length=253,
        error_messages={"invalid": _("This is no server's name; write it as in imap.example.org.")},
    )
    port = forms.IntegerField(
        label=_("Port"), min_value=1, max_value=65535, required=False, help_text=_("Empty: 993, or 143 with STARTTLS.")
    )
    secure = forms.TypedChoiceField(
        label=_("Encryption"),
        choices=(("1", _("TLS from the first byte")), ("", "STARTTLS")),
        coerce=bool,
        required=False,
        initial="1",
    )
    user = forms.CharField(label=_("User"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    folder = forms.CharField(label=_("Folder"), max_length=300, initial="INBOX")
    oauth2 = forms.TypedChoiceField(
        label=_("Sign-in"),
        choices=(("", _("Password")), ("1", _("OAuth2 with a refresh token"))),
        coerce=bool,
        required=False,
    )
    secret = forms.CharField(
        label=_("Password or refresh token"),
        max_length=8000,
        required=False,
        strip=True,
        help_text=_("It is never shown again. Empty: as it was."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    token_endpoint = forms.URLField(
        label=_("Token endpoint"),
        max_length=2000,
        required=False,
        help_text=_("For OAuth2 only."),
        assume_scheme="https",
    )
    client_id = forms.CharField(label=_("Client id"), max_length=300, required=False, help_text=_("For OAuth2 only."))
    client_secret = forms.CharField(
        label=_("Client secret"),
        max_length=2000,
        required=False,
        help_text=_("For OAuth2 only, and only where the provider gives one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = (
        *("host", "secure", "port", "user", "folder", "oauth2", "secret"),
        *("token_endpoint", "client_id", "client_secret", "name", "interval"),
    )


def form_for(kind: str, data: Any = None, *, facts: SourceFacts | None = None) -> _SourceForm:
    """The form of a kind, filled with what is known."""
    form_class = MailboxForm if kind == MAILBOX else FeedForm
    known = asdict(facts) if facts else {}
    initial = {name: "1" if value is True else "" if value is False else value for name, value in known.items()}
    form: _SourceForm = form_class(data, initial=initial)
    return form
