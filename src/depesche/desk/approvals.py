"""“Prüfung”: where a person answers for one saved version before it goes out (see `stories.approving`)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Revision

from depesche.desk import access
from depesche.stories import approving, markup, publishing, services
from depesche.stories.models import Approval, ArticlePage

APPROVE = "approve"
"""Name of the editor's action that leads here."""

STATEMENTS = {
    Approval.Kind.CHECKED: gettext_lazy(
        "I have checked the facts, the plausibility and the sources of this version, and answer for it."
    ),
    Approval.Kind.RELEASED: gettext_lazy("I am not the author of this version. I have read it and release it."),
}


class ApprovalView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/approvals/<article>/`: the latest saved version, what it lacks, and what was said of it."""

    template_name = "desk/approval.html"
    header_icon = "desk-correction"

    @cached_property
    def article(self) -> ArticlePage:
        return get_object_or_404(ArticlePage, pk=self.kwargs["page_id"])

    @cached_property
    def revision(self) -> Revision:
        return self.article.get_latest_revision()

    @cached_property
    def version(self) -> ArticlePage:
        found: ArticlePage = self.revision.as_object()
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.article.permissions_for_user(request.user).can_edit() or self.revision is None:
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_page_title(self) -> str:
        return _("Check before publishing")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        title = self.article.get_admin_display_title()
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": title},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.article.pk])

    @cached_property
    def may_publish(self) -> bool:
        return bool(self.article.permissions_for_user(self.request.user).can_publish())

    @cached_property
    def lacking(self) -> list[str]:
        """Who publishes a colleague's text is its second person by that; who may not publish has to say so."""
        return approving.wanted(self.version, publisher=access.person(self.request) if self.may_publish else None)

    @cached_property
    def open_kinds(self) -> list[str]:
        """What this person can say of the version. The author cannot be the second person."""
        is_author = approving.author_of(self.version) == self.request.user.pk
        return [kind for kind in self.lacking if not (kind == Approval.Kind.RELEASED and is_author)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        released = Approval.Kind.RELEASED
        return {
            **super().get_context_data(**kwargs),
            "article": self.version,
            "revision": self.revision,
            "paragraphs": [line for line in markup.text_of_body(self.version.body).split("\n") if line.strip()],
            "sources": self.version.sources.all(),
            "statements": [(kind, STATEMENTS[Approval.Kind(kind)]) for kind in self.open_kinds],
            "waits_for_colleague": released in self.lacking and released not in self.open_kinds,
            "given": approving.standing(self.version),
            "nothing_lacks": not self.lacking,
            "may_publish": self.may_publish and set(self.lacking) == set(self.open_kinds),
            "edit_url": self.edit_url,
            "action_url": self.request.path,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what the person confirms, and publish if that was asked for. Says so when the text has moved on."""
        if request.POST.get("revision") != str(self.revision.pk):
            messages.error(request, _("The text was changed meanwhile. Please read this version."))
            return HttpResponseRedirect(request.path)
        confirmed = [kind for kind in self.open_kinds if request.POST.get(kind) == "on"]
        if len(confirmed) < len(self.open_kinds):
            messages.error(request, _("Nothing was confirmed: please tick each sentence that is true."))
            return HttpResponseRedirect(request.path)
        for kind in confirmed:
            services.approve(self.article, kind, user=access.person(request), revision=self.revision)
        if "publish" in request.POST:
            return self._publish()
        messages.success(request, _("Confirmed for the version of %(when)s.") % {"when": _moment(self.revision)})
        return HttpResponseRedirect(self.edit_url)

    def _publish(self) -> HttpResponse:
        if not self.may_publish:
            raise PermissionDenied
        try:
            services.publish(self.article, user=access.person(self.request), revision=self.revision)
        except publishing.Refused as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return HttpResponseRedirect(self.request.path)
        self.article.refresh_from_db()
        said = _("“%(title)s” is public.") if self.article.live else _("“%(title)s” is scheduled.")
        messages.success(self.request, said % {"title": self.article.get_admin_display_title()})
        return HttpResponseRedirect(self.edit_url)


def _moment(revision: Revision) -> str:
    return timezone.localtime(revision.created_at).strftime("%d.%m.%Y %H:%M")
