"""Who may do what at the desk. Everything else (articles, pictures) follows Wagtail's own permissions."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from depesche.accounts.models import User
from depesche.stories.models import SectionPage

View = Callable[..., HttpResponseBase]
READ, WORK = "desk.view_item", "desk.change_item"


def may_read(user: Any) -> bool:
    """May see the inbox."""
    return bool(user.has_perm(READ) or user.has_perm(WORK))


def may_work(user: Any) -> bool:
    """May claim, spike and use what is in the inbox."""
    return bool(user.has_perm(WORK))


def person(request: HttpRequest) -> User:
    """Who asks. Raises `PermissionDenied` for nobody, though Wagtail has turned strangers away before."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def is_script(request: HttpRequest) -> bool:
    """Whether a page's own script asks, which shows the answer itself."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def reading(view: View) -> View:
    """The view is for those who may see the inbox. Wagtail has signed them in before."""
    return _guarded(view, may_read)


def working(view: View) -> View:
    """The view is for those who may change the inbox."""
    return _guarded(view, may_work)


def _guarded(view: View, allowed: Callable[[Any], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def sections_for(user: Any) -> list[SectionPage]:
    """The sections in which this user may start an article, in the order of the navigation."""
    found = SectionPage.objects.filter(live=True).order_by("path")
    return [section for section in found if section.permissions_for_user(user).can_add_subpage()]
