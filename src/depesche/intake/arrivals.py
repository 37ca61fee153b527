"""An arrival: what is known of a thing that came in before anybody has read it.

It is written beside the raw bytes as one small JSON file and is all the worker needs to read them, now or again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How something came.

    `received_at` is set when the road knows it (a mail server does, a file does not). `file_name` is a label for
    people and never names a file of ours. `mail_from` is None when there was no envelope, "" for the null
    reverse path of RFC 5321.
    """

    fetcher: str
    source: str = ""
    received_at: datetime | None = None
    mail_from: str | None = None
    rcpt_tos: tuple[str, ...] = ()
    peer: str = ""
    helo: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something whose `size` raw bytes are kept under `sha256` since `accepted_at`."""

    id: str
    accepted_at: datetime
    sha256: str
    size: int
    how: Circumstances = field(default_factory=lambda: Circumstances(fetcher="unknown"))

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=True, default=datetime.isoformat).encode("ascii")

    @classmethod
    def from_json(cls, content: bytes) -> Arrival:
        """The reverse of `to_json`. Raises ValueError when the content is no arrival."""
        try:
            facts = json.loads(content)
            how = facts.pop("how")
            received_at = how.pop("received_at")
            circumstances = Circumstances(
                **how | {"rcpt_tos": tuple(how["rcpt_tos"])},
                received_at=datetime.fromisoformat(received_at) if received_at else None,
            )
            return cls(**facts | {"accepted_at": datetime.fromisoformat(facts["accepted_at"])}, how=circumstances)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not an arrival: {error}") from error
