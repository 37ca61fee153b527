"""The breaking line as it was set, changed and taken down: one row for each step, the newest is what stands."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.stories.record import AppendOnly


class BreakingStep(models.Model):
    """One step in the life of a breaking line. Never changed, never deleted: the steps are its history.

    `key` names the line and stays through its changes. `article` or `url` is where it leads, or neither.
    `made_by` is empty for what the clock did.
    """

    class Deed(models.TextChoices):
        SENT = "sent", _("breaking line sent")
        CHANGED = "changed", _("breaking line changed")
        ENDED = "ended", _("breaking line taken down")
        EXPIRED = "expired", _("breaking line expired")

    key = models.CharField(max_length=16)
    deed = models.CharField(max_length=8, choices=Deed.choices)
    text = models.CharField(_("text"), max_length=200)
    article = models.ForeignKey(
        "stories.ArticlePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    url = models.CharField(_("link"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    until = models.DateTimeField(_("until"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("breaking line")
        verbose_name_plural = _("breaking lines")

    def __str__(self) -> str:
        return self.text

    @property
    def is_standing(self) -> bool:
        """Whether this step left the line standing, its time apart."""
        return self.deed in (self.Deed.SENT, self.Deed.CHANGED)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a step of a breaking line stays as it was made")
        super().save(*args, **kwargs)
