"""Push subscriptions, and what is still to be sent. Of a reader nothing is kept but endpoint, keys and topics."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PushSubscription(models.Model):
    """A browser that wants to be told. `digest` is the endpoint's SHA-256, by which it is found again."""

    digest = models.CharField(max_length=64, unique=True)
    endpoint = models.TextField()
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("push subscription")
        verbose_name_plural = _("push subscriptions")

    def __str__(self) -> str:
        return self.digest[:12]


class PushTopic(models.Model):
    """One thing a subscription is about: `breaking`, `section/<slug>` or `live/<slug>`."""

    subscription = models.ForeignKey("outgoing.PushSubscription", on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "topic"], name="push_topic_once")]
        verbose_name = _("push topic")
        verbose_name_plural = _("push topics")

    def __str__(self) -> str:
        return self.topic


class PushMessage(models.Model):
    """What is told to all who follow one of its topics, until `until`. `spread_at`: the deliveries have been made."""

    change = models.ForeignKey("stories.Change", on_delete=models.CASCADE, related_name="+")
    topics = models.JSONField()
    payload = models.JSONField()
    collapse = models.CharField(max_length=32)
    is_urgent = models.BooleanField(default=False)
    until = models.DateTimeField()
    spread_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("push message")
        verbose_name_plural = _("push messages")

    def __str__(self) -> str:
        return self.collapse


class PushDelivery(models.Model):
    """One message to one browser, until its push service has taken it."""

    message = models.ForeignKey("outgoing.PushMessage", on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey("outgoing.PushSubscription", on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("push delivery")
        verbose_name_plural = _("push deliveries")

    def __str__(self) -> str:
        return f"{self.message_id} -> {self.subscription_id}"
