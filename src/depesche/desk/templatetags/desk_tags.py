"""What the desk's templates ask for."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils import timezone

from depesche.desk import moments
from depesche.stories import selectors

register = template.Library()


@register.simple_tag
def publication_name() -> str:
    """The publication this newsroom makes."""
    return str(selectors.publication_settings().name)


@register.simple_tag
def press_address() -> str:
    """Where releases are to be sent; may be empty."""
    return str(selectors.publication_settings().press_address)


@register.simple_tag
def desk_static(path: str) -> str:
    """The address of a file of ours, with its content's mark, so that browsers take a new one at once."""
    return f"{static(path)}?v={_mark(path)}"


@register.filter
def moment(value: datetime | None) -> str:
    """A time as short as can be: `06:12` today, `yesterday, 18:40` before."""
    return moments.short(value, now=timezone.now()) if value else ""


@register.filter
def span(milliseconds: int) -> str:
    """A stretch of time as exact as it matters."""
    return moments.span(milliseconds)


@cache
def _mark(path: str) -> str:
    found = finders.find(path)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:8] if found else "0"
