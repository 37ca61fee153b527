"""Tells a damaged index from a program's mistake.

tantivy reports broken or missing files as ValueError or OSError, and where a check is missing its Rust code panics:
PyO3 then raises a PanicException, which is no Exception and cannot be imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class DamagedError(OSError):
    """The index on disk cannot be read or written; the message says what tantivy said."""


@contextmanager
def damage_as_error() -> Iterator[None]:
    """Turn what tantivy raises on broken files into `DamagedError`."""
    try:
        yield
    except DamagedError:
        raise
    except (ValueError, OSError) as error:
        raise DamagedError(_short(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedError(_short(error)) from error


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
