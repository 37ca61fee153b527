"""Embargo lines, as press offices write them, read the way a careful editor reads them.

`parse` answers `until` only when the line names one instant beyond doubt; wherever an editor would pick up the
telephone it answers `ask`. It never names an instant earlier than the one that was meant.
"""

from depesche.language.embargo.reading import Embargo, parse

__all__ = ["Embargo", "parse"]
