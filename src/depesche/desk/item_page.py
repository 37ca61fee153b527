"""One item: clean text beside the original, what is known of the sender, and the step to an article."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import (
    access,
    alerts,
    attachments,
    authenticity,
    badges,
    callbacks_page,
    drafts,
    objections,
    seen,
    versions,
)
from depesche.desk.marks import Order
from depesche.desk.models import Item, Status
from depesche.desk.objections_page import ObjectionsView
from depesche.desk.shelves import Wish
from depesche.stories import markup
from depesche.stories.models import ArticlePage

LOOKED_THROUGH = 1_000
"""Items of a list in which the neighbours of one are looked for, where time does not order it."""
RELEASE_PANEL = "release"
"""Name of the side panel that shows the release beside the editor; in the address it opens it."""


@method_decorator(access.reading, name="dispatch")
class ItemView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/inbox/<item>/`, with the list's own parameters, so that the next item is the next of that list."""

    template_name = "desk/item.html"
    header_icon = "desk-inbox"

    def get_page_title(self) -> str:
        return str(self.item)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": _list_address(self.wish), "label": _("Inbox")},
            {"url": "", "label": str(self.item)[:90]},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.item = get_object_or_404(
            Item.objects.select_related("claimed_by", "corrects", "repeats", "disputes"), pk=kwargs["item_id"]
        )
        self.wish = Wish.read(self.request.GET)
        user, now = self.request.user, timezone.now()
        sections = access.sections_for(user) if access.may_work(user) else []
        others = versions.others(self.item)
        newer, older = _neighbours(self.item, self.wish.items(user, now=now), self.wish.order)
        seen.see(self.item, user, at=now)
        return {
            **super().get_context_data(**kwargs),
            "item": self.item,
            "text": text_of(self.item),
            "badges": badges.of(self.item, now=now, family=versions.families([self.item]).get(self.item.family)),
            "confirmations": self.item.confirmations.select_related("user", "undone_by"),
            "callback": callbacks_page.form_for(self.item) if access.may_work(user) else None,
            "versions": others,
            "newest": others[0] if others and versions.place(others[0]) > versions.place(self.item) else None,
            "alerts": list(alerts.waiting().filter(item=self.item)),
            "embargo": badges.embargo(self.item, now=now),
            "authenticity": authenticity.verdict(self.item),
            "attachments": [found for found in attachments.of(self.item) if not found.inline or found.is_picture],
            "actions": self.item.actions.select_related("user"),
            "article": ArticlePage.objects.filter(pk=self.item.article_id).first() if self.item.article_id else None,
            "may_work": access.may_work(user),
            "may_register": user.has_perm("desk.add_knownsender"),
            "register_query": urlencode({"domain": self.item.sender_domain, "organisation": self.item.sender_name}),
            "sections": sections,
            "suggested": drafts.section_for(self.item, sections),
            "Status": Status,
            "back": _list_address(self.wish),
            "newer": newer and _item_address(newer, self.wish),
            "older": older and _item_address(older, self.wish),
        }


@require_POST
@access.working
def make_article(request: HttpRequest, item_id: str) -> HttpResponseBase:
    """“Artikel anlegen”: make the draft, or lead to the one that is there, with the release beside it.

    What has happened to the item since the page was opened is told first.
    """
    wanted = request.POST.get("into", "")
    section = next((found for found in access.sections_for(request.user) if str(found.pk) == wanted), None)
    if section is None:
        raise PermissionDenied
    now = timezone.now()
    with transaction.atomic():
        item = get_object_or_404(Item.objects.select_for_update(of=("self",)), pk=item_id)
        found = [] if item.article_id else objections.against(item, request.user, now=now)
        if found and request.POST.get("known") != objections.mark(found):
            return ObjectionsView.as_view()(request, item=item, found=found)
        page, made = drafts.article_from(item.pk, section, request.user, at=now)
    if not made:
        messages.info(request, objections.who_used(item, now=now))
    query = urlencode({"panel": RELEASE_PANEL, "next": _list_address(Wish.read(request.POST))})
    return HttpResponseRedirect(f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?{query}")


def text_of(item: Item) -> str:
    """The release as clean HTML: structure, links, nothing else. Cleaned again here, whatever is stored."""
    return markup.clean(item.html) if item.html.strip() else markup.clean(linebreaks(item.body, autoescape=True))


def _neighbours(item: Item, items: QuerySet[Item], order: str) -> tuple[Item | None, Item | None]:
    """The items just above and just below in the list, whether or not this one still lies in it."""
    if order != Order.NEWEST:
        return _neighbours_by_place(item, items)
    above = Q(received_at__gt=item.received_at) | Q(received_at=item.received_at, pk__gt=item.pk)
    below = Q(received_at__lt=item.received_at) | Q(received_at=item.received_at, pk__lt=item.pk)
    return items.filter(above).order_by("received_at", "pk").first(), items.filter(below).first()


def _neighbours_by_place(item: Item, items: QuerySet[Item]) -> tuple[Item | None, Item | None]:
    """As far as the list is looked through. An item that lies there no longer is followed by the first."""
    keys = list(items.values_list("pk", flat=True)[:LOOKED_THROUGH])
    at = keys.index(item.pk) if item.pk in keys else -1
    around = items.in_bulk([key for key in (keys[at - 1] if at > 0 else "", *keys[at + 1 : at + 2]) if key])
    above = around.get(keys[at - 1]) if at > 0 else None
    below = around.get(keys[at + 1]) if at + 1 < len(keys) else None
    return above, below


def _list_address(wish: Wish) -> str:
    query = wish.parameters()
    return reverse("desk:inbox") + (f"?{query}" if query else "")


def _item_address(item: Item, wish: Wish) -> str:
    query = wish.parameters()
    return reverse("desk:item", args=[item.pk]) + (f"?{query}" if query else "")
