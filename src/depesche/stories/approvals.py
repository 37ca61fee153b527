"""Who answered for a text before it went out. Rows are only ever added; each is worth something for one text alone."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.stories.record import AppendOnly


class Approval(models.Model):
    """A named person's word on one revision. `text` is the digest of what was read: another text needs another word."""

    class Kind(models.TextChoices):
        CHECKED = "checked", _("facts, plausibility and sources checked")
        RELEASED = "released", _("released as the second person")

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="approvals")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    """As it was then: an account may go, the name stays."""

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        indexes = [models.Index(fields=["article", "text"], name="approval_of_text")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("an approval cannot be changed; the text can be approved anew")
        super().save(*args, **kwargs)
