"""Which archive a newsroom has: a folder of this machine, or tables in its PostgreSQL for several web machines."""

from __future__ import annotations

from depesche.archive.answering import Archive
from depesche.archive.index import Index
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config


def open_index(config: Config, *, clock: Clock = utc_now) -> Archive:
    """The archive that the configuration names. Nothing is read or made before it is used.

    Raises `ConfigError` when the extra `postgres` is missing.
    """
    if config.is_archive_shared:
        from depesche.archive.shared import SharedIndex

        return SharedIndex(config.database_url, language=config.language, clock=clock)
    return Index(config.home / "archive", language=config.language, clock=clock)
