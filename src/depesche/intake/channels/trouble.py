"""What can go wrong on the way, as a code with details; `intake.channels.wording` has the sentence for people.

Codes are kept in the database and translated when they are shown, so that each editor reads them in their language.
"""

from __future__ import annotations

from depesche.kit.trouble import Code, Trouble

__all__ = ["Code", "Trouble"]
