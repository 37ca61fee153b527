"""A text that came back from approval: who asks for changes, and which, is told to whoever opens it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState


def tell(request: HttpRequest, page: Any) -> None:
    """Wagtail's `before_edit_page`: Wagtail itself shows the comment in the history alone."""
    if request.method != "GET":
        return
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    last: TaskState | None = state.current_task_state
    if last is None:
        return
    who = last.finished_by.get_full_name() or last.finished_by.get_username() if last.finished_by else _("The desk")
    if last.comment:
        messages.warning(request, _("%(who)s asks for changes: %(comment)s") % {"who": who, "comment": last.comment})
    else:
        messages.warning(request, _("%(who)s asks for changes.") % {"who": who})
