"""Where the page models ask for a preview. `stories.wiring` plugs the renderer in, so that models know no renderer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

_renderers: list[Callable[[Any], HttpResponse]] = []


def plug_in(renderer: Callable[[Any], HttpResponse]) -> None:
    """Use `renderer` for every preview from now on."""
    _renderers[:] = [renderer]


def render(page: Any) -> HttpResponse:
    """The page, published or not, just as it would be baked."""
    return _renderers[0](page)
