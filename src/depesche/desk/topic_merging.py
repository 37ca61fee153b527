"""Two topics become one, or one becomes two: with all their articles, for good."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from depesche.desk import access
from depesche.desk.topic_page import DECIDE, OfTopic, url_of
from depesche.stories import selectors, topics
from depesche.stories.models import ArticlePage, Topic

MOST_LISTED = 200
"""Articles that a split offers, the newest."""


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=gettext_lazy("Goes to the topic"),
        queryset=Topic.objects.none(),
        help_text=gettext_lazy("This one stays, with its name, address and summary."),
    )


class MergeView(OfTopic, FormView):  # type: ignore[type-arg]  # generic in the stubs only
    """`/desk/topics/<topic>/merge/`."""

    template_name = "desk/topic_merge.html"
    form_class = MergeForm
    permission = DECIDE

    def get_page_title(self) -> str:
        return _("Merge into another topic")

    def get_form(self, form_class: Any = None) -> MergeForm:
        form: MergeForm = super().get_form(form_class)
        form.fields["into"].queryset = Topic.objects.exclude(pk=self.topic.pk)  # type: ignore[attr-defined]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "topic": self.topic,
            "articles": self.topic.articles.count(),
            "points": self.topic.points.count(),
            "action_url": self.request.path,
            "submit_button_label": _("Merge"),
            "submit_button_active_label": _("Merging…"),
        }

    def form_valid(self, form: MergeForm) -> HttpResponse:
        gone, into = self.topic, form.cleaned_data["into"]
        names = {"gone": gone.name, "into": into.name}
        topics.merge(gone, into, user=access.person(self.request))
        messages.success(self.request, _("“%(gone)s” is part of “%(into)s” now; its address leads there.") % names)
        return HttpResponseRedirect(url_of(into))


class SplitForm(forms.Form):
    """Which articles go, and where."""

    name = forms.CharField(
        label=gettext_lazy("Name of a new topic"), required=False, max_length=topics.LONGEST, widget=forms.TextInput
    )
    into = forms.ModelChoiceField(
        label=gettext_lazy("Or a topic that is there"), queryset=Topic.objects.none(), required=False
    )
    articles = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Articles that go along"),
        queryset=ArticlePage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Events that rest on these alone go along."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("name", "").strip()) == bool(given.get("into")):
            raise ValidationError(_("Name a new topic, or choose one that is there."))
        return given


class SplitView(OfTopic, FormView):  # type: ignore[type-arg]  # generic in the stubs only
    """`/desk/topics/<topic>/split/`."""

    template_name = "desk/topic_split.html"
    form_class = SplitForm
    permission = DECIDE

    def get_page_title(self) -> str:
        return _("Split off a topic")

    def get_form(self, form_class: Any = None) -> SplitForm:
        form: SplitForm = super().get_form(form_class)
        form.fields["into"].queryset = Topic.objects.exclude(pk=self.topic.pk)  # type: ignore[attr-defined]
        newest = list(selectors.on_topic(self.topic).values_list("pk", flat=True)[:MOST_LISTED])
        listed = ArticlePage.objects.filter(pk__in=newest).order_by("-updated_at", "-pk")
        form.fields["articles"].queryset = listed  # type: ignore[attr-defined]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "topic": self.topic,
            "action_url": self.request.path,
            "submit_button_label": _("Split"),
            "submit_button_active_label": _("Splitting…"),
        }

    def form_valid(self, form: SplitForm) -> HttpResponse:
        given = form.cleaned_data
        into = given["into"] or topics.create(given["name"])
        try:
            count = topics.split(self.topic, given["articles"], into, user=access.person(self.request))
        except ValidationError as refusal:
            form.add_error("articles", refusal)
            return self.form_invalid(form)
        said = ngettext("%(count)d article is in “%(name)s” now.", "%(count)d articles are in “%(name)s” now.", count)
        messages.success(self.request, said % {"count": count, "name": into.name})
        return HttpResponseRedirect(url_of(into))
