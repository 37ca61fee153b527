"""German grammar around a noun: articles with their case, adjectives, prepositions, genitives."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

NOMINATIVE = {
    "der": "m", "die": "f", "das": "n", "ein": "m", "eine": "f", "dieser": "m", "diese": "f", "jener": "m",
    "sein": "m", "seine": "f", "ihr": "m", "ihre": "f", "kein": "m", "unser": "m", "mehrere": "p", "viele": "p",
    "einige": "p", "zwei": "p", "beide": "p", "alle": "p", "manche": "p",
}  # fmt: skip
DATIVE = word_set(
    """dem den einem einen einer diesem diesen seinem seiner ihrem ihrer unserer des eines vom zum zur im am beim"""
)
_PREPOSITIONS = word_set(
    """in im am an auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit trotz über um unter von
    vom vor wegen während zu zum zur zwischen gegenüber laut zufolge gemäß ab außer entlang statt innerhalb
    außerhalb aufgrund angesichts infolge seitens per pro via"""
)
NEVER_NAMES = word_set(
    """Sowohl Weder Entweder Obwohl Falls Sofern Seitens Innerhalb Außerhalb Aufgrund Dank Jede Jeder Jedes
    Solche Solcher Welche Keiner Niemand Jemand Etwas Alles Nichts Hierzu Hierbei Hinzu Vergangenen Vergangene
    Kommende Nächste Letzte Erste Zweite Dritte Ersten Gegenüber Insbesondere Nachdem Seitdem Sobald Solange
    Sodass Sonst Statt Teil Teils Trotzdem Umso Vorerst Wann Weitere Weiteren Wieder Wohin Womit Zumal Montag
    Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Februar März April Mai Juni Juli
    August September Oktober November Dezember Uhr Euro Prozent Jahr Jahre Jahren Woche Tag Tage Morgen Mittag
    Abend Nacht Mitte Anfang Ende Dass Wenn Weil Aber Und Oder Doch Denn Auch Nur Noch Schon Dabei Damit Dazu
    Daher Deshalb Dort Hier Heute Gestern Nun So Wie Was Wer Wo Warum Als Ob Zudem Außerdem Allerdings Jedoch
    Zuvor Danach Laut Nach Mit Für In Im Am An Auf Aus Bei Bis Durch Gegen Ohne Seit Über Um Unter Von Vom Vor
    Wegen Zu Zum Zur Zwischen Das Die Der Den Dem Des Ein Eine Einen Einem Einer Es Er Sie Wir Ich Ihr Man
    Dies Diese Dieser Dieses Jetzt Bereits Insgesamt Zwar Nicht Kein Keine Mehr Viele Alle Beide Ja Nein
    Ebenso Weiter Angaben Worten Ansicht Meinung Einschätzung Auffassung Bericht Berichten Informationen
    Hintergrund Grund Anschluss Gespräch Interview Mitteilung Pressekonferenz Rede Frage Antwort Nachmittag
    Vormittag Donnerstagabend Folge Ziel Situation Lage Thema Bislang Zunächst Schließlich Später Trotz
    Während Nachdem Bevor Sobald Angesichts Derzeit Mittlerweile Inzwischen Dagegen Anschließend Zugleich
    Gleichzeitig Weiterhin Weiter Ferner Abschließend Grundsätzlich Tatsächlich Natürlich Offenbar Vermutlich
    Wahrscheinlich Eigentlich Immerhin Erst Erstmals Zuletzt Kürzlich Bisher Seitdem Somit Also Sogar Selbst
    Gerade Besonders Darüber Daraufhin Dementsprechend Einerseits Andererseits Genau Ähnlich Anders Leider
    Vielleicht Manche Einige Mehrere Stellung Kritik Bezug Auskunft Hingegen Vielmehr Stattdessen Sollte Hat
    Ist Sei Wird War Haben Sind Werden Können Müssen Wichtig Entscheidend Klar Unterdessen"""
)


def is_attribute(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind == "number":
        return True
    if token.kind != "word" or token.capital:
        return False
    if token.lower in _PREPOSITIONS or token.lower in NOMINATIVE or token.lower in DATIVE:
        return False
    return token.text.endswith(("e", "en", "er", "em", "es"))


def is_genitive(tokens: Sequence[Token], at: int) -> bool:
    """ "am Rande der Messe", but not "sagte am Montag der Minister" nor "erklärte in Kiel der Minister"."""
    before = tokens[at - 1] if at else None
    if before is None or not before.capital or before.text in NEVER_NAMES:
        return False
    return at < 2 or tokens[at - 2].lower not in ("in", "aus", "bei", "vor")


def after_preposition(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].lower in _PREPOSITIONS


def is_aged(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind == "word" and tokens[at].text[0].isdigit()


def text_of(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.text for token in tokens[first : last + 1]]


def is_function_word(word: str) -> bool:
    """Articles and prepositions, in small letters."""
    return word in NOMINATIVE or word in DATIVE or word in _PREPOSITIONS
