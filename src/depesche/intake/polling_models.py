"""The roads by which news is fetched or handed in, with how each of them fares."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChannelKind(models.TextChoices):
    FEED = "feed", _("Feed")
    MAILBOX = "mailbox", _("Mailbox")
    FOLDER = "folder", _("Folder")
    PUSH = "push", _("Push")


class ChannelState(models.TextChoices):
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")


class Channel(models.Model):
    """One feed, mailbox, watched folder or push token.

    `next_try` is None for what is not polled. `trouble` holds code and detail (`channels.trouble`) of the last failure,
    empty after a success; of a paused channel, why it is paused. `bookmark` is what its fetcher wants to know the next
    time. Neither password nor token lies here: only the name of a file and a hash.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=ChannelKind.choices)
    name = models.CharField(_("name"), max_length=200)
    address = models.TextField(_("address"), blank=True)
    interval = models.PositiveIntegerField(_("seconds between tries"), default=900)
    state = models.CharField(_("state"), max_length=20, choices=ChannelState.choices, default=ChannelState.ACTIVE)
    next_try = models.DateTimeField(_("next try"), null=True, blank=True)
    last_try = models.DateTimeField(_("last try"), null=True, blank=True)
    last_success = models.DateTimeField(_("last success"), null=True, blank=True)
    last_news = models.DateTimeField(_("last news"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    trouble = models.JSONField(_("trouble"), default=dict, blank=True)
    bookmark = models.JSONField(_("bookmark"), default=dict, blank=True)
    secret_file = models.TextField(_("file with the password"), blank=True)
    token_hash = models.CharField(_("hash of the token"), max_length=64, null=True, blank=True, unique=True)
    signed = models.BooleanField(_("signature required"), default=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("name", "pk")
        indexes = (models.Index(fields=("state", "next_try"), name="channel_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "address"), condition=~models.Q(kind="push"), name="channel_address_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Promise(models.Model):
    """The id under which some bytes of a sender are kept, given out before they are: who hands the same in at the
    same time gets the same id, and there is one arrival."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    arrival_id = models.CharField(max_length=26)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("channel", "sha256"), name="promised_once"),)

    def __str__(self) -> str:
        return self.arrival_id


class Subscription(models.Model):
    """A feed whose hub tells us of news (WebSub). `key` is the last part of the callback's address."""

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="subscription")
    key = models.CharField(max_length=64, unique=True)
    hub = models.TextField()
    topic = models.TextField()
    asked_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    refused = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.topic
