"""The versions of an article that readers had before them, word by word. What was never public is never in here."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicVersion(models.Model):
    """One version that was published and changed the meaning. `words` are its paragraphs, the headline first.

    A version that an editor took out of the history, and all versions of an article that was withdrawn, keep no words.
    """

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="public_versions")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("published at"))
    words = models.JSONField(default=list)
    removed_at = models.DateTimeField(_("removed at"), null=True)
    removed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    removed_because = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")

    def __str__(self) -> str:
        return f"{self.article_id}, {self.at:%Y-%m-%d %H:%M}"
