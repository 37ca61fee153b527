"""“Artikel anlegen”, asked once more: the page that names what speaks against it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import objections


class ObjectionsView(WagtailAdminTemplateMixin, TemplateView):
    """Answers a request for an article (`item`, `found`) with the objections; the same form says to go on."""

    template_name = "desk/objections.html"
    page_title = gettext_lazy("Create the article all the same?")
    header_icon = "desk-inbox"
    http_method_names = ["post"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        item = self.kwargs["item"]
        return [
            *self.breadcrumbs_items,
            {"url": reverse("desk:inbox"), "label": _("Inbox")},
            {"url": reverse("desk:item", args=[item.pk]), "label": str(item)[:90]},
            {"url": "", "label": self.page_title},
        ]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = kwargs["found"]
        asked = [(name, value) for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "known")]
        context = self.get_context_data(item=kwargs["item"], objections=found, asked=asked)
        return self.render_to_response({**context, "known": objections.mark(found)}, status=409)
