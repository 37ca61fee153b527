"""The script of a theme: its ES modules joined into one.

Modules that import each other by name could not carry content hashes without an import map, which would have to
stand inline in every page, and each would cost readers a request. So they are joined in the order the theme gives:
imports between them fall away, exports become plain declarations. They share one scope and must not reuse names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_IMPORT = re.compile(r"^import\s[^;]*?from\s+\"\./[\w-]+\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|let|class)\s)", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*?.*?\*/)\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async function|function|const|let|class) +(\w+)", re.MULTILINE)


def with_text(name: str, text: str, module: bytes) -> bytes:
    """The module with a text of ours in front of it, as a constant: one request brings both."""
    return f"const {name} = {json.dumps(text)};\n".encode() + module


def join(modules: Iterable[str]) -> bytes:
    """One ES module out of many. Raises `ValueError` when two of them declare the same name."""
    bare = [_EXPORT.sub("", _IMPORT.sub("", module)) for module in modules]
    names = [name for module in bare for name in _DECLARED.findall(module)]
    if doubled := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"declared in two modules: {', '.join(sorted(doubled))}")
    return _INDENT.sub("", _COMMENT.sub("", "\n".join(bare))).encode()
