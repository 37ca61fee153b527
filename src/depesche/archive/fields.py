"""What the index holds of an article, field by field, whether it lies in a folder or in PostgreSQL.

`TEXT` holds one token for each word of headline and body, in order, so that phrases can be found; `HEADLINE` holds
those of the headline once more; `PARTS` holds what compounds are made of; `WRITTEN` holds each spelling once, for
typing errors; `TELLING` holds the words by which related articles are found, and `WEIGHTS` what each of them weighs;
`LEVELS` says how much each word counts in a search. All of them come from the language room: no index analyses.
"""

from __future__ import annotations

VERSION = 3
"""Raised whenever the fields or their tokens change; an index of another version is built anew."""

PATH, HEADLINE, TEXT, PARTS, WRITTEN, TELLING = "path", "headline", "text", "parts", "written", "telling"
SECTION, TOPIC, AUTHOR, SERIES = "section", "topic", "author", "series"
LANGUAGE, ORDER = "language", "order"
CARD, SOURCE, TRIGRAMS, WEIGHTS, LEVELS = "card", "source", "trigrams", "weights", "levels"

NAMED = (SECTION, TOPIC, AUTHOR, SERIES, LANGUAGE)
"""Fields that hold names as they are."""
WORDS = (HEADLINE, TEXT, PARTS, WRITTEN, TELLING)
"""Fields that hold tokens."""
STORED = (PATH, SECTION, TOPIC, SERIES, LANGUAGE, CARD, SOURCE, TRIGRAMS, WEIGHTS, LEVELS)
"""Fields that can be read back."""
