"""The outbox: what publishing still owes to the readers' side. A row commits together with the change it records."""

from __future__ import annotations

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

change_committed = Signal()
"""Sent after the transaction that recorded a change is committed, with `change`."""


class Change(models.Model):
    """What one publish, correction or withdrawal did.

    `before` and `after` are footprints (`stories.footprints`): the places the article stood and stands.
    `entry` is what a change within a live blog was about.
    `touched` are paths of other articles whose related list it changed, kept so that a repeat bakes them too; of an
    arranged front they are the fronts themselves; of a topic, person or organisation its pages, and articles that name
    it. A change of related articles by an editor has neither footprint.
    A change that could not be carried out is tried again from `retry_at` on, for as long as it takes.
    `done_at` is empty until every page is baked and every event announced; each step can be repeated.
    """

    class Kind(models.TextChoices):
        PUBLISH = "publish", _("published")
        UPDATE = "update", _("updated")
        CORRECT = "correct", _("corrected")
        WITHDRAW = "withdraw", _("withdrawn")
        ENTRY = "entry", _("live blog")
        BREAKING = "breaking", _("breaking line")
        FRONT = "front", _("front arranged")
        TOPIC = "topic", _("topic")
        PROFILE = "profile", _("person or organisation")
        RELATED = "related", _("related articles")
        REBUILD = "rebuild", _("everything")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    article = models.ForeignKey(
        "stories.ArticlePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entry = models.ForeignKey("stories.Entry", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    touched = models.JSONField(default=list, blank=True)
    meaningful = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    baked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], name="change_open", condition=models.Q(done_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} {(self.after or self.before).get('path', '')}"
