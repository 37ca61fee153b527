"""The copy desk's messages, in the editor's language."""

from __future__ import annotations

_MESSAGES = {
    "casing.noun": (
        "„{word}“ ist hier wohl ein Substantiv: {suggestion}",
        "“{word}” is a noun here, it seems: {suggestion}",
    ),
    "casing.name": ("„{word}“ ist wohl ein Name: {suggestion}", "“{word}” is a name, it seems: {suggestion}"),
    "casing.start": (
        "Eine Überschrift beginnt mit einem Großbuchstaben: {suggestion}",
        "A headline begins with a capital letter: {suggestion}",
    ),
    "casing.body": ("Der Artikel schreibt „{suggestion}“.", "The article has “{suggestion}”."),
    "casing.archive": ("Das Archiv schreibt „{suggestion}“.", "The archive has “{suggestion}”."),
    "caps": ("Großbuchstaben wirken wie Geschrei.", "Capital letters read as shouting."),
    "length.headline": (
        "Die Überschrift ist mit {count} Zeichen lang; bis {most} passt sie in Listen.",
        "The headline has {count} characters; up to {most} fit lists.",
    ),
    "length.lead": (
        "Der Vorspann ist mit {count} Zeichen lang; bis {most} liest er sich in einem Blick.",
        "The lead has {count} characters; up to {most} are read at a glance.",
    ),
    "clickbait": (
        "Das verspricht mehr, als es sagt: Was ist die Nachricht?",
        "This promises more than it says: what is the news?",
    ),
    "space.before": ("Vor „{word}“ steht kein Leerzeichen.", "No space before “{word}”."),
    "space.after": ("Nach dem Punkt fehlt ein Leerzeichen.", "A space is missing after the full stop."),
    "space.double": ("Zwei Leerzeichen.", "Two spaces."),
    "double.word": ("„{word}“ steht doppelt da.", "“{word}” stands twice."),
    "double.punctuation": ("Doppeltes Satzzeichen.", "Punctuation stands twice."),
    "dash": ("Hier steht ein Gedankenstrich: –", "A dash belongs here: –"),
    "quotes": ("Anführungszeichen: {pair}", "Quotation marks: {pair}"),
}


def message(rule: str, lang: str, **values: object) -> str:
    """The message of a rule in German, or in English when `lang` is "en"."""
    german, english = _MESSAGES[rule]
    return (english if lang == "en" else german).format(**values)
