"""The form of the breaking line: a sentence, where it leads, how long it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from depesche.stories import breaking_telling
from depesche.stories.models import BreakingStep

MINUTES = (15, 30, 60)
UNTIL = "until"


class BreakingForm(forms.Form):
    """`duration` is minutes from now, or `until` for the time given."""

    text = forms.CharField(
        label=_("Breaking line"),
        max_length=200,
        widget=forms.Textarea(
            attrs={"rows": 2, "maxlength": 200, "placeholder": _("One sentence, as short as it can be.")}
        ),
    )
    link = forms.CharField(
        label=_("Leads to"),
        required=False,
        max_length=500,
        help_text=_("Type words of a headline, or paste an address. May be left empty."),
        widget=forms.TextInput(attrs={"list": "desk-articles", "autocomplete": "off"}),
    )
    duration = forms.ChoiceField(
        label=_("Stands for"),
        choices=[
            *((str(minutes), _("%(minutes)s minutes") % {"minutes": minutes}) for minutes in MINUTES),
            (UNTIL, _("until")),
        ],
        initial="30",
        widget=forms.RadioSelect,
    )
    until = forms.DateTimeField(label=_("until"), required=False, widget=AdminDateTimeInput)

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        if words.get("duration") == UNTIL and not words.get("until") and "until" not in self.errors:
            self.add_error("until", _("Give the time at which it ends."))
        return words

    def end(self, *, now: datetime) -> datetime:
        """The instant that was chosen, for a valid form."""
        chosen: str = self.cleaned_data["duration"]
        until: datetime = self.cleaned_data["until"] if chosen == UNTIL else now + timedelta(minutes=int(chosen))
        return until


def of_standing(step: BreakingStep) -> BreakingForm:
    """To change the line that stands: its time stays unless another is chosen."""
    link = breaking_telling.url_of(step)
    return BreakingForm(initial={"text": step.text, "link": link, "duration": UNTIL, "until": step.until})
