"""Absolute addresses, for everything that leaves the page: feeds, metadata, share links."""

from __future__ import annotations

import re
from urllib.parse import quote

from depesche.bakery import markup
from depesche.bakery.schema import Publication

_OWN = re.compile(r'(\bhref=")(/[^"/][^"]*|/)(")')


def absolute(publication: Publication, address: str) -> str:
    """The full, escaped address of a path of ours; an address elsewhere stays as it is.

    Unsafe ones become empty, and so do places within a page, which mean nothing outside of it.
    """
    safe = markup.link(address)
    if safe.startswith("#"):
        return ""
    if safe.startswith("/"):
        safe = publication.public_url.rstrip("/") + safe
    return quote(safe, safe=":/?#[]@!$&'()*+,;=%~-._")


def absolute_links(publication: Publication, fragment: str) -> str:
    """An HTML fragment whose links to our own pages carry the host, as feeds need it."""
    return _OWN.sub(lambda match: f"{match[1]}{publication.public_url.rstrip('/')}{match[2]}{match[3]}", fragment)
