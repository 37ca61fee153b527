"""What editors decided about related articles. Rows are only ever added: who decided what stays on record."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.stories.record import AppendOnly


class Curation(models.Model):
    """A named person's word on whether `other` is offered beside `article`. The last one on the two of them counts."""

    class Deed(models.TextChoices):
        PIN = "pin", _("always offered")
        BAN = "ban", _("never offered")
        FREE = "free", _("left to the archive")

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="curations")
    other = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="+")
    deed = models.CharField(_("decision"), max_length=4, choices=Deed.choices)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    """As it was then: an account may go, the name stays."""

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision on related articles")
        verbose_name_plural = _("decisions on related articles")

    def __str__(self) -> str:
        return f"{self.article_id} -> {self.other_id}: {self.deed}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a decision on related articles cannot be changed; decide anew")
        super().save(*args, **kwargs)
