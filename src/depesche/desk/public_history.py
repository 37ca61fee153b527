"""“Fassungen”: the versions of an article that readers can compare, and how one is taken out for good."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access
from depesche.stories import history, services
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage


class HistoryView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/versions/<article>/`, for those who may publish the article."""

    template_name = "desk/public_history.html"
    header_icon = "history"

    @cached_property
    def article(self) -> ArticlePage:
        return get_object_or_404(ArticlePage, pk=self.kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.article.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_page_title(self) -> str:
        return _("Versions readers can compare")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.article.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.article.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        compared = self.article.live and self.article.versions_shown > 1
        return {
            **super().get_context_data(**kwargs),
            "versions": self.article.public_versions.select_related("removed_by"),
            "public_url": history.path_under(path_of(self.article)) if compared else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take one version out. Nobody can bring it back."""
        shown = self.article.public_versions.filter(removed_at__isnull=True)
        version = get_object_or_404(shown, pk=request.POST.get("version", ""))
        reason = request.POST.get("reason", "").strip()
        if not reason:
            messages.error(request, _("Please say why. Only the desk sees the reason."))
        else:
            services.remove_version(version, reason=reason, user=access.person(request))
            messages.success(request, _("The version is out of the history."))
        return HttpResponseRedirect(request.path)
