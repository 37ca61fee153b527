"""What keeps every command from its work, home or database, as one line that names the setting and what to do."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from depesche.kit.config import Config

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def line(error: Exception, config: Config) -> str | None:
    """The line for whoever started the command; None for an error that is nobody's setting, but a fault of ours."""
    if isinstance(error, OSError):
        return _about_home(error, config.home)
    # Whoever has not loaded Django has no error of its.
    django = sys.modules.get("django.db.utils")
    if django is not None and isinstance(error, django.OperationalError):
        return _about_database(str(error), config)
    return None


def _about_home(error: OSError, home: Path) -> str | None:
    if error.errno in _FULL:
        return f"DEPESCHE_HOME: no room is left on the disk of {home}; make room there"
    if not isinstance(error.filename, str) or not _concerns(error, Path(error.filename), home):
        return None
    return (
        f"DEPESCHE_HOME: {home} cannot be used as home: {error.filename}: {error.strerror}; "
        "set it to a folder in which the account that runs Depesche may write"
    )


def _concerns(error: OSError, path: Path, home: Path) -> bool:
    """Whether the home itself cannot be made or used. A file that is missing within it is another matter."""
    for place in (home, home.absolute(), home.resolve()):
        if place.is_relative_to(path) or (path.is_relative_to(place) and error.errno in _FORBIDDEN):
            return True
    return False


def _about_database(said: str, config: Config) -> str:
    reason = next(iter(said.splitlines()), "") or "it does not answer"
    if "no such table" in said or "no such column" in said:
        return f"the database is not up to date ({reason}); run `depesche migrate`"
    if config.database_url:
        return f"DEPESCHE_DATABASE_URL: the database cannot be used: {reason}; check the address and that it runs"
    return f"DEPESCHE_HOME: {config.database_file} cannot be used: {reason}; `depesche check` says more"
