"""Points of timelines as rows: what editors set, hid or merged. `stories.timelines` alone writes them.

An article of a topic needs no row to stand in its timeline; it has one as soon as an editor decides on it.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TimelinePoint(models.Model):
    """Something that happened, in one topic's timeline.

    Without `text` the headline of its first article stands for it. `hidden` keeps it, and its articles, from readers.
    """

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    topic = models.ForeignKey("stories.Topic", on_delete=models.CASCADE, related_name="points")
    happened_on = models.DateField(_("happened on"))
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    text = models.CharField(_("what happened"), max_length=300, blank=True)
    hidden = models.BooleanField(_("hidden"), default=False)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("point of a timeline")
        verbose_name_plural = _("points of timelines")

    def __str__(self) -> str:
        return f"{self.happened_on} {self.text}"


class PointArticle(models.Model):
    """An article that a point rests on. The row stays when the article goes: its words shall not stand on alone."""

    point = models.ForeignKey(TimelinePoint, on_delete=models.CASCADE, related_name="rests_on")
    article = models.ForeignKey("stories.ArticlePage", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["point", "article"], name="point_article_once")]
        verbose_name = _("article of a point")
        verbose_name_plural = _("articles of points")

    def __str__(self) -> str:
        return f"{self.point_id} <- {self.article_id}"
