"""Who is named where: people, roles, bodies and pronouns in a sentence, as phrases with their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from depesche.language.quotes.given_names import gender_of, is_given_name
from depesche.language.quotes.roles import PARTIES, TITLES, gender_of_role, is_body, is_role
from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

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


_NOMINATIVE = {
    "der": "m", "die": "f", "das": "n", "ein": "m", "eine": "f", "dieser": "m", "diese": "f", "jener": "m",
    "sein": "m", "seine": "f", "ihr": "m", "ihre": "f", "kein": "m", "unser": "m", "mehrere": "p", "viele": "p",
    "einige": "p", "zwei": "p", "beide": "p", "alle": "p", "manche": "p",
}  # fmt: skip
_DATIVE = word_set(
    """dem den einem einen einer diesem diesen seinem seiner ihrem ihrer unserer des eines vom zum zur im am beim"""
)
_PREPOSITIONS = word_set(
    """in im am an auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit trotz über um unter von
    vom vor wegen während zu zum zur zwischen gegenüber laut zufolge gemäß ab außer entlang statt innerhalb
    außerhalb aufgrund angesichts infolge seitens per pro via"""
)
_PUBLISHERS = (
    "zeitung",
    "magazin",
    "sender",
    "blatt",
    "zeitschrift",
    "portal",
    "agentur",
    "gruppe",
    "initiative",
    "verein",
    "bündnis",
)
_LINKS = word_set("der des von vom für beim im bei aus eines einer")
_INDEFINITE = word_set("ein eine einen einem einer mehrere viele einige zwei beide alle manche")
_PRONOUNS = {"er": "m", "sie": "f", "es": "n"}
_NEVER_NAMES = word_set(
    """Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Februar März April Mai Juni
    Juli August September Oktober November Dezember Uhr Euro Prozent Jahr Jahre Jahren Woche Tag Tage Morgen
    Mittag Abend Nacht Mitte Anfang Ende Dass Wenn Weil Aber Und Oder Doch Denn Auch Nur Noch Schon Dabei
    Damit Dazu Daher Deshalb Dort Hier Heute Gestern Nun So Wie Was Wer Wo Warum Als Ob Zudem Außerdem
    Allerdings Jedoch Zuvor Danach Laut Nach Mit Für In Im Am An Auf Aus Bei Bis Durch Gegen Ohne Seit Über Um
    Unter Von Vom Vor Wegen Zu Zum Zur Zwischen Das Die Der Den Dem Des Ein Eine Einen Einem Einer Es Er Sie
    Wir Ich Ihr Man Dies Diese Dieser Dieses Jetzt Bereits Insgesamt Zwar Nicht Kein Keine Mehr Viele Alle
    Beide Ja Nein Ebenso Weiter Angaben Worten Ansicht Meinung Einschätzung Auffassung Bericht Berichten
    Informationen Hintergrund Grund Anschluss Gespräch Interview Mitteilung Pressekonferenz Rede Frage Antwort
    Nachmittag Vormittag Donnerstagabend Folge Ziel Situation Lage Thema Bislang Zunächst Schließlich Später
    Trotz Während Nachdem Bevor Sobald Angesichts Derzeit Mittlerweile Inzwischen Dagegen Anschließend
    Zugleich Gleichzeitig Weiterhin Weiter Ferner Abschließend Grundsätzlich Tatsächlich Natürlich Offenbar
    Vermutlich Wahrscheinlich Eigentlich Immerhin Erst Erstmals Zuletzt Kürzlich Bisher Seitdem Somit Also
    Sogar Selbst Gerade Besonders Darüber Daraufhin Dementsprechend Einerseits Andererseits Genau Ähnlich
    Anders Leider Vielleicht Manche Einige Mehrere Stellung Kritik Bezug Auskunft Hingegen Vielmehr
    Stattdessen Sollte Hat Ist Sei Wird War Haben Sind Werden Können Müssen Wichtig Entscheidend Klar
    Unterdessen"""
)
_ROLE_LIKE = (
    "erin", "ler", "ner", "ter", "ender", "ende", "ist", "istin", "ent", "entin", "ant", "antin", "ändin", "eur",
    "eurin", "ier", "or", "orin", "är", "ärin", "mann", "frau", "chef", "in",
)  # fmt: skip
_PARTICLES = word_set("von van de der den zu zur di da del della la le el al bin ibn ter dos du af ten ben")
_ADJECTIVE_NAMES = (
    "deutsche", "europäische", "vereinigte", "grüne", "rote", "bayerische", "norddeutsche", "evangelische",
    "katholische", "schweizer", "britische", "weiße", "internationale", "freie", "süddeutsche", "frankfurter",
    "berliner", "kieler", "hamburger",
)  # fmt: skip


def mentions_in(tokens: Sequence[Token]) -> list[Mention]:
    """The mentions of one German sentence from left to right; phrases in the dative or genitive are marked as such."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _mention_at(tokens, at)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = max(mention.last, at) + 1
    return found


def _mention_at(tokens: Sequence[Token], at: int) -> Mention | None:
    token = tokens[at]
    if token.kind != "word":
        return None
    word = token.lower
    if word in _PRONOUNS:
        return _pronoun(tokens, at)
    if word in _NOMINATIVE or word in _DATIVE:
        return _with_article(tokens, at)
    if token.capital and (token.text not in _NEVER_NAMES):
        return _without_article(tokens, at)
    return None


def _pronoun(tokens: Sequence[Token], at: int) -> Mention:
    token = tokens[at]
    gender = _PRONOUNS[token.lower]
    return Mention("pronoun", at, at, token.start, token.end, gender=gender, label=token.lower)


def _with_article(tokens: Sequence[Token], at: int) -> Mention | None:
    article = tokens[at].lower
    noun = at + 1
    while noun < len(tokens) and noun - at < 5 and _is_attribute(tokens, noun):
        noun += 1
    if noun >= len(tokens) or not (tokens[noun].capital or _is_aged(tokens, noun)):
        if noun < len(tokens) and tokens[noun].kind == "quote" and noun == at + 1:
            return Mention("thing", at, noun, tokens[at].start, tokens[noun].end, dative=article in _DATIVE)
        return None
    run = _run(tokens, noun)
    mention = _called(tokens, _classified(tokens, at, noun, run, article))
    dative = article in _DATIVE or _after_preposition(tokens, at) or (article == "der" and _is_genitive(tokens, at))
    return replace(mention, dative=dative, indefinite=article in _INDEFINITE)


def _called(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "die Zeitung „Ostsee-Kurier“" goes by its name."""
    at = mention.last + 1
    if mention.kind not in ("body", "thing") or at >= len(tokens) or tokens[at].kind != "quote":
        return mention
    name = tokens[at].text.strip("„“”»«\"‚‘’›‹' ")
    if len(name.split()) > 4 or not mention.label.lower().endswith(_PUBLISHERS):
        return mention
    return replace(mention, kind="body", label=name, last=at, end=tokens[at].end)


def _is_genitive(tokens: Sequence[Token], at: int) -> bool:
    """ "am Rande der Messe", but not "sagte am Montag der Minister" nor "erklärte in Kiel der Minister"."""
    before = tokens[at - 1] if at else None
    if before is None or not before.capital or before.text in _NEVER_NAMES:
        return False
    return at < 2 or tokens[at - 2].lower not in ("in", "aus", "bei", "vor")


def _is_attribute(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind == "number":
        return True
    if token.kind != "word" or token.capital:
        return False
    if token.lower in _PREPOSITIONS or token.lower in _NOMINATIVE or token.lower in _DATIVE:
        return False
    return token.text.endswith(("e", "en", "er", "em", "es"))


def _is_aged(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind == "word" and tokens[at].text[0].isdigit()


def _run(tokens: Sequence[Token], first: int) -> int:
    """The last of the capitalised words that begin at `first`, with small particles inside names."""
    last = at = first
    while at + 1 < len(tokens) and at - first < 7:
        following = tokens[at + 1]
        if following.kind == "word" and following.capital and following.text not in _NEVER_NAMES:
            last = at = at + 1
        elif (following.text == "." and (tokens[at].text in TITLES or (len(tokens[at].text) == 1 and at > first))) or (
            following.lower in _PARTICLES and _in_name(tokens, first, at + 1)
        ):
            at += 1
        else:
            break
    return last


def _in_name(tokens: Sequence[Token], first: int, at: int) -> bool:
    """True for the "von der" of a name: a given name or a title before, a capitalised word behind."""
    end = at
    while end < len(tokens) and tokens[end].lower in _PARTICLES and end - at < 3:
        end += 1
    before = next((tokens[i] for i in range(at - 1, first - 1, -1) if tokens[i].lower not in _PARTICLES), None)
    named = before is not None and (is_given_name(before.text) or before.text in TITLES)
    return named and end < len(tokens) and tokens[end].capital


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.text for token in tokens[first : last + 1] if token.kind in ("word", "number")]


def _classified(tokens: Sequence[Token], at: int, noun: int, run: int, article: str) -> Mention:
    last = run
    words = _words(tokens, noun, last)
    if article in ("des", "eines") and len(words) == 1:
        words = [_nominative(words[0])]
    gender = _NOMINATIVE.get(article, "")
    name = _name_in(words, with_article=True)
    base = Mention("thing", at, last, tokens[at].start, tokens[last].end, label=" ".join(words), gender=gender)
    head = words[0]
    if name:
        role = head if words[0] != name.split()[0] else ""
        return _with_party(
            tokens, replace(base, kind="person", name=name, role=role, gender=_gender(name, role, gender))
        )
    if is_role(head) or _is_aged(tokens, noun):
        last = _complement(tokens, last)
        label = " ".join([*words, *_text_of(tokens, run + 1, last)])
        gender = _role_gender(article, head, gender)
        mention = replace(base, kind="role", role=head, label=label, last=last, end=tokens[last].end, gender=gender)
        return _apposition(tokens, _second_role(tokens, _with_party(tokens, mention)))
    if is_body(words[-1]) or is_body(head) or head.lower().startswith(_ADJECTIVE_NAMES) or head.isupper():
        last = _complement(tokens, last)
        label = " ".join([*words, *_text_of(tokens, run + 1, last)])
        return replace(base, kind="body", last=last, end=tokens[last].end, label=label)
    return base


def _role_gender(article: str, head: str, gender: str) -> str:
    """ "die Vorsitzende" is a woman, "die Minister" are several, "der Vorsitzende" is a man."""
    if article in ("die", "diese"):
        return "f" if gender_of_role(head) == "f" or head.endswith("e") else "p"
    return gender if gender in ("m", "f") else gender_of_role(head)


def _nominative(noun: str) -> str:
    """ "Mietervereins" -> "Mieterverein", "Verbandes" -> "Verband"."""
    if noun.endswith("kreisen"):
        return noun[:-1]
    if noun.endswith(("des", "tes", "fes", "ses", "bes")):
        return noun[:-2]
    return noun.removesuffix("s")


def _without_article(tokens: Sequence[Token], at: int) -> Mention | None:
    last = _run(tokens, at)
    words = _words(tokens, at, last)
    base = Mention("thing", at, last, tokens[at].start, tokens[last].end, label=" ".join(words))
    base = replace(base, dative=_after_preposition(tokens, at))
    if words[0].endswith("kreisen"):
        return replace(base, kind="body", label=_nominative(words[0]))
    name = _name_in(words, with_article=False)
    head = words[0]
    if name:
        role = head if head != name.split()[0] else ""
        mention = replace(base, kind="person", name=name, role=role, gender=_gender(name, role, ""))
        return _with_party(tokens, _apposed_role(tokens, mention))
    if is_role(head):
        last = _complement(tokens, last)
        label = " ".join(_text_of(tokens, at, last))
        gender = "p" if last == at else gender_of_role(head)
        mention = replace(base, kind="role", role=head, label=label, last=last, gender=gender, indefinite=True)
        mention = replace(mention, end=tokens[last].end)
        return _apposition(tokens, _second_role(tokens, _with_party(tokens, mention)))
    if is_body(head) or is_body(words[-1]) or words[0].isupper():
        return replace(base, kind="body")
    return base


def _name_in(words: Sequence[str], *, with_article: bool) -> str:
    """The name of a person at the end of a run of capitalised words, or "" when there is none."""
    rest = list(words)
    titled = False
    while rest and (rest[0] in TITLES or rest[0] == "."):
        rest.pop(0)
        titled = True
    for place, word in enumerate(rest):
        if is_given_name(word) and (place + 1 < len(rest) or titled):
            return " ".join(rest[place : place + 5])
    if titled and rest:
        return " ".join(rest)
    place = 0
    while place < len(rest) and _leads(rest, place) and not is_given_name(rest[place]):
        place += 1
    name = rest[place:]
    if not name or any(is_body(word) for word in name):
        return ""
    if place and len(name) <= 4:
        return " ".join(name) if not (len(name) == 1 and name[0] in PARTIES) else ""
    if not with_article and 2 <= len(name) <= 4 and not name[0].lower().startswith(_ADJECTIVE_NAMES):
        return " ".join(name)
    return ""


def _leads(words: Sequence[str], place: int) -> bool:
    """A role before a name: one that is known, or one that looks like it with a whole name behind."""
    word = words[place]
    if len(words) - place < 3:
        return is_role(word)
    short = word.isupper() and len(word) <= 4
    return is_role(word) or short or (len(word) > 6 and word.endswith(_ROLE_LIKE))


def _gender(name: str, role: str, article: str) -> str:
    known = gender_of(name.split(maxsplit=1)[0])
    return known or (gender_of_role(role) if role else article)


def _text_of(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.text for token in tokens[first : last + 1]]


def _complement(tokens: Sequence[Token], last: int) -> int:
    """The end of "Sprecher der Polizei", "Vorsitzende des Deutschen Städtetags", "Sprecherin von Siemens"."""
    for _ in range(2):
        at = last + 1
        if at >= len(tokens) or tokens[at].lower not in _LINKS:
            break
        if tokens[at].lower == "für" and at + 1 < len(tokens) and tokens[at + 1].lower in ("den", "die", "das"):
            at += 1
        noun = at + 1
        while noun < len(tokens) and noun - at < 4 and _is_attribute(tokens, noun):
            noun += 1
        if noun < len(tokens) and tokens[noun].kind == "quote" and noun == at + 1:
            last = noun
            continue
        if noun >= len(tokens) or not tokens[noun].capital or tokens[noun].text in _NEVER_NAMES:
            break
        end = _run(tokens, noun)
        named = next((i for i in range(noun + 1, end) if is_given_name(tokens[i].text)), 0)
        if named:
            return named - 1
        if _name_in(_words(tokens, noun, end), with_article=True) and tokens[at].lower in ("der", "die"):
            break
        last = end
    return last


def _with_party(tokens: Sequence[Token], mention: Mention) -> Mention:
    """Takes "(SPD)", "(45)" and "(FC Kiel)" behind the phrase into it."""
    at = mention.last + 1
    if at + 2 < len(tokens) and tokens[at].text == "(":
        close = next((i for i in range(at + 1, min(at + 7, len(tokens))) if tokens[i].text == ")"), 0)
        if close:
            inside = " ".join(_text_of(tokens, at + 1, close - 1))
            return replace(mention, last=close, party=inside)
    return mention


def _second_role(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "ihr Vater und Trainer Bernd Lang" is one person."""
    at = mention.last + 1
    if at + 2 < len(tokens) and tokens[at].lower == "und" and tokens[at + 1].capital and is_role(tokens[at + 1].text):
        last = _run(tokens, at + 1)
        name = _name_in(_words(tokens, at + 1, last), with_article=False)
        if name and mention.gender != "p":
            gender = _gender(name, mention.role, mention.gender)
            return replace(mention, kind="person", name=name, last=last, end=tokens[last].end, gender=gender)
    return mention


def _apposition(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "der Sprecher der Polizei, Max Meier," and "der Sprecher der Polizei Max Meier" name him."""
    at = mention.last + 1
    if at < len(tokens) and tokens[at].capital and is_given_name(tokens[at].text):
        last = _run(tokens, at)
        name = _name_in(_words(tokens, at, last), with_article=False)
        if name:
            gender = _gender(name, mention.role, mention.gender)
            return replace(mention, kind="person", name=name, last=last, end=tokens[last].end, gender=gender)
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].capital:
        last = _run(tokens, at + 1)
        words = _words(tokens, at + 1, last)
        name = _name_in(words, with_article=False)
        closed = last + 1 >= len(tokens) or tokens[last + 1].kind == "mark"
        if name and closed and words[0] not in PARTIES and (len(words) > 1):
            named = replace(mention, kind="person", name=name, gender=_gender(name, mention.role, mention.gender))
            return _with_party(tokens, replace(named, last=last, start=tokens[at + 1].start, end=tokens[last].end))
    return mention


def _apposed_role(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "Max Meier, Sprecher der Polizei," tells what he is."""
    at = mention.last + 1
    if at + 1 < len(tokens) and tokens[at].text == ",":
        noun = at + 2 if tokens[at + 1].lower in _NOMINATIVE and at + 2 < len(tokens) else at + 1
        if noun < len(tokens) and tokens[noun].capital and is_role(tokens[noun].text):
            last = _complement(tokens, noun)
            if last + 1 >= len(tokens) or tokens[last + 1].kind == "mark":
                role = mention.role or tokens[noun].text
                return replace(mention, role=role, last=last, gender=mention.gender or gender_of_role(role))
    return mention


def _after_preposition(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].lower in _PREPOSITIONS
