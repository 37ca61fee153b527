"""“Absender”: the register of known senders as editors see and change it. Where news is fetched is another page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from depesche.desk import inbox
from depesche.desk.models import KnownSender, Rule
from depesche.stories.models import SectionPage

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
_ADDRESS = re.compile(r"[^\s@]+@(?:[\w-]+\.)+[\w-]{2,}")
_LANGUAGES = (("", "–"), ("de", gettext_lazy("German")), ("en", gettext_lazy("English")))


class KnownSenderForm(WagtailAdminModelForm):
    """One sender. Addresses are written one a line."""

    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        help_text=gettext_lazy("One a line. Needed only where everybody has addresses at the domain, such as gmx.de."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=_LANGUAGES, required=False)

    class Meta:
        model = KnownSender
        fields = ["organisation", "domain", "addresses", "section", "language", "usage_terms", "trust", "rule"]
        widgets = {"usage_terms": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["addresses"] = "\n".join(self.instance.addresses)
        named = list(SectionPage.objects.filter(live=True).order_by("path").values_list("slug", "title"))
        kept = self.instance.section
        if kept and kept not in dict(named):
            named.append((kept, kept))
        self.fields["section"].choices = [("", "–"), *named]

    def clean_domain(self) -> str:
        domain = str(self.cleaned_data["domain"]).strip().lower().strip(".").rpartition("@")[2]
        if not _DOMAIN.fullmatch(domain):
            raise ValidationError(_("This is no domain; write it as in stadt.example."))
        return domain

    def clean_addresses(self) -> list[str]:
        addresses = sorted({line.strip().lower() for line in self.cleaned_data["addresses"].split() if line.strip()})
        for address in addresses:
            if not _ADDRESS.fullmatch(address):
                raise ValidationError(_("“%(address)s” is no address.") % {"address": address})
        return addresses

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("rule") not in (None, Rule.NONE) and not cleaned.get("section"):
            self.add_error("section", _("A rule needs a section."))
        return cleaned


class _Applied:
    """Whoever was entered is known at once, also on what lies in the inbox already."""

    @transaction.atomic
    def save_instance(self) -> KnownSender:
        sender: KnownSender = super().save_instance()  # type: ignore[misc]  # a mixin for Wagtail's views
        inbox.recognise(sender)
        return sender


class SenderCreateView(_Applied, CreateView):
    """A new sender; an item's page hands over what it knows."""

    def get_initial(self) -> dict[str, Any]:
        asked: HttpRequest = self.request
        return {name: asked.GET.get(name, "")[:300] for name in ("domain", "organisation", "addresses", "section")}


class SenderEditView(_Applied, EditView):
    """A sender that is known."""


class SenderViewSet(ModelViewSet):
    """The register in the desk's menu."""

    model = KnownSender
    name = "senders"
    url_prefix = "senders"
    icon = "mail"
    menu_label = gettext_lazy("Senders")
    menu_order = 45
    add_to_admin_menu = True
    add_view_class = SenderCreateView
    edit_view_class = SenderEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 100
    list_display = [
        "organisation",
        "domain",
        Column("section", label=gettext_lazy("Section"), sort_key="section"),
        Column("get_rule_display", label=gettext_lazy("Rule"), sort_key="rule"),
    ]
    list_filter = ["rule", "section"]
    search_fields = ["organisation", "domain"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[KnownSenderForm]:
        return KnownSenderForm
