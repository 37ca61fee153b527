"""The box in which entries of a live blog are written: a line of text and Enter; everything else is folded away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.images.widgets import AdminImageChooser

from depesche.stories.models import Entry

QUOTE = ("quote", "quote_speaker", "quote_role")
SCORE = ("score_home", "score_home_points", "score_away_points", "score_away")
EMBED = ("embed_url", "embed_title")
ORIGIN = ("author", "source_name", "source_url")


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The words of one entry. `version` is the one the writer saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Entry
        fields = ("text", "headline", "kind", "pinned", "at", *QUOTE, "picture", *EMBED, *SCORE, *ORIGIN)
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "placeholder": _("What is happening? Enter publishes.")}),
            "quote": forms.Textarea(attrs={"rows": 2}),
            "picture": AdminImageChooser,
            "at": AdminDateTimeInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = self.fields["kind"].required = False
        self.fields["at"].help_text = _("Empty: now.")

    def parts(self) -> list[dict[str, Any]]:
        """What is folded away, in groups; a group opens by itself when something is in it."""
        groups = (
            (_("Quote"), QUOTE),
            (_("Picture"), ("picture",)),
            (_("Embed"), EMBED),
            (_("Score"), SCORE),
            (_("Author and source"), ORIGIN),
            (_("Time"), ("at",)),
        )
        return [
            {"label": label, "fields": [self[name] for name in names], "open": self._is_used(names)}
            for label, names in groups
        ]

    def words(self) -> dict[str, Any]:
        """What was written, for `stories.ticker`: without a time when none was given."""
        words = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if words["at"] is None:
            del words["at"]
        words["kind"] = words["kind"] or Entry.Kind.PLAIN
        return words

    def _is_used(self, names: tuple[str, ...]) -> bool:
        if any(self.errors.get(name) for name in names) if self.is_bound else False:
            return True
        return names != ("at",) and any(self[name].value() for name in names)
