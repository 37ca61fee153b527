"""The register of known senders ("Absender"): whom the newsroom hears from, and how far it trusts them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """What happens by itself with what a sender sends. Publishing needs proof of the sender besides."""

    NONE = "none", _("Nothing: it waits in the inbox")
    DRAFT = "draft", _("Make a draft in the section")
    PUBLISH = "publish", _("Publish in the section, if the sender is proven")


class KnownSender(models.Model):
    """An organisation the newsroom hears from, known by its mail domain.

    Under a domain that everybody has addresses at only the listed `addresses` are known. For wires and feeds, which
    have no sender's address, `domain` or `organisation` is compared with the name of their source.
    """

    domain = models.CharField(_("domain"), max_length=253, unique=True)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    addresses = models.JSONField(_("addresses"), default=list, blank=True)
    trust = models.CharField(_("trust"), max_length=40, blank=True)
    section = models.CharField(_("section"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    rule = models.CharField(_("rule"), max_length=10, choices=Rule.choices, default=Rule.NONE)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("sender")
        verbose_name_plural = _("senders")
        ordering = ("organisation", "domain")

    def __str__(self) -> str:
        return self.organisation or self.domain
