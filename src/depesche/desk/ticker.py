"""The live blog at the desk: the list of them, the page one is written on, the fragment that keeps it true for all."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access
from depesche.desk.ticker_form import EntryForm
from depesche.stories import publishing, services, ticker
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Entry

PAGE = 60
"""So many entries are on a page of the list, the newest on the first."""
MOST_PAGES = 1000
OPEN = (ArticlePage.Ticker.ANNOUNCED, ArticlePage.Ticker.LIVE, ArticlePage.Ticker.PAUSED)


def may_write(article: ArticlePage, user: Any) -> bool:
    """May write drafts and see the others'."""
    return bool(article.permissions_for_user(user).can_edit())


def may_publish(article: ArticlePage, user: Any) -> bool:
    """May bring entries out, change and remove them."""
    return bool(article.permissions_for_user(user).can_publish())


def article_for(request: HttpRequest, page_id: int) -> ArticlePage:
    """The article whose live blog is meant. Raises `Http404`, and `PermissionDenied` for who may not write there."""
    article: ArticlePage = get_object_or_404(ArticlePage, pk=page_id)
    if not may_write(article, request.user):
        raise PermissionDenied
    return article


class TickersView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/ticker/`: the live blogs there are, and a form for the next."""

    template_name = "desk/tickers.html"
    page_title = gettext_lazy("Live blogs")
    header_icon = "desk-ticker"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = ArticlePage.objects.exclude(ticker="").select_related("section")
        found = found.annotate(newest=Max("entries__changed_at")).order_by("-newest", "-pk")
        return {
            **super().get_context_data(**kwargs),
            "running": [page for page in found.filter(ticker__in=OPEN) if may_write(page, self.request.user)],
            "ended": [page for page in found.filter(ticker="ended")[:30] if may_write(page, self.request.user)],
            "sections": access.sections_for(self.request.user),
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Begin a live blog: a draft of an article that is announced."""
        headline = request.POST.get("headline", "").strip()
        section = next((s for s in access.sections_for(request.user) if str(s.pk) == request.POST.get("into")), None)
        if not headline or section is None:
            messages.error(request, _("A live blog needs a headline and a section."))
            return HttpResponseRedirect(reverse("desk:tickers"))
        draft = services.ArticleDraft(headline=headline)
        article = services.create_article(section, draft, user=access.person(request))
        ticker.set_status(article, ArticlePage.Ticker.ANNOUNCED)
        return HttpResponseRedirect(reverse("desk:ticker", args=[article.pk]))


class TickerView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/ticker/<article>/`: one box to write in, below it what was written, newest first."""

    template_name = "desk/ticker.html"
    header_icon = "desk-ticker"

    @cached_property
    def article(self) -> ArticlePage:
        return article_for(self.request, self.kwargs["page_id"])

    def get_page_title(self) -> str:
        return str(self.article.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("desk:tickers"), "label": _("Live blogs")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or EntryForm()
        if not may_publish(self.article, self.request.user):
            form.fields["text"].widget.attrs["placeholder"] = _("What is happening? Enter keeps a draft.")
        return {
            **super().get_context_data(**kwargs),
            **fragment_context(self.request, self.article),
            "form": form,
            "media": form.media,
            "statuses": [choice for choice in ArticlePage.Ticker.choices if choice[0]],
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.article.pk]),
            "public_path": path_of(self.article) if self.article.live else "",
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """A new entry; with `draft` it waits. The page's own script is told 201, and is never led elsewhere."""
        is_draft = "draft" in request.POST
        if not is_draft and not may_publish(self.article, request.user):
            raise PermissionDenied
        form = EntryForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            ticker.add(
                self.article, form.words(), user=access.person(request), publish=not is_draft, token=_token(request)
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        said = _("Draft kept.") if is_draft else _("It is out.") if self._is_public() else _("Kept: not public yet.")
        if access.is_script(request):
            return HttpResponse(said, status=201, content_type="text/plain; charset=utf-8")
        messages.success(request, said)
        return HttpResponseRedirect(request.path)

    def _is_public(self) -> bool:
        """Asked anew: a colleague may have withdrawn the article since the page was opened."""
        public: bool = ArticlePage.objects.filter(pk=self.article.pk, live=True).exists()
        return public


def cursor(article: ArticlePage) -> str:
    """Changes whenever the list might look different."""
    facts = Entry.objects.filter(article=article).aggregate(newest=Max("changed_at"), most=Max("pk"))
    count = Entry.objects.filter(article=article).count()
    return f"{get_language()}|{facts['newest']}|{facts['most']}|{count}|{article.ticker}|{article.live}"


def fragment_context(request: HttpRequest, article: ArticlePage) -> dict[str, Any]:
    """What the list shows. The cursor is taken first: a change in between is shown twice rather than never."""
    mark = cursor(article)
    rows = Entry.objects.filter(article=article).exclude(state=Entry.State.REMOVED)
    rows = rows.select_related("written_by", "changed_by", "picture", "author").order_by("-at", "-pk")
    number = _page_number(request)
    found = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    return {
        "article": article,
        "cursor": mark,
        "entries": found[:PAGE],
        "number": number,
        "newer": number - 1,
        "older": number + 1 if len(found) > PAGE else 0,
        "may_publish": may_publish(article, request.user),
    }


def _token(request: HttpRequest) -> str:
    asked = request.POST.get("token", "")
    return asked if re.fullmatch(r"[\w-]{1,36}", asked, re.ASCII) else ""


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("p", "")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isdecimal() and len(asked) < 10 else 1


@require_safe
def fragment(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list alone, or 204 when nothing changed since `cursor`."""
    article = article_for(request, page_id)
    if request.GET.get("cursor") == cursor(article):
        return HttpResponse(status=204)
    return render(request, "desk/ticker_fragment.html", fragment_context(request, article))


@require_POST
def status(request: HttpRequest, page_id: int) -> HttpResponse:
    """Announce, open, pause or end; a live blog that is not public yet is published when it opens."""
    article = article_for(request, page_id)
    wanted = request.POST.get("status", "")
    if not may_publish(article, request.user):
        raise PermissionDenied
    if wanted not in ArticlePage.Ticker.values or not wanted:
        messages.error(request, _("There is no such state."))
    else:
        ticker.set_status(article, wanted)
        article.refresh_from_db()
        if wanted == ArticlePage.Ticker.LIVE and not article.live:
            _publish(request, article)
    return HttpResponseRedirect(reverse("desk:ticker", args=[article.pk]))


def _publish(request: HttpRequest, article: ArticlePage) -> None:
    try:
        services.publish(article, user=access.person(request))
    except publishing.Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The live blog is public."))
