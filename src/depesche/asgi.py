"""The newsroom process: Django behind the fronts."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.asgi import get_asgi_application

from depesche.delivery.server import readiness
from depesche.kit import config

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


def _assembled() -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
    django = get_asgi_application()
    # Only now, for their models.
    from depesche.intake.fetchers import receiving
    from depesche.stories.readiness import Readiness, database_answers

    is_ready = Readiness(database_answers)
    origin = urlsplit(config.load().origin)
    server = (origin.hostname, origin.port or (443 if origin.scheme == "https" else 80))

    async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Django, told of the address that readers know.

        The server names its UNIX socket and no port; Django would make the port "None" of that, and Wagtail, which
        looks for the site of host and port, would fail.
        """
        if scope["path"].startswith(receiving.PREFIX):
            await receiving.application(scope, receive, send)
        elif scope["path"] == readiness.PATH:
            await is_ready(scope, receive, send)
        else:
            await django({**scope, "server": server}, receive, send)

    return answer


application = _assembled()
