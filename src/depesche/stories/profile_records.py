"""People and organisations that articles name (not those who write: these are authors), and what is kept of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from depesche.stories import addresses, profile_changes, slugs
from depesche.stories.record import AppendOnly
from depesche.stories.taxonomy import Author


class Profile(index.Indexed, models.Model):
    """Somebody, or a body, with a page that gathers what was said and where the name stands.

    `aliases` are other names that mean the same, one a line. `note` tells two of the same name apart. While `shown` is
    off, the page answers 410 and nothing that readers see leads there; everything is kept for the day it is on again.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    role = models.CharField(
        _("role"), max_length=200, blank=True, help_text=_("One line, such as “Mayor of Lindenbrück since 2021”.")
    )
    note = models.CharField(
        _("tells apart"),
        max_length=120,
        blank=True,
        help_text=_("Where two have the same name: a word or two that say which one this is. Readers see it too."),
    )
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One a line: former names, names as they are also spelt, abbreviations."),
    )
    shown = models.BooleanField(
        _("the page is on"),
        default=True,
        help_text=_("Off: no page, no link, no search hit leads there, and topics do not name the person."),
    )

    panels = [
        slugs.title_panel("name"),
        slugs.slug_panel(),
        FieldPanel("kind"),
        FieldPanel("role"),
        FieldPanel("note"),
        FieldPanel("aliases"),
        FieldPanel("shown"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name", "note", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="profile_address_once",
                violation_error_message=_("Another page has this address."),
            )
        ]
        verbose_name = _("person or organisation")
        verbose_name_plural = _("people and organisations")

    def __str__(self) -> str:
        return f"{self.name} ({self.note})" if self.note else self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        writers = Author.objects.filter(slug=self.slug).exclude(kind=Author.Kind.AGENCY)
        if self.kind == self.Kind.PERSON and writers.exists():
            raise ValidationError({"slug": _("An author's page has this address. Choose another one.")})
        if wrong := profile_changes.unusable(self):
            raise ValidationError({"aliases": _("Eight words at most, and at least one letter: “%s”.") % wrong})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and record in the same transaction what that owes to readers: old addresses lead to the new one."""
        with profile_changes.recording(self):
            super().save(*args, **kwargs)

    @property
    def path(self) -> str:
        return addresses.path_of_profile(self.kind, self.slug)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the other names, each once."""
        lines = (" ".join(line.split()) for line in (self.name, *self.aliases.splitlines()))
        return tuple(dict.fromkeys(line for line in lines if line))


class ProfileName(models.Model):
    """One name of a profile as texts are searched for it. Derived from the profile when it is saved.

    `folded` is the name in one spelling (`naming.key_of`), `opening` its first two words: what a text is looked up by.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="spellings")
    name = models.CharField(max_length=160)
    folded = models.CharField(max_length=200, db_index=True)
    opening = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "folded"], name="profile_name_once")]
        verbose_name = _("name of a person or organisation")
        verbose_name_plural = _("names of people and organisations")

    def __str__(self) -> str:
        return self.name


class FormerProfile(models.Model):
    """An address that leads to a profile: it had it before, or one that was merged into it had."""

    path = models.CharField(max_length=160, unique=True)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="former")

    class Meta:
        ordering = ["path"]
        verbose_name = _("former address of a person or organisation")
        verbose_name_plural = _("former addresses of people and organisations")

    def __str__(self) -> str:
        return f"{self.path} -> {self.profile_id}"


class ProfileStep(models.Model):
    """Who did what to a profile. Never changed. `profile` is empty once it is gone; its name stays."""

    class Deed(models.TextChoices):
        CHANGE = "change", _("changed")
        MERGE = "merge", _("merged")
        OFF = "off", _("page turned off")
        ON = "on", _("page turned on")
        CONFIRM = "confirm", _("quote confirmed")
        REJECT = "reject", _("quote rejected")
        HERE = "here", _("named in an article")
        OTHER = "other", _("somebody else in an article")

    profile = models.ForeignKey(Profile, null=True, on_delete=models.SET_NULL, related_name="steps")
    profile_name = models.CharField(max_length=300)
    deed = models.CharField(max_length=8, choices=Deed.choices)
    what = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    """Of the editor, as it was then: an account may go, the name stays."""

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("step of a person or organisation")
        verbose_name_plural = _("steps of people and organisations")

    def __str__(self) -> str:
        return f"{self.profile_name}: {self.deed}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a step stays as it was made")
        super().save(*args, **kwargs)
