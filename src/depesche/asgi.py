"""The newsroom process: Django behind the fronts."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
application = get_asgi_application()
