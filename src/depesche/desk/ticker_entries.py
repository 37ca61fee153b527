"""One entry of a live blog at the desk: changing it without writing over a colleague, and what one click does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access
from depesche.desk.ticker import article_for, may_publish
from depesche.desk.ticker_form import EntryForm
from depesche.stories import ticker
from depesche.stories.models import ArticlePage, Entry


class EntryView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/ticker/<article>/entries/<entry>/`."""

    template_name = "desk/ticker_entry.html"
    header_icon = "desk-ticker"

    @cached_property
    def article(self) -> ArticlePage:
        return article_for(self.request, self.kwargs["page_id"])

    @cached_property
    def entry(self) -> Entry:
        """Who opens one that is gone finds nothing; who was writing in it keeps the words."""
        found = Entry.objects.filter(pk=self.kwargs["entry_id"], article=self.article).first()
        if self.request.method == "POST":
            return found or Entry(article=self.article, state=Entry.State.REMOVED, at=timezone.now())
        if found is None or found.state == Entry.State.REMOVED:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return _("Entry %(number)s") % {"number": self.entry.number} if self.entry.number else _("Draft")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("desk:tickers"), "label": _("Live blogs")},
            {"url": self.back, "label": self.article.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def back(self) -> str:
        return reverse("desk:ticker", args=[self.article.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or EntryForm(instance=self.entry, initial={"version": self.entry.version})
        return {
            **super().get_context_data(**kwargs),
            "article": self.article,
            "entry": self.entry,
            "form": form,
            "media": form.media,
            "back": self.back,
            "may_publish": may_publish(self.article, self.request.user),
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Save; what a colleague saved meanwhile is shown beside, and nothing is lost."""
        is_published = self.entry.is_published
        publish = "publish" in request.POST
        if (is_published or publish) and not may_publish(self.article, request.user):
            raise PermissionDenied
        form = EntryForm(request.POST, instance=Entry(article=self.article, at=self.entry.at))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        seen = form.cleaned_data["version"] or 0
        if self.entry.state == Entry.State.REMOVED:
            return self._show_both(form, self.entry)
        try:
            ticker.change(self.entry, form.words(), version=seen, user=access.person(request), publish=publish)
        except ticker.Conflict as conflict:
            return self._show_both(form, conflict.current)
        except ValidationError as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(self.back)

    def _show_both(self, form: EntryForm, current: Entry) -> HttpResponse:
        """The writer's words stay in the form; saving again, with the other's in view, replaces them knowingly."""
        written = self.request.POST.copy()
        written["version"] = str(current.version)
        form.data = written
        return self.render_to_response(self.get_context_data(form=form, theirs=current), status=409)


def _remove(request: HttpRequest, entry: Entry, version: int) -> HttpResponse | None:
    ticker.remove(entry, version=version, user=access.person(request))
    messages.success(request, _("Removed."))
    return None


def _pin(request: HttpRequest, entry: Entry, version: int) -> HttpResponse | None:
    ticker.change(entry, {"pinned": not entry.pinned}, version=version, user=access.person(request))
    return None


def _publish(request: HttpRequest, entry: Entry, version: int) -> HttpResponse | None:
    ticker.change(entry, {}, version=version, user=access.person(request), publish=True)
    messages.success(request, _("It is out."))
    return None


def _break_out(request: HttpRequest, entry: Entry, _version: int) -> HttpResponse | None:
    section = entry.article.section
    if section is None or not section.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    article = ticker.break_out(entry, section=section, user=access.person(request))
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[article.pk]))


_DEEDS: dict[str, Callable[[HttpRequest, Entry, int], HttpResponse | None]] = {
    "remove": _remove,
    "pin": _pin,
    "publish": _publish,
    "break-out": _break_out,
}


@require_POST
def do(request: HttpRequest, page_id: int, entry_id: int, deed: str) -> HttpResponse:
    """Remove, pin, publish or break out an entry that was seen at `version`."""
    article = article_for(request, page_id)
    entry = get_object_or_404(Entry, pk=entry_id, article=article)
    if deed not in _DEEDS:
        raise Http404
    is_own_draft = entry.state == Entry.State.DRAFT and entry.written_by_id == request.user.pk
    if not (may_publish(article, request.user) or (is_own_draft and deed == "remove")):
        raise PermissionDenied
    version = request.POST.get("version", "")
    answer = None
    try:
        answer = _DEEDS[deed](request, entry, int(version) if version.isdecimal() else 0)
    except ticker.Conflict:
        messages.error(request, _("A colleague changed this entry a moment ago. Please look again."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return answer or HttpResponseRedirect(reverse("desk:ticker", args=[article.pk]))
