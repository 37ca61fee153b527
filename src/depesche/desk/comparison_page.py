"""`/desk/inbox/<item>/compare/<other>/`: two versions of a story, and what is different between them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from depesche.desk import access, comparison, versions
from depesche.desk.models import Item


@method_decorator(access.reading, name="dispatch")
class ComparisonView(WagtailAdminTemplateMixin, TemplateView):
    """The newer one as text, with what the older one said struck out beside it, whichever is named first."""

    template_name = "desk/comparison.html"
    page_title = gettext_lazy("Versions")
    header_icon = "desk-inbox"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("desk:inbox"), "label": _("Inbox")},
            {"url": reverse("desk:item", args=[self.newer.pk]), "label": str(self.newer)[:90]},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Item.objects.in_bulk([kwargs["item_id"], kwargs["other_id"]])
        if len(found) != 2:
            raise Http404
        self.older, self.newer = sorted(found.values(), key=versions.place)
        paragraphs = comparison.compare(self.older, self.newer)
        return {
            **super().get_context_data(**kwargs),
            "older": self.older,
            "newer": self.newer,
            "paragraphs": paragraphs,
            "same": not any(paragraph.changed for paragraph in paragraphs),
        }
