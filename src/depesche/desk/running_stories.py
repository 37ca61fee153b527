"""“Laufende Geschichten”: what the last days' articles tell together, and one click that makes a topic of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from depesche.desk import access
from depesche.desk.topic_page import CHANGE, ICON, url_of
from depesche.stories import running_stories, selectors, topics

MOST_DIGITS = 19
"""Of a key that databases still take."""


class RunningStoriesView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/topics/running/`."""

    template_name = "desk/running_stories.html"
    page_title = gettext_lazy("Running stories")
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse("wagtailsnippets_stories_topic:list"), "label": _("Topics")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "stories": running_stories.proposed(now=timezone.now()),
            "days": running_stories.DAYS,
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Make a topic called `name` of the `articles`."""
        keys = [int(key) for key in request.POST.getlist("articles") if key.isdecimal() and len(key) < MOST_DIGITS]
        try:
            articles = list(selectors.published().filter(pk__in=keys))
            topic = topics.found(request.POST.get("name", ""), articles, user=access.person(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(request.path)
        said = _("“%(name)s” is a topic now, with %(count)d articles.")
        messages.success(request, said % {"name": topic.name, "count": len(articles)})
        return HttpResponseRedirect(url_of(topic))


class TopicIndexView(IndexView):
    """The list of topics, with the way to the running stories."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        running = HeaderButton(_("Running stories"), url=reverse("desk:running_stories"), icon_name="history")
        return [*super().header_buttons, running]
