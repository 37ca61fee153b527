"""What is kept of topics beside themselves: the addresses they had, and who did what to them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.stories.record import AppendOnly


class FormerTopic(models.Model):
    """A name and an address that lead to a topic: it had them before, or a topic that was merged into it had.

    `key` is that of the merged topic, which old versions of articles still name.
    """

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=160, blank=True)
    key = models.BigIntegerField(null=True, blank=True, unique=True)
    topic = models.ForeignKey("stories.Topic", on_delete=models.CASCADE, related_name="former")

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former address of a topic")
        verbose_name_plural = _("former addresses of topics")

    def __str__(self) -> str:
        return f"{self.slug} -> {self.topic_id}"


class TopicStep(models.Model):
    """Who did what to a topic. Never changed. `topic` is empty once the topic is gone; its name stays."""

    class Deed(models.TextChoices):
        MERGE = "merge", _("merged")
        SPLIT = "split", _("split")
        RENAME = "rename", _("renamed")
        POINT = "point", _("timeline: set")
        HIDE = "hide", _("timeline: hidden")
        SHOW = "show", _("timeline: shown again")
        JOIN = "join", _("timeline: merged")
        DROP = "drop", _("timeline: taken out")
        FOUND = "found", _("made from a running story")

    topic = models.ForeignKey("stories.Topic", null=True, on_delete=models.SET_NULL, related_name="steps")
    topic_name = models.CharField(max_length=160)
    deed = models.CharField(max_length=8, choices=Deed.choices)
    what = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    """Of the person, as it was then: an account may go, the name stays."""

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("step of a topic")
        verbose_name_plural = _("steps of topics")

    def __str__(self) -> str:
        return f"{self.topic_name}: {self.deed}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a step stays as it was made")
        super().save(*args, **kwargs)
