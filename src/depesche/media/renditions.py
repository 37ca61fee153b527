"""Where sizes of pictures are kept: in the content store, so that a reader gets a whole one or none.

Django's own storage writes in place; who is killed meanwhile leaves half a picture under an address that browsers
keep for a year.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from depesche.delivery.stores import Store, open_store

FOLDER = "bilder"


class Renditions(FileSystemStorage):
    """The folder `bilder` of the content store: written aside, synced, then renamed."""

    def __init__(self) -> None:
        super().__init__(location=settings.CONFIG.public_folder.resolve() / FOLDER, base_url=f"/{FOLDER}/")

    @cached_property
    def _store(self) -> Store:
        return open_store(settings.CONFIG)

    def _save(self, name: str, content: File[Any]) -> str:
        self._store.put(f"{FOLDER}/{name}", b"".join(content.chunks()))
        return name
