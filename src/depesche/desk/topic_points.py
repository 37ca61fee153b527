"""What editors do to a timeline: set a point, hide, show, merge and drop points, and say where they come from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages

from depesche.desk import access
from depesche.desk.topic_page import CHANGE, OfTopic, url_of
from depesche.stories import chronicle, timelines
from depesche.stories.chronicle import Event
from depesche.stories.models import TimelinePoint, Topic

NEW = "new"


class PointForm(forms.Form):
    """A point of a timeline."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    precision = forms.ChoiceField(
        label=gettext_lazy("Known to the"),
        choices=TimelinePoint.Precision.choices,
        help_text=gettext_lazy("Of a month or a year, readers see no day."),
    )
    text = forms.CharField(
        label=gettext_lazy("What happened"),
        required=False,
        max_length=timelines.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One sentence. Without it, the headline of the article stands there."),
    )


class PointView(OfTopic, FormView):  # type: ignore[type-arg]  # generic in the stubs only
    """`/desk/topics/<topic>/points/<key>/`: one point, `new` for another."""

    template_name = "desk/topic_point.html"
    form_class = PointForm

    @cached_property
    def event(self) -> Event | None:
        if self.kwargs["key"] == NEW:
            return None
        found = chronicle.event_of(self.topic, self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return _("Event") if self.event else _("Add an event")

    def get_initial(self) -> dict[str, Any]:
        if self.event is None:
            return {"day": timezone.localdate(), "precision": TimelinePoint.Precision.DAY}
        return {"day": self.event.day, "precision": self.event.precision, "text": self.event.text}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "event": self.event,
            "action_url": self.request.path,
            "submit_button_label": _("Save"),
            "submit_button_active_label": _("Saving…"),
        }

    def form_valid(self, form: PointForm) -> HttpResponse:
        try:
            timelines.put(self.topic, event=self.event, user=access.person(self.request), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("text", refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The timeline is as you set it; readers see it now."))
        return HttpResponseRedirect(self.dossier_url)


@require_POST
def do(request: HttpRequest, topic_id: int, deed: str) -> HttpResponse:
    """Hide, show, drop the point `key`, join or take in those of `keys`, or set the `source` of points."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    topic: Topic = get_object_or_404(Topic, pk=topic_id)
    try:
        messages.success(request, _DEEDS[deed](topic, request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return HttpResponseRedirect(url_of(topic))


def _hide(topic: Topic, request: HttpRequest) -> str:
    timelines.hide(topic, _event(topic, request), user=access.person(request))
    return _("Hidden. Readers no longer see it in the timeline.")


def _show(topic: Topic, request: HttpRequest) -> str:
    timelines.show(topic, _event(topic, request), user=access.person(request))
    return _("Shown again.")


def _drop(topic: Topic, request: HttpRequest) -> str:
    timelines.drop(topic, _event(topic, request), user=access.person(request))
    return _("Taken out. Articles stand for themselves again.")


def _join(topic: Topic, request: HttpRequest) -> str:
    timelines.join(topic, _chosen(topic, request), user=access.person(request))
    return _("One event now, with all its articles.")


def _take(topic: Topic, request: HttpRequest) -> str:
    wanted = _chosen(topic, request) or chronicle.events(topic)
    count = timelines.take_all(topic, wanted, user=access.person(request))
    return ngettext("%(count)d event taken in.", "%(count)d events taken in.", count) % {"count": count}


def _source(topic: Topic, request: HttpRequest) -> str:
    source = request.POST.get("source", "")
    if source not in Topic.Timeline.values:
        raise BadRequest("no such source")
    timelines.set_source(topic, source)
    return _("The timeline is as you set it; readers see it now.")


_DEEDS = {"hide": _hide, "show": _show, "drop": _drop, "join": _join, "take": _take, "source": _source}


def _event(topic: Topic, request: HttpRequest) -> Event:
    found = chronicle.event_of(topic, request.POST.get("key", ""))
    if found is None:
        raise Http404
    return found


def _chosen(topic: Topic, request: HttpRequest) -> list[Event]:
    keys = set(chronicle.keys_of(request.POST.getlist("keys")))
    return [event for event in chronicle.events(topic) if event.key in keys]
