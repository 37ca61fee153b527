"""One receipt to a sender: due, sent, or given up. It stays, so that nobody gets two in a day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.desk.models import Item


class Acknowledgement(models.Model):
    """At most one for an address and a day, whatever becomes of it."""

    item = models.ForeignKey(Item, verbose_name=_("item"), null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(_("address"), max_length=320)
    day = models.DateField(_("day"))
    due_at = models.DateTimeField(_("due"), null=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    class Meta:
        app_label = "intake"
        verbose_name = _("receipt to a sender")
        verbose_name_plural = _("receipts to senders")
        constraints = (models.UniqueConstraint(fields=("address", "day"), name="acknowledged_once_a_day"),)

    def __str__(self) -> str:
        return self.address
