"""Authors and topics: what articles share."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from depesche.stories import slugs, topic_changes


class Author(index.Indexed, models.Model):
    """Somebody whose name stands over articles. A guest or an agency needs no account."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("staff")
        GUEST = "guest", _("guest")
        AGENCY = "agency", _("agency")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.STAFF)
    role = models.CharField(_("role"), max_length=160, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    account = models.OneToOneField(
        "accounts.User",
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
    )

    panels = [
        slugs.title_panel("name"),
        slugs.slug_panel(),
        FieldPanel("kind"),
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("account"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        profiles = apps.get_model("stories", "Profile").objects.filter(kind="person", slug=self.slug)
        if self.kind != self.Kind.AGENCY and profiles.exists():
            raise ValidationError({"slug": _("The page of a person in the news has this address. Choose another one.")})

    @property
    def path(self) -> str:
        """The public page; agencies have none."""
        return "" if self.kind == self.Kind.AGENCY else f"/person/{self.slug}/"


class Topic(index.Indexed, models.Model):
    """A subject that articles belong to across sections (Thema)."""

    class Timeline(models.TextChoices):
        """Where the points of the topic's timeline come from."""

        AUTO = "auto", _("from its articles, as editors arranged it")
        CHOSEN = "chosen", _("only what editors took in")
        NONE = "none", _("no timeline")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    summary = RichTextField(
        _("summary"),
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text=_("What it is about, in a few sentences. Stands in a box at the top of the topic's page."),
    )
    timeline = models.CharField(_("timeline"), max_length=6, choices=Timeline.choices, default=Timeline.AUTO)
    mediatopic = models.CharField(
        _("IPTC media topic"), max_length=20, blank=True, help_text=_("The number, such as 11000000.")
    )

    panels = [
        slugs.title_panel("name"),
        slugs.slug_panel(),
        FieldPanel("summary"),
        FieldPanel("timeline"),
        FieldPanel("mediatopic"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and record in the same transaction what that owes to readers: old addresses lead to the new one."""
        with topic_changes.recording(self):
            super().save(*args, **kwargs)

    @property
    def path(self) -> str:
        return topic_changes.path_of_topic(self.slug)
