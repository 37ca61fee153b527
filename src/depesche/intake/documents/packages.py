"""Zip archives that office programs write, read within bounds, and the XML in them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from depesche.intake.isolation.troubles import Unreadable

_MOST_BYTES = 40 * 1024 * 1024
_MOST_ENTRIES = 5_000
BOMB = "Die Datei ist ausgepackt viel zu groß (vermutlich eine Zip-Bombe) und wurde nicht geöffnet."
PROTECTED = "Die Datei ist mit Kennwort geschützt."


class Package:
    """An archive's files by name. Raises Unreadable where it claims or turns out to hold too much."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise Unreadable("Die Datei ist beschädigt: Das Archiv lässt sich nicht öffnen.") from None
        infos = self._zip.infolist()
        if len(infos) > _MOST_ENTRIES:
            raise Unreadable(BOMB)
        self._sizes = {info.filename: info.file_size for info in infos}
        self._left = _MOST_BYTES

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def read(self, name: str) -> bytes:
        """A file's bytes, b"" when there is none of that name."""
        if name not in self:
            return b""
        try:
            with self._zip.open(name) as file:
                content = file.read(self._left + 1)
        except RuntimeError:
            raise Unreadable(PROTECTED) from None
        self._left -= len(content)
        if self._left < 0:
            raise Unreadable(BOMB)
        return content

    def xml(self, name: str) -> Any:
        """The root element of an XML file, None when there is no such file. Entities and DTDs stay closed."""
        content = self.read(name)
        if not content:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(content, parser)
