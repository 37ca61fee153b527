"""Pure functions on German and English text. No Django, no network, nothing of ours but each other."""

from depesche.language.detection import detect

__all__ = ["detect"]
