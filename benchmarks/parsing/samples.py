"""Our sample mails, feeds and wires, as bytes."""

from __future__ import annotations

from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "tests/samples"
_EXPECTED = (".expected.json", ".md", ".py", ".gitattributes")


def mails() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((SAMPLES / "mails").glob("*.eml"))}


def others() -> dict[str, bytes]:
    """Feeds and wires."""
    return {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in ("feeds", "wires")
        for path in sorted((SAMPLES / folder).iterdir())
        if path.is_file() and not path.name.endswith(_EXPECTED)
    }
