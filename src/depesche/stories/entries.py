"""The entries of a live blog: rows with a number that only rises, so that the 2,000th costs what the first did.

Who writes them is a user of the desk; whose name stands under them is an author.
"""

from __future__ import annotations

import uuid

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One entry of an article's ticker.

    `number` is given when it is first published and never used again; drafts have none. `version` rises with every
    change and tells two writers apart who changed the same entry. What was removed stays as a row, without being shown.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        REMOVED = "removed", _("removed")

    class Kind(models.TextChoices):
        PLAIN = "plain", _("entry")
        KEY = "key", _("turn of events")
        CORRECTION = "correction", _("correction")
        KNOWN = "known", _("what we know")
        OPEN = "open", _("what is open")

    article = models.ForeignKey("stories.ArticlePage", on_delete=models.CASCADE, related_name="entries")
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(null=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    at = models.DateTimeField(_("time"), help_text=_("What readers see beside the entry."))
    edited_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    written_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    changed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PLAIN)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    quote = models.TextField(_("quote"), blank=True)
    quote_speaker = models.CharField(_("who said it"), max_length=160, blank=True)
    quote_role = models.CharField(_("in what capacity"), max_length=200, blank=True)
    picture = models.ForeignKey(
        "media.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    embed_url = models.CharField(
        _("embed: address"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    embed_title = models.CharField(_("embed: what it shows"), max_length=200, blank=True)
    score_home = models.CharField(_("home side"), max_length=80, blank=True)
    score_away = models.CharField(_("away side"), max_length=80, blank=True)
    score_home_points = models.CharField(_("points of the home side"), max_length=12, blank=True)
    score_away_points = models.CharField(_("points of the away side"), max_length=12, blank=True)
    author = models.ForeignKey(
        "stories.Author", verbose_name=_("author"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.CharField(
        _("source: address"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    pinned = models.BooleanField(_("pinned to the top"), default=False)

    token = models.CharField(max_length=36, blank=True, editable=False)
    """What the writer's page called these words when it sent them: sent again, they are the same entry."""

    class Meta:
        ordering = ["-number", "-pk"]
        verbose_name = _("live blog entry")
        verbose_name_plural = _("live blog entries")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="entry_number_once"),
            models.UniqueConstraint(
                fields=["article", "token"], name="entry_token_once", condition=~models.Q(token="")
            ),
        ]
        indexes = [models.Index(fields=["article", "state", "-number"], name="entry_shown")]

    def __str__(self) -> str:
        return (self.headline or self.text or self.quote or str(self.number or ""))[:80]

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED
