"""An entry of a live blog as readers would see it, before anybody does: the whole page with it, never stored."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from depesche.desk.ticker import article_for
from depesche.desk.ticker_form import EntryForm
from depesche.stories import lists, press, ticker, ticker_documents
from depesche.stories.models import ArticlePage, Entry


@require_POST
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """What was typed, new or in the place of the entry that `?entry=` names; 422 with a sentence where nothing can be
    shown of it."""
    article = article_for(request, page_id)
    form = EntryForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("There is nothing in this entry yet."))
        row = ticker.look(article, form.words(), instead_of=_named(request, article))
    except ValidationError as refusal:
        return HttpResponse(" ".join(refusal.messages), status=422, content_type="text/plain; charset=utf-8")
    document = lists.article(article)
    if document.ticker is not None:
        others = [one for one in document.ticker.entries if one.number != row.number]
        shown = sorted([*others, ticker_documents.entry(row, article)], key=lambda one: one.number, reverse=True)
        document = replace(document, ticker=replace(document.ticker, entries=tuple(shown)))
    response = HttpResponse(press.page_bytes(document), content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _named(request: HttpRequest, article: ArticlePage) -> Entry | None:
    asked = request.GET.get("entry", "")
    known = asked.isdecimal() and len(asked) < 19
    return Entry.objects.filter(article=article, pk=int(asked)).first() if known else None
