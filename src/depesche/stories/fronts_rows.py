"""Arranged fronts as rows: the draft, what is live, every version, every step. `stories.fronts` alone writes them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from depesche.stories.record import AppendOnly


class Front(models.Model):
    """The arrangement of one page, or (without a page) of one container that stands on several.

    `revision` counts the steps of the draft, so that an editor's operations can say what they were made on. `live` is
    empty until the front is published for the first time: its page then makes itself. `due_at` is when the next card
    of `live` falls out.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    draft = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    live = models.JSONField(default=dict, blank=True)
    published_revision = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("arranged front")
        verbose_name_plural = _("arranged fronts")

    def __str__(self) -> str:
        return self.title or str(self.page)

    @property
    def is_shared(self) -> bool:
        return self.page_id is None

    @property
    def is_changed(self) -> bool:
        """Whether the draft differs from what readers see."""
        return bool(self.draft != self.live)


class FrontVersion(models.Model):
    """One published arrangement, to go back to."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    arrangement = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["front", "number"], name="front_version_once")]
        verbose_name = _("published front")
        verbose_name_plural = _("published fronts")

    def __str__(self) -> str:
        return f"{self.front} {self.number}"


class FrontStep(models.Model):
    """Who did what to a front. Never changed: the steps are its history, and what a merge looks at.

    `operations` are those of `stories.fronts_operations`. `before` is the draft that a discard threw away.
    """

    class Deed(models.TextChoices):
        ARRANGE = "arrange", _("arranged")
        PUBLISH = "publish", _("published")
        DISCARD = "discard", _("draft discarded")
        RECOVER = "recover", _("discarded draft taken back")
        RESTORE = "restore", _("went back to a version")
        EXPIRE = "expire", _("a card's time was up")

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="steps")
    revision = models.PositiveIntegerField()
    deed = models.CharField(max_length=10, choices=Deed.choices)
    operations = models.JSONField(default=list)
    before = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["front", "revision"], name="front_step_revision")]
        verbose_name = _("step of a front")
        verbose_name_plural = _("steps of fronts")

    def __str__(self) -> str:
        return f"{self.front} {self.revision} {self.deed}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a step stays as it was made")
        super().save(*args, **kwargs)


class FrontNeed(models.Model):
    """What a live arrangement shows or draws from, so that a change knows the fronts it touches.

    `kind` is "article", "picture" or "shared" (with a key), "section" or "topic" (with a slug), or "newest".
    """

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["front", "kind", "key"], name="front_need_once")]
        indexes = [models.Index(fields=["kind", "key"], name="front_need_key")]
        verbose_name = _("need of a front")
        verbose_name_plural = _("needs of fronts")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
