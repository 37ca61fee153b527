"""What is put on record about an item beside its own history: alerts, telephone calls, and who has seen it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Alert(models.Model):
    """A correction came of something that an article was made from. It is open until an editor says it is done."""

    item = models.ForeignKey("desk.Item", verbose_name=_("item"), on_delete=models.CASCADE, related_name="alerts")
    article = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("article"), on_delete=models.CASCADE, related_name="item_alerts"
    )
    at = models.DateTimeField(_("when"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=("item", "article"), name="alert_once"),)

    def __str__(self) -> str:
        return str(self.item)


class Confirmation(models.Model):
    """A telephone call in which somebody confirmed an item. One that was taken back stays on record."""

    item = models.ForeignKey(
        "desk.Item", verbose_name=_("item"), on_delete=models.CASCADE, related_name="confirmations"
    )
    at = models.DateTimeField(_("when"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.CharField(_("confirmed by"), max_length=200)
    number = models.CharField(_("telephone number"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.person


class Seen(models.Model):
    """Somebody has opened an item. Rows are only ever added, so the highest key says whether anything changed."""

    item = models.ForeignKey("desk.Item", verbose_name=_("item"), on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("item seen")
        verbose_name_plural = _("items seen")
        constraints = (models.UniqueConstraint(fields=("user", "item"), name="seen_once"),)
        indexes = (models.Index(fields=("user", "-id"), name="seen_last"),)

    def __str__(self) -> str:
        return str(self.item)
