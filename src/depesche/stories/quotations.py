"""What people said and where they are named, as rows: read from public articles, decided on by editors.

`stories.gathering` writes what the texts say, `stories.quoting` what editors decide; nobody else writes them.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Quotation(models.Model):
    """Words between marks in a public article, by a speaker whom a profile's name means.

    Readers see it once an editor has confirmed it for `profile`, while `stands`: the public version holds it. `key` is
    the folded name of who speaks, `passage` the words around it; `position` counts characters of the article's text.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="quotations")
    profile = models.ForeignKey(
        "stories.Profile", null=True, blank=True, on_delete=models.SET_NULL, related_name="quotations"
    )
    text = models.TextField()
    speaker = models.CharField(max_length=300)
    key = models.CharField(max_length=200, db_index=True)
    digest = models.CharField(max_length=64)
    passage = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    day = models.DateField()
    stands = models.BooleanField(default=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-day", "-article_id", "position"]
        constraints = [models.UniqueConstraint(fields=["article", "digest"], name="quotation_once")]
        indexes = [
            models.Index(fields=["profile", "-day"], name="quotation_of", condition=models.Q(state="confirmed")),
            models.Index(fields=["-day"], name="quotation_open", condition=models.Q(state="proposed", stands=True)),
        ]
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:60]}"


class Appearance(models.Model):
    """An article names a profile. Two of the same name share `key`, and neither is meant until an editor says which.

    `position` counts names from the beginning of the article.
    """

    class State(models.TextChoices):
        NAMED = "named", _("named")
        UNCLEAR = "unclear", _("which one is unclear")
        CHOSEN = "chosen", _("an editor says so")
        OTHER = "other", _("somebody else")

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="appearances")
    profile = models.ForeignKey("stories.Profile", on_delete=models.CASCADE, related_name="appearances")
    key = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State.choices, default=State.NAMED)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "profile"], name="appearance_once")]
        indexes = [models.Index(fields=["profile", "state"], name="appearance_of")]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")

    def __str__(self) -> str:
        return f"{self.article_id}: {self.profile_id}"


SHOWN = (Appearance.State.NAMED, Appearance.State.CHOSEN)
"""What readers see of appearances."""
