"""What is kept beside the articles: corrections (append-only) and who stands next to whom."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """A correction stays as it was made; make another one."""


class Correction(models.Model):
    """One correction of a published article, with the revisions before and after. Never changed, never deleted."""

    class Weight(models.TextChoices):
        MAJOR = "major", _("weighty: above the text")
        MINOR = "minor", _("slight: below the text")

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="corrections")
    made_at = models.DateTimeField(_("made at"))
    text = models.TextField(_("correction"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    weight = models.CharField(_("weight"), max_length=5, choices=Weight.choices, default=Weight.MINOR)
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    revision_before = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    revision_after = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.text[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a correction cannot be changed; add another one")
        super().save(*args, **kwargs)


class Retraction(models.Model):
    """That an article was withdrawn, and why. Never changed, never deleted; readers see it while it is away."""

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="retractions")
    made_at = models.DateTimeField(_("made at"))
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("retraction")
        verbose_name_plural = _("retractions")

    def __str__(self) -> str:
        return self.reason[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a retraction cannot be changed")
        super().save(*args, **kwargs)


class Neighbour(models.Model):
    """`other` is offered beside `article`, best first. Written when either is published."""

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="neighbours")
    other = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="offered_by")
    rank = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="neighbour_once")]

    def __str__(self) -> str:
        return f"{self.article_id} -> {self.other_id}"
