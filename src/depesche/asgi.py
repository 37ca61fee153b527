"""The newsroom process: Django behind the fronts."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.asgi import get_asgi_application

from depesche.delivery.server import readiness
from depesche.kit import config

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
_django = get_asgi_application()
# After Django is set up, for its models.
from depesche.intake.fetchers import receiving  # noqa: E402
from depesche.stories.readiness import Readiness, database_answers  # noqa: E402

_readiness = Readiness(database_answers)
_origin = urlsplit(config.load().origin)
_server = (_origin.hostname, _origin.port or (443 if _origin.scheme == "https" else 80))


async def application(
    scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
) -> None:
    """Django, told of the address that readers know.

    The server names its UNIX socket and no port; Django would make the port "None" of that, and Wagtail, which looks
    for the site of host and port, would fail.
    """
    if scope["path"].startswith(receiving.PREFIX):
        await receiving.application(scope, receive, send)
        return
    if scope["path"] == readiness.PATH:
        await _readiness(scope, receive, send)
        return
    await _django({**scope, "server": _server}, receive, send)
