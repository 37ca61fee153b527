"""The documents of the archive's unit tests serve here too."""

from tests.unit.archive.conftest import write

__all__ = ["write"]
