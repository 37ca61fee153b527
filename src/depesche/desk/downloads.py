"""What came from outside, on its way to an editor's browser: never trusted, never run, never under its own name.

The original is shown as HTML only inside a frame without scripts, forms, plugins or network: the answer itself says
so (Content-Security-Policy), whoever opens it. Everything else is a download, or a picture drawn anew.
"""

from __future__ import annotations

import base64
import re
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import escape
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from depesche.desk import access, attachments
from depesche.desk.attachments import Attachment, NotAPicture
from depesche.desk.models import Item

FRAME_POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
MOST_INLINE = 8 * 1024 * 1024
"""Bytes of pictures that are written into the original; later ones are left out."""
_INLINE = re.compile(r"attachment:([0-9a-f]{64})")
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]")
_PAPER = "<!doctype html><meta charset=utf-8><style>body{background:#fff;color:#111;font:15px/1.5 system-ui,sans-serif;"
_PAPER += "margin:1rem;overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap}</style>"


@require_safe
@access.reading
def original(_request: HttpRequest, item_id: str) -> HttpResponse:
    """The mail as it was laid out, for the sandboxed frame; its own pictures are written into it."""
    item = get_object_or_404(Item, pk=item_id)
    layout = _with_pictures(item) if item.original_html.strip() else f"<pre>{escape(item.body)}</pre>"
    response = HttpResponse(_PAPER + layout)
    response["Content-Security-Policy"] = FRAME_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@access.reading
def raw(_request: HttpRequest, item_id: str) -> HttpResponse:
    """The raw bytes as they were received."""
    item = get_object_or_404(Item, pk=item_id)
    suffix = "eml" if item.sender_address or item.message_id else "txt"
    return _download(attachments.content(item.raw_sha256), f"{item.pk}.{suffix}")


@require_safe
@access.reading
def attachment(_request: HttpRequest, item_id: str, number: int) -> HttpResponse:
    """One attached file, as a download of no type."""
    found = _attachment(item_id, number)
    return _download(attachments.content(found.sha256), safe_name(found.name) or _("attachment"))


@require_safe
@access.reading
def thumbnail(_request: HttpRequest, item_id: str, number: int) -> HttpResponse:
    """A small JPEG of an attached picture, drawn anew; crossed out when the file is broken or gone."""
    found = _attachment(item_id, number)
    if not found.is_picture:
        raise Http404
    content = attachments.content(found.sha256)
    try:
        small = attachments.thumbnail(content) if content is not None else attachments.crossed_out()
    except NotAPicture:
        small = attachments.crossed_out()
    return HttpResponse(small, content_type="image/jpeg")


def safe_name(name: str) -> str:
    """A file name without what paths, headers or the eye could take for something else."""
    return _UNSAFE_NAME.sub("_", name).strip(" .")[:150]


def _attachment(item_id: str, number: int) -> Attachment:
    found = attachments.of(get_object_or_404(Item, pk=item_id))
    if number >= len(found):
        raise Http404
    return found[number]


def _download(content: bytes | None, name: str) -> HttpResponse:
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _with_pictures(item: Item) -> str:
    """`attachment:<sha256>` becomes the picture itself, as a data address, while there is room."""
    types = {found.sha256: found.content_type for found in attachments.of(item) if found.is_picture}
    room = MOST_INLINE

    def data(match: re.Match[str]) -> str:
        nonlocal room
        content = attachments.content(match[1]) if match[1] in types else None
        if content is None or len(content) > room:
            return "data:,"
        room -= len(content)
        return f"data:{quote(types[match[1]])};base64,{base64.b64encode(content).decode('ascii')}"

    return _INLINE.sub(data, item.original_html)
