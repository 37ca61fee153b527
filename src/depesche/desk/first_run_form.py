"""What is asked of somebody who sets up a newsroom. All of it can be changed later, in the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from depesche.accounts.models import User
from depesche.stories import services
from depesche.stories.addresses import RESERVED_SLUGS
from depesche.stories.models import PublicationSettings
from depesche.stories.publication import LANGUAGES

MOST_SECTIONS = 20


def _text(label: Any, *, rows: int = 0, needed: bool = True, **rest: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=needed, widget=widget, **rest)


class FirstRunForm(forms.Form):
    """Publication, imprint, first account."""

    OF_PUBLICATION: ClassVar[tuple[str, ...]] = (
        *("name", "language", "press_address", "accent", "legal_name", "address", "email", "phone"),
        *("responsible_person", "responsible_address"),
    )
    _GROUPS: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("The publication"), ("name", "language", "sections", "press_address", "accent")),
        (_("Imprint"), OF_PUBLICATION[4:]),
        (_("Your account"), ("full_name", "username", "account_email", "password", "password_again")),
    )

    name = _text(_("Name of the publication"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    sections = _text(
        _("Sections"),
        rows=3,
        initial="Nachrichten\nPolitik\nSport",
        help_text=_("One a line, in the order of the navigation."),
    )
    press_address = forms.EmailField(
        label=_("Press address"), required=False, help_text=_("Where press offices send their releases.")
    )
    accent = forms.RegexField(
        r"^#[0-9a-fA-F]{6}\Z",
        label=_("Accent colour"),
        initial=PublicationSettings._meta.get_field("accent").default,
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    legal_name = _text(_("Publisher"), max_length=200, help_text=_("A person or company that can be served."))
    address = _text(_("Postal address"), rows=3)
    email = forms.EmailField(label=_("E-mail for readers"))
    phone = _text(_("Telephone"), needed=False, max_length=60)
    responsible_person = _text(
        _("Responsible for content"), max_length=200, help_text=_("A natural person (MStV § 18, 2).")
    )
    responsible_address = _text(
        _("Address of that person"), rows=3, needed=False, help_text=_("Empty: the postal address above.")
    )
    full_name = _text(_("Your name"), max_length=200)
    username = forms.SlugField(label=_("Name to sign in with"), max_length=150)
    account_email = forms.EmailField(label=_("Your e-mail"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight characters, and not one that everybody takes."),
    )
    password_again = forms.CharField(
        label=_("Password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields as the page shows them, under their headings."""
        for title, names in self._GROUPS:
            yield title, [self[name] for name in names]

    def clean_sections(self) -> list[str]:
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["sections"].splitlines() if line.strip()))
        if len(names) > MOST_SECTIONS:
            raise ValidationError(_("More than twenty sections are too many to begin with."))
        for name in names:
            slug = services.slug_of(name)
            if slug in RESERVED_SLUGS or slug != slugify(slug):
                raise ValidationError(
                    _("“%(name)s” cannot be a section: Depesche needs that address.") % {"name": name}
                )
        return names

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        found["responsible_address"] = found.get("responsible_address") or found.get("address", "")
        password = found.get("password", "")
        if password and password != found.get("password_again"):
            self.add_error("password_again", _("The two passwords differ."))
        elif password:
            person = User(username=found.get("username", ""), email=found.get("account_email", ""))
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return found
