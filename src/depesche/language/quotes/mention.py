"""A phrase for somebody, wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "role", "body", "pronoun", "thing"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase for somebody: tokens `first` to `last` of the sentence; `name` is a person's, `role` the noun for them.

    `label` is what to call an unnamed one ("Sprecher der Polizei"); `case` is "dative" where the article says so.
    """

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    name: str = ""
    role: str = ""
    label: str = ""
    gender: str = ""
    party: str = ""
    dative: bool = False
    indefinite: bool = False
