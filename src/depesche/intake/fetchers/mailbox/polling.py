"""Polling a mailbox: what is new goes through the door; only then it is marked as read.

New is what has a higher UID than the last mail taken. At the first time, and when the server has numbered its mails
anew (UIDVALIDITY), it is what nobody has read; mails that come twice by that are known by their bytes.
"""

from __future__ import annotations

import imaplib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from depesche.intake.arrivals import Circumstances
from depesche.intake.channels.jobs import Fetched, Job
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door
from depesche.intake.fetchers.mailbox import addresses
from depesche.intake.fetchers.mailbox.renewal import Renewals
from depesche.intake.fetchers.mailbox.session import Session
from depesche.kit.web.lines import Connector, Resolver, connect, resolve

FETCHER = "imap"
BATCH = 100
PATIENCE = 120.0
"""Seconds after which the rest waits for the next try, which follows at once."""
_MOST_OVERSIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailboxes:
    """Polls mailboxes. Mails of more than `limit` bytes stay where they are, and are reported."""

    door: Door
    limit: int
    private: bool = False
    resolver: Resolver = resolve
    connector: Connector = connect
    monotonic: Callable[[], float] = time.monotonic
    renewals: Renewals | None = None
    tls: ssl.SSLContext = field(default_factory=lambda: httpx.create_ssl_context(trust_env=False))

    def poll(self, job: Job) -> Fetched:
        """Take what is new, the oldest first. Raises Trouble."""
        address = addresses.parse(job.address)
        secret = _secret(job.secret_file)
        if address.oauth2 and self.renewals:
            secret = self.renewals.access(job.secret_file, secret)
        try:
            session = Session(
                address,
                secret,
                private=self.private,
                limit=self.limit,
                tls=self.tls,
                resolver=self.resolver,
                connector=self.connector,
            )
            with session:
                return self._visit(session, job, address.folder)
        except Trouble as trouble:
            if trouble.code == Code.SIGN_IN and self.renewals:
                self.renewals.forget(job.secret_file)
            raise
        except TimeoutError:
            raise Trouble(Code.TOO_SLOW) from None
        except ssl.SSLCertVerificationError as error:
            raise Trouble(Code.TLS, error.verify_message) from None
        except imaplib.IMAP4.error as error:
            raise Trouble(Code.PROTOCOL, str(error)) from None
        except OSError as error:
            raise Trouble(Code.REFUSED, error.strerror or "") from None

    def _visit(self, session: Session, job: Job, folder: str) -> Fetched:
        validity, following = session.select(folder)
        following = following or max(session.search("ALL"), default=0) + 1
        mark = _Mark.read(job.bookmark, validity=validity, following=following)
        waiting = mark.waiting(session)
        sizes = session.sizes(waiting[:BATCH]) if waiting else {}
        taken, until = 0, self.monotonic() + PATIENCE
        visited = 0
        for uid in waiting[:BATCH]:
            visited += 1
            if sizes.get(uid, 0) > self.limit:
                mark.oversize.append(uid)
            elif uid in sizes:
                taken += self._take(session, uid, job)
            mark.last = max(mark.last, uid)
            if self.monotonic() > until:
                break
        more = visited < len(waiting)
        if not more:
            mark.last = max(mark.last, mark.unread_until)
        remark = mark.remark(session)
        return Fetched(arrivals=taken, bookmark=mark.written(), more=more, remark=remark)

    def _take(self, session: Session, uid: int, job: Job) -> bool:
        content = session.content(uid)
        if content is None:
            return False
        try:
            self.door.accept(content, Circumstances(fetcher=FETCHER, source=job.name))
        except OSError as error:
            raise Trouble(Code.STORAGE, error.strerror or "") from error
        session.mark_seen(uid)
        return True


@dataclass(slots=True)
class _Mark:
    """How far a mailbox was read. Up to `unread_until` only mails that nobody has read are ours."""

    validity: int
    last: int
    unread_until: int
    oversize: list[int]

    @classmethod
    def read(cls, bookmark: Any, *, validity: int, following: int) -> _Mark:
        if bookmark.get("validity") != validity:
            return cls(validity, 0, max(0, following - 1), [])
        oversize = [int(uid) for uid in bookmark.get("oversize", [])]
        return cls(validity, int(bookmark.get("last", 0)), int(bookmark.get("unread_until", 0)), oversize)

    def waiting(self, session: Session) -> list[int]:
        found: list[int] = []
        if self.last < self.unread_until:
            found = session.search("UID", f"{self.last + 1}:{self.unread_until}", "UNSEEN")
        start = max(self.last, self.unread_until) + 1
        # `n:*` names the last mail even when its number is lower.
        return [*found, *(uid for uid in session.search("UID", f"{start}:*") if uid >= start)]

    def remark(self, session: Session) -> dict[str, str]:
        """What to tell of mails that are too large, for as long as they lie there unread."""
        if not self.oversize:
            return {}
        asked = ",".join(map(str, self.oversize))
        self.oversize = session.search("UID", asked, "UNSEEN")[-_MOST_OVERSIZE:]
        if not self.oversize:
            return {}
        return dict(Trouble(Code.OVERSIZE, ", ".join(f"UID {uid}" for uid in self.oversize)).facts)

    def written(self) -> dict[str, Any]:
        return {
            "validity": self.validity,
            "last": self.last,
            "unread_until": self.unread_until,
            "oversize": self.oversize,
        }


def _secret(file: str) -> str:
    """The password or token, read anew each time: tokens are renewed by others."""
    if not file:
        raise Trouble(Code.SECRET, "--password-file")
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(Code.SECRET, f"{file}: {getattr(error, 'strerror', '') or error}") from None
