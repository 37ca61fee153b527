"""What every content store can do, whether it is a folder or a bucket."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mark:
    """Tells one state of a stored file from another. `size` is in bytes, of the content as it is."""

    tag: Hashable
    size: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A file with its encoded variants (content coding -> bytes), read together."""

    content: bytes
    mark: Mark
    variants: Mapping[str, bytes] = field(default_factory=dict)


class Store(Protocol):
    """Baked pages, pictures and assets by name. Every method raises `InvalidName` for a name that is none."""

    @property
    def generation(self) -> int:
        """Rises after every change that this machine's processes made; what was read at the same number is fresh."""
        ...

    def put(self, name: str, content: bytes) -> bool:
        """Store content durably under a name; False when it was there already. Raises `OSError`."""
        ...

    def put_all(self, files: Mapping[str, bytes]) -> list[str]:
        """Store several files with fewer syncs than one `put` each; returns the names that changed."""
        ...

    def get(self, name: str) -> bytes | None: ...

    def delete(self, name: str) -> bool:
        """Remove a name and its variants durably; False when there was nothing."""
        ...

    def names(self, prefix: str = "") -> Iterator[str]:
        """All names that start with `prefix`, in no particular order."""
        ...

    def mark(self, name: str) -> Mark | None:
        """The present state of a name, cheaply; None when there is nothing."""
        ...

    def load(self, name: str) -> Stored | None:
        """Content, variants and mark."""
        ...

    def chunks(self, name: str, *, size: int = 262_144) -> Iterator[bytes]:
        """The content in pieces, all from one state of the file. Raises `FileNotFoundError`."""
        ...
