"""“Titelseite”: the board on which a front is arranged, the fragment that keeps it true for all, and its preview."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button

from depesche.desk import front_board, front_words
from depesche.stories import fronts, fronts_arrangement, fronts_documents, lists, press, services
from depesche.stories.addresses import from_url_path
from depesche.stories.models import ArticlePage, Change, Front, FrontStep, FrontVersion, SectionPage

STEPS = 12
ICON = "desk-front"
MOST_LIMIT = range(1, fronts_arrangement.MOST_CARDS + 1)


class FrontMenuItem(MenuItem):
    """“Titelseite”, for those who may arrange it."""

    def is_shown(self, request: Any) -> bool:
        return self.allows(request.user)

    @staticmethod
    def allows(user: Any) -> bool:
        return bool(services.home().permissions_for_user(user).can_edit())


def menu_item() -> MenuItem:
    return FrontMenuItem(gettext_lazy("Front page"), reverse("desk:front"), name="front", icon_name=ICON, order=28)


def offer(request: HttpRequest, page: Any) -> None:
    """Wagtail's `after_publish_page`: from a story that is out to its place on the front is one step."""
    if isinstance(page, ArticlePage) and page.live and FrontMenuItem.allows(request.user):
        button = messages.button(place_url(page), _("Put it on the front page"))
        messages.info(request, _("Where should the story stand?"), buttons=[button])


def header_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Wagtail's `register_page_header_buttons`: the same from the article's editor."""
    del next_url
    if view_name == "edit" and isinstance(page, ArticlePage) and page.pk and FrontMenuItem.allows(user):
        yield Button(_("Put it on the front page"), place_url(page), icon_name=ICON, priority=25)


def place_url(page: ArticlePage) -> str:
    return f"{reverse('desk:front')}?place={page.pk}"


def front_for(request: HttpRequest, front_id: int) -> Front:
    """The front that is meant. Raises `Http404`, and `PermissionDenied` for who may not arrange it."""
    front: Front = get_object_or_404(Front.objects.select_related("page"), pk=front_id)
    if not fronts.may_arrange(front, request.user):
        raise PermissionDenied
    return front


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/desk/front/`: the front page's board."""
    return _board_of(request, services.home())


@require_safe
def of_section(request: HttpRequest, slug: str) -> HttpResponse:
    """`/desk/front/section/<slug>/`: a section's board."""
    return _board_of(request, get_object_or_404(SectionPage, slug=slug))


def _board_of(request: HttpRequest, page: Any) -> HttpResponse:
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(reverse("desk:front_board", args=[fronts.of_page(page).pk]) + query)


class BoardView(WagtailAdminTemplateMixin, TemplateView):
    """`/desk/front/<front>/`."""

    template_name = "desk/front.html"
    header_icon = ICON

    @cached_property
    def front(self) -> Front:
        return front_for(self.request, self.kwargs["front_id"])

    def get_page_title(self) -> str:
        return name_of(self.front)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("desk:front"), "label": _("Front page")}
        own = {"url": "", "label": self.get_page_title()}
        is_home = self.front.page is not None and not public_path(self.front).strip("/")
        return [*self.breadcrumbs_items, *([] if is_home else [home]), own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            **fragment_context(self.request, self.front),
            "boards": _boards(self.front),
            "sources": front_board.source_names().items(),
            "limits": MOST_LIMIT,
            "shared": [one for one in fronts.shared() if one.pk != self.front.pk],
            "place": self.request.GET.get("place", ""),
            "words": json.dumps(front_words.spoken()),
            "public_path": public_path(self.front),
        }


def name_of(front: Front) -> str:
    if front.page is None:
        return _("Shared: %(title)s") % {"title": front.title}
    return str(front.page.title) if public_path(front) != "/" else _("Front page")


def public_path(front: Front) -> str:
    """Where readers see it; empty for a shared container."""
    return from_url_path(front.page.url_path) if front.page is not None else ""


def _boards(current: Front) -> list[dict[str, Any]]:
    """The front page, the sections, what is shared: as tabs."""
    own = public_path(current)
    tabs = [{"label": _("Front page"), "url": reverse("desk:front"), "current": own == "/"}]
    for section in SectionPage.objects.filter(live=True).order_by("path"):
        url = reverse("desk:front_section", args=[section.slug])
        tabs.append({"label": section.title, "url": url, "current": own == f"/{section.slug}/"})
    for shared in fronts.shared():
        url = reverse("desk:front_board", args=[shared.pk])
        tabs.append({"label": name_of(shared), "url": url, "current": shared.pk == current.pk})
    return tabs


def cursor(front: Front) -> str:
    """Changes whenever the board might look different: with the draft, what is public, and every minute."""
    newest = FrontStep.objects.filter(front=front).values_list("pk", flat=True).first()
    minute = timezone.now().strftime("%H:%M")
    return f"{get_language()}|{front.revision}|{newest}|{minute}|{_newest_change()}"


def _newest_change() -> int:
    return Change.objects.values_list("pk", flat=True).order_by("-pk").first() or 0


def fragment_context(request: HttpRequest, front: Front) -> dict[str, Any]:
    """What the board shows. The cursor is taken first: a change in between is shown twice rather than never."""
    mark = cursor(front)
    steps = FrontStep.objects.filter(front=front).select_related("made_by")[:STEPS]
    return {
        "front": front,
        "cursor": mark,
        "shelves": front_board.shelves(front, at=timezone.now()),
        "steps": front_words.told(steps, front, me=request.user),
        "versions": FrontVersion.objects.filter(front=front).select_related("made_by")[: fronts.KEPT + 1],
        "may_publish": fronts.may_publish(front, request.user),
        "recoverable": fronts.recoverable(front),
    }


@require_safe
def fragment(request: HttpRequest, front_id: int) -> HttpResponse:
    """The board alone, or 204 when nothing changed since `cursor`."""
    front = front_for(request, front_id)
    if request.GET.get("cursor") == cursor(front):
        return HttpResponse(status=204)
    return render(request, "desk/front_fragment.html", fragment_context(request, front))


@require_safe
def preview(request: HttpRequest, front_id: int) -> HttpResponse:
    """The draft as readers would get it, by the road that bakes pages; a shared container on the front page."""
    front, now = front_for(request, front_id), timezone.now()
    arrangement = fronts_arrangement.from_json(front.draft)
    section = SectionPage.objects.filter(pk=front.page_id).first()
    if section is not None:
        document: Any = fronts_documents.above_list(lists.section_list(section), arrangement, at=now)
    else:
        document = fronts_documents.front(arrangement, at=now)
    response = HttpResponse(press.page_bytes(document), content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
