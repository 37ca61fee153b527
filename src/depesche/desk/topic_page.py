"""A topic's dossier on the desk: its timeline with everything that can be done to a point, and what was done so far."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import EditView

from depesche.stories import chronicle, markup, selectors
from depesche.stories.models import Topic

ICON = "tag"
STEPS = 12
CHANGE, DECIDE = "stories.change_topic", "stories.delete_topic"
"""To curate a timeline; to merge and split topics, after which one is gone."""


class OfTopic(WagtailAdminTemplateMixin):
    """Views of one topic. `permission` is what they need."""

    permission = CHANGE
    header_icon = ICON
    kwargs: dict[str, Any]

    @cached_property
    def topic(self) -> Topic:
        return get_object_or_404(Topic, pk=self.kwargs["topic_id"])

    @property
    def dossier_url(self) -> str:
        return url_of(self.topic)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailsnippets_stories_topic:list"), "label": _("Topics")},
            {"url": self.dossier_url, "label": self.topic.name},
            {"url": "", "label": self.get_page_title()},
        ]


class TopicView(OfTopic, TemplateView):
    """`/desk/topics/<topic>/`."""

    template_name = "desk/topic.html"

    def get_page_title(self) -> str:
        return self.topic.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = chronicle.events(self.topic)
        shown = {event.key for event in chronicle.shown(self.topic)}
        return {
            **super().get_context_data(**kwargs),
            "topic": self.topic,
            "may_decide": self.request.user.has_perm(DECIDE),
            "summary": markup.plain(markup.expand(self.topic.summary)),
            "articles": selectors.on_topic(self.topic).count(),
            "events": [(event, event.key in shown) for event in events],
            "proposed": sum(1 for event in events if not event.is_chosen),
            "sources": Topic.Timeline.choices,
            "former": self.topic.former.all(),
            "steps": self.topic.steps.all()[:STEPS],
        }


class TopicEditView(EditView):
    """The form of a topic, with the way to its dossier."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        dossier = Button(_("Dossier: timeline, merge, split"), url=url_of(self.object), icon_name=ICON, priority=5)
        return [dossier, *super().header_more_buttons]


def url_of(topic: Topic) -> str:
    """Where a topic's dossier is on the desk."""
    return reverse("desk:topic", args=[topic.pk])


def dossier_column() -> TitleColumn:
    """For the list of topics: the way to each one's dossier."""
    return TitleColumn("dossier", label=gettext_lazy("Dossier"), accessor=lambda _topic: _("Timeline"), get_url=url_of)
