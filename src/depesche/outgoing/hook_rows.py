"""Webhooks and what they still have to be told. A row to be sent commits together with the change it tells of."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

EVENTS = ("publish", "update", "correct", "withdraw", "entry", "breaking")


class Webhook(models.Model):
    """Somebody else's server that is told what happens. `events` are those it wants; none: all.

    `failure` holds the code and detail of the last attempt that failed (`kit.trouble`), empty after a success.
    The secret is derived from `guid`, so that the database holds none.
    """

    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)
    url = models.CharField(_("address"), max_length=1000)
    events = models.JSONField(_("events"), default=list, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    disabled_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name

    def wants(self, event: str) -> bool:
        return not self.events or event in self.events


class HookCall(models.Model):
    """One message to one webhook, until it was taken. `message_id` and `body` are the same at every attempt."""

    hook = models.ForeignKey("outgoing.Webhook", on_delete=models.CASCADE, related_name="calls")
    change = models.ForeignKey("stories.Change", on_delete=models.CASCADE, related_name="+")
    message_id = models.CharField(max_length=60, unique=True)
    body = models.TextField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")

    def __str__(self) -> str:
        return self.message_id
