"""What intake keeps for itself: a receipt for everything that ever came in, and the sources it fetches from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.desk.models import Item
from depesche.intake.acknowledgement_models import Acknowledgement
from depesche.intake.polling_models import Channel, Promise, Subscription

__all__ = ["Acknowledgement", "Channel", "Outcome", "Promise", "Receipt", "Subscription", "Trace"]


class Outcome(models.TextChoices):
    """What reading made of an arrival; how its item fares is written on the item."""

    READ = "read", _("read")
    DUPLICATE = "duplicate", _("duplicate")
    EMPTY = "empty", _("empty")


class Receipt(models.Model):
    """One thing found in one arrival: an item made of it, a second copy of an item, or nothing at all.

    A mail has one receipt, whose key is its arrival's; a file with several entries has one for each, the later
    ones with `-2`, `-3`, ... added. `item` is the item made, or for a duplicate the item it repeats.
    """

    id = models.CharField(max_length=40, primary_key=True, editable=False)
    arrival_id = models.CharField(max_length=26, db_index=True)
    position = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField()
    read_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    fetcher = models.CharField(max_length=40)
    source = models.CharField(max_length=200, blank=True)
    mail_from = models.TextField(null=True, blank=True)  # "" is the null reverse path
    rcpt_tos = models.JSONField(default=list, blank=True)
    peer = models.CharField(max_length=100, blank=True)
    helo = models.TextField(blank=True)
    file_name = models.TextField(blank=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ("arrival_id", "position")
        constraints = (models.UniqueConstraint(fields=("arrival_id", "position"), name="receipt_once"),)

    def __str__(self) -> str:
        return self.id


class Trace(models.Model):
    """One word trigram of an item's text, as a number: by it other versions of the story are found."""

    trigram = models.BigIntegerField(db_index=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.trigram)
