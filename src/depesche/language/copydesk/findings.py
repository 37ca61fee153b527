"""What the copy desk says: a place in the text, a message for the editor, and perhaps what to write instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in `text[start:end]`; offsets in characters.

    `suggestion` takes the place of `text[start:end]`; None where only the editor can tell. `rule` is the name of the
    rule, by which an editor's choice to ignore it can be kept; all rules on capital letters begin with "casing".
    """

    start: int
    end: int
    message: str
    suggestion: str | None
    rule: str
