"""From a request for a baked page to the bytes of its answer, built once and kept in a bounded memory cache.

An entry is used as long as the store's generation has not moved; then, and in any case every second, one `stat`
tells whether the file is still the same. No Django, no database: pages are served with both of them dead.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from depesche.delivery import addressing, headers, negotiation
from depesche.delivery.headers import Edge, Headers
from depesche.delivery.stores import Mark, Store, Stored

BUDGET = 16 * 1024 * 1024
"""Bytes of bodies and heads that one process keeps."""

LARGE = 1024 * 1024
"""Bytes above which a file is streamed from the store instead of being held."""

RECHECK_AFTER = 1.0
"""Seconds after which an entry is compared with the store even though nobody announced a change."""

_OVERHEAD = 2048
_REASONS = {200: b"OK", 301: b"Moved Permanently", 304: b"Not Modified"}
_PRINTABLE = re.compile(rb"[\x21-\x7e]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """A response without `Date` and `Connection`. `head` is the same as `status` and `headers`, as sent.

    `body` holds what a GET gets; for HEAD leave it out. `large` names the file to be streamed in place of `body`.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    head: bytes
    body: bytes = b""
    large: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """A page in one content coding."""

    etag: bytes
    whole: Answer
    not_modified: Answer


@dataclass(slots=True)
class _Page:
    forms: dict[str, _Form]
    mark: Mark
    generation: int
    fresh_until: float
    size: int


class Pages:
    """Answers for one process. Not thread-safe: it belongs to the event loop."""

    def __init__(
        self,
        store: Store,
        *,
        budget: int = BUDGET,
        edge: Edge | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._budget = budget
        self._edge = edge
        self._monotonic = monotonic
        self._pages: OrderedDict[bytes, _Page] = OrderedDict()
        self.cached_bytes = 0

    def answer(
        self, path: bytes, *, query: bytes = b"", accept_encoding: bytes | None, if_none_match: bytes | None
    ) -> Answer | None:
        """The answer to GET or HEAD of a raw path; None when nothing baked has this address. Raises `OSError`."""
        page = self._pages.get(path)
        if page is None or page.generation != self._store.generation or page.fresh_until < self._monotonic():
            page = self._renew(path)
            if page is None:
                return self._redirect(path, query)
        else:
            self._pages.move_to_end(path)
        forms = page.forms
        for coding in negotiation.preference(accept_encoding):
            form = forms.get(coding)
            if form is not None:
                if if_none_match is not None and negotiation.matches(if_none_match, form.etag):
                    return form.not_modified
                return form.whole
        raise AssertionError("every page has its identity form")

    def chunks(self, answer: Answer) -> Iterator[bytes]:
        """The body of a large answer, in pieces. Blocks: read it in a thread."""
        return self._store.chunks(answer.large)

    def _renew(self, path: bytes) -> _Page | None:
        """Look at the store: keep the entry when its file is the same, else read it anew."""
        name = addressing.name_for(path)
        if name is None:
            return None
        key = addressing.path_for(name) if b"%" in path else path
        generation = self._store.generation
        mark = self._store.mark(name)
        page = self._pages.get(key)
        if mark is None:
            self._forget(key)
            return None
        if page is None or page.mark != mark:
            page = self._read(name, mark)
            self._forget(key)
            if page is None:
                return None
            self._keep(key, page)
        page.generation = generation
        page.fresh_until = self._monotonic() + RECHECK_AFTER
        return page

    def _read(self, name: str, mark: Mark) -> _Page | None:
        if mark.size > LARGE:
            return _large_page(name, mark, self._edge)
        stored = self._store.load(name)
        return None if stored is None else _page(name, stored, self._edge)

    def _keep(self, key: bytes, page: _Page) -> None:
        self._pages[key] = page
        self.cached_bytes += page.size
        while self.cached_bytes > self._budget and self._pages:
            _, oldest = self._pages.popitem(last=False)
            self.cached_bytes -= oldest.size

    def _forget(self, key: bytes) -> None:
        if page := self._pages.pop(key, None):
            self.cached_bytes -= page.size

    def _redirect(self, path: bytes, query: bytes) -> Answer | None:
        """`/a/b` and `/a/b/index.html` -> `/a/b/` when that is a page."""
        if path.endswith(b"/"):
            return None
        name = addressing.name_for(addressing.folder_for(path))
        if name is None or self._store.mark(name) is None:
            return None
        location = addressing.path_for(name)
        if query and _PRINTABLE.fullmatch(query):
            location += b"?" + query
        return _answer(301, [(b"location", location), (b"cache-control", b"max-age=3600"), (b"content-length", b"0")])


def _page(name: str, stored: Stored, edge: Edge | None) -> _Page:
    digest = hashlib.blake2b(stored.content, digest_size=12).hexdigest()
    bodies = {**stored.variants, "identity": stored.content}
    vary = len(bodies) > 1
    forms = {coding: _form(name, coding, digest, edge=edge, body=body, vary=vary) for coding, body in bodies.items()}
    size = _OVERHEAD + sum(len(form.whole.head) + len(form.whole.body) for form in forms.values())
    return _Page(forms, stored.mark, generation=0, fresh_until=0.0, size=size)


def _large_page(name: str, mark: Mark, edge: Edge | None) -> _Page:
    digest = hashlib.blake2b(repr(mark.tag).encode(), digest_size=12).hexdigest()
    form = _form(name, "identity", digest, edge=edge, large_size=mark.size, vary=False)
    return _Page({"identity": form}, mark, generation=0, fresh_until=0.0, size=_OVERHEAD)


def _form(
    name: str,
    coding: str,
    digest: str,
    *,
    edge: Edge | None,
    vary: bool,
    body: bytes = b"",
    large_size: int = 0,
) -> _Form:
    etag = f'"{digest}{"" if coding == "identity" else "-" + coding}"'.encode("ascii")
    shared: Headers = [(b"etag", etag), (b"cache-control", headers.cache_control(name))]
    if edge is not None:
        shared += edge.fields(name)
    if vary:
        shared.append((b"vary", b"accept-encoding"))
    media_type = headers.content_type(name)
    fields: Headers = [
        (b"content-type", media_type.encode("ascii")),
        (b"content-length", b"%d" % (large_size or len(body))),
        *shared,
        *headers.security(media_type),
    ]
    if coding != "identity":
        fields.insert(2, (b"content-encoding", coding.encode("ascii")))
    whole = _answer(200, fields, body=body, large=name if large_size else "")
    return _Form(etag, whole, _answer(304, shared))


def _answer(status: int, fields: Headers, *, body: bytes = b"", large: str = "") -> Answer:
    lines = [b"HTTP/1.1 %d %b\r\n" % (status, _REASONS[status]), *(b"%b: %b\r\n" % field for field in fields)]
    return Answer(status, tuple(fields), b"".join(lines), body, large)
