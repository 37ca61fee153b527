"""Nouns for people and for those who speak as one: ministers, neighbours, the police, a company."""

from __future__ import annotations

import re
from functools import lru_cache

from depesche.language.word_sets import word_set

_ROLE_ENDS = (
    r"minister|rentner|präsident|praesident|kanzler|sprecher|chef|vorsitzende[rnms]?|vorsitz|leiter|meister|direktor"
    r"|politiker"
    r"|expert(?:e|en|in|innen)|forscher|trainer|coach|anwalt|anwält(?:e|in)|richter|professor|kommissar"
    r"|kommissär|beauftragte[rnms]?"
    r"|sekretär|rat|rät(?:e|in)|abgeordnete[rnms]?|senator|gouverneur|könig|papst|bischof|bischöfin|pfarrer"
    r"|pastor|arzt"
    r"|ärzt(?:e|in)|mediziner|wissenschaftler|autor|regisseur|schauspieler|sänger|musiker|spieler|kapitän|manager"
    r"|unternehmer|inhaber|besitzer|bewohner|anwohner|nachbar|zeug(?:e|in|en)|opfer|mutter|vater|bruder"
    r"|schwester|tochter|sohn"
    r"|eltern|ehefrau|ehemann|witwe|witwer|mann|frau|leute|fahrer|lehrer|schüler|student(?:en|in)?"
    r"|studierende[rn]?|analyst(?:en)?"
    r"|ökonom(?:en)?|historiker|journalist(?:en)?|redakteur|moderator|kommandeur|kommandant|general|offizier"
    r"|oberst|admiral"
    r"|botschafter|diplomat(?:en)?|berater|gründer|kandidat(?:en)?|führer|gewerkschafter|aktivist(?:en)?"
    r"|vorstand|vertreter|mitglied(?:er)?"
    r"|verteidiger|ermittler|polizist(?:en)?|beamte[rn]?|beamtin|intendant|kurator|künstler|züchter|landwirt"
    r"|bauer|bäuerin"
    r"|meteorolog(?:e|en)|\w{2,}log(?:e|en)|\w{3,}iker|koordinator|kritiker|gegner|befürworter|verbandschef"
    r"|obmann|obfrau|wirt"
    r"|händler|verkäufer|kunde|kunden|patient(?:en)?|pfleger|schwimmer|läufer|fußballer|stürmer|torwart"
    r"|torhüter|verteidigung|schiedsrichter"
    r"|jurist(?:en)?|notar|gutachter|sachverständige[rn]?|chefin|verwalter|verwaltungschef|dezernent"
    r"|referent(?:en)?|assistent(?:en)?"
    r"|hersteller|züchter|fischer|jäger|förster|imker|winzer|bäcker|koch|köchin|friseur|mieter|vermieter"
    r"|passagier|pilot(?:en)?"
    r"|angeklagte[rn]?|beschuldigte[rn]?|verdächtige[rn]?|verletzte[rn]?|jährige[rn]?|ältere[rn]?"
    r"|jugendliche[rn]?|betroffene[rn]?"
    r"|angehörige[rn]?|beteiligte[rn]?|verantwortliche[rn]?|organisator(?:en)?|veranstalter|teilnehmer"
    r"|demonstrant(?:en)?|besucher"
    r"|schriftsteller|dichter|philosoph(?:en)?|theolog(?:e|en)|prinz|prinzessin|königin|kaiser|herzog|graf"
    r"|gräfin|fürst|baron"
    r"|sozialdemokrat(?:en)?|christdemokrat(?:en)?|liberale[rn]?|republikaner|demokrat(?:en)?|linke[rn]?"
    r"|konservative[rn]?|grüne[rn]?|amtsinhaber"
    r"|amtskollege|kolleg(?:e|in|en)|nachfolger|vorgänger|stellvertreter|vize|ex-\w+|premier|gesandte[rn]?"
    r"|unterhändler"
    r"|milliardär|millionär|investor(?:en)?|aktionär|banker|designer|architekt(?:en)?|ingenieur|entwickler"
    r"|programmierer|fotograf(?:en)?|maler"
    r"|komponist(?:en)?|dirigent(?:en)?|pianist(?:en)?|rapper|star|weltmeister|olympiasieger|siegerin|sieger"
    r"|rekordhalter|astronaut(?:en)?|seelsorger|mönch"
    r"|imam|rabbiner|kardinal|nonne|diakon|küster|soldat(?:en)?|matrose|feuerwehrmann|retter|sanitäter|helfer"
    r"|betreiber|bürger|chronist"
)
_ROLE = re.compile(rf"(?:.*(?:{_ROLE_ENDS})(?:in|innen|s|n|en)?)$", re.IGNORECASE)
_NOT_ROLES = word_set(
    """vorrat heirat monat apparat automat senat format zitat rat. bundesrat stadtrat gemeinderat kreisrat
    europarat verwaltungsrat aufsichtsrat betriebsrat beirat rundfunkrat sicherheitsrat landrat. attentat
    resultat mandat diktat nachbarschaft general-anzeiger star dialog katalog monolog zoll vorstand fabrik
    republik politik kritik technik klinik"""
)

BODIES = word_set(
    """polizei feuerwehr staatsanwaltschaft regierung bundesregierung landesregierung stadtverwaltung verwaltung
    kreisverwaltung behörde behörden ministerium innenministerium außenministerium unternehmen konzern firma
    gesellschaft verband verein stadt kreis gemeinde land landkreis gericht landgericht amtsgericht
    bundesgerichtshof partei fraktion union opposition koalition gewerkschaft agentur zeitung zeitschrift
    sender magazin blatt nachrichtenagentur organisation kommission parlament senat bundesrat stadtrat
    gemeinderat bundestag universität hochschule klinik krankenhaus institut bank börse kirche bistum armee
    militär bundeswehr marine luftwaffe bundespolizei bahn post hersteller betreiber veranstalter stiftung
    initiative bündnis verbraucherzentrale leitung führung geschäftsführung klub club bundesamt landesamt amt
    wetterdienst leitstelle bundesbank zentralbank botschaft kanzlei präsidium polizeipräsidium zollamt kammer
    handelskammer innung dachverband vorstand aufsichtsrat betriebsrat beirat jury medien medienberichte
    berichte experten forscher kreise augenzeugen behördenkreise team allianz liga rat kabinett präsidialamt
    kreml palast hof haus verlag redaktion portal dienst zentrum museum theater schule sicherheitskreise
    diplomatenkreise regierungskreise ermittlerkreise rettungskräfte einsatzkräfte ermittler insider"""
)
_BODY_ENDS = re.compile(
    r".*(?:polizei|feuerwehr|anwaltschaft|regierung|verwaltung|behörden?|ministerium|konzern|gesellschaft"
    r"|verband|verein|gericht"
    r"|gerichtshof|partei|fraktion|gewerkschaft|agentur|zeitung|sender|magazin|organisation|kommission|rat"
    r"|universität|klinik"
    r"|institut|bank|kirche|amt|stiftung|initiative|bündnis|zentrale|klub|club|kammer|kreise|dienst|firma"
    r"|unternehmen|bund|werk|werke"
    r"|zentrum|blatt|portal|krankenhaus|liga|hochschule|leitung|leitstelle|medien)$",
    re.IGNORECASE,
)

TITLES = word_set(
    """Herr Herrn Frau Dr Prof Professor Professorin Sir Lord Lady Mr Mrs Ms Miss Dame Doktor Hofrat Dipl Ing"""
)
"""Words before a name that are no part of it."""

PARTIES = word_set(
    """SPD CDU CSU FDP AfD Grüne Grünen Linke Linken Linkspartei BSW ÖVP FPÖ SPÖ SVP Freie Wähler parteilos SSW
    Neos"""
)

_FEMININE = re.compile(
    r".*(?:in|frau|mutter|tochter|schwester|witwe|nonne|dame|königin|prinzessin|gräfin|hebamme|amtsinhaberin)$",
    re.IGNORECASE,
)
_MASCULINE_IN = word_set(
    """berlin rhein ruin delfin harlekin rabbin martin robin benjamin justin austin kevin kremlin putin stalin"""
)


LONGEST = 80
"""Letters of the longest noun that is looked at; the patterns would take long over a word of a thousand letters."""


@lru_cache(maxsize=8192)
def is_role(word: str) -> bool:
    """True for nouns such as "Innenministerin", "SPD-Chef" and "Nachbar"."""
    name = word.lower()
    return len(name) <= LONGEST and name not in _NOT_ROLES and bool(_ROLE.match(name))


@lru_cache(maxsize=8192)
def is_body(word: str) -> bool:
    """True for those who speak as one: "Polizei", "Umweltministerium", "Verband"."""
    name = word.lower()
    return name in BODIES or (len(name) <= LONGEST and bool(_BODY_ENDS.match(name)))


def gender_of_role(word: str) -> str:
    """ "f" or "m" for a role noun, "" for those that say nothing of it ("Vorstandsmitglied")."""
    name = word.lower()
    if name.endswith(("mitglied", "mitglieder", "opfer", "person", "kraft", "vize", "talent", "star")):
        return ""
    return "f" if _FEMININE.match(name) and name not in _MASCULINE_IN else "m"


_ALSO_CALLED = {
    "regierungschef": ("kanzl", "ministerpräsident", "premier", "premierminist"),
    "staatschef": ("präsident", "könig"),
    "staatsoberhaupt": ("präsident", "könig"),
    "rathauschef": ("bürgermeist",),
    "stadtoberhaupt": ("bürgermeist",),
    "ortschef": ("bürgermeist",),
    "ressortchef": ("minist",),
    "konzernchef": ("vorstandschef", "vorstandsvorsitzend"),
    "firmenchef": ("geschäftsführ", "vorstandschef", "vorstandsvorsitzend"),
    "parteichef": ("vorsitzend", "parteivorsitzend"),
    "verteidig": ("rechtsanwalt", "anwalt", "rechtsanwält", "anwält"),
    "coach": ("train",),
    "vorsitzend": ("richt", "vorsitzend"),
    "anwalt": ("verteidig",),
    "anwält": ("verteidig",),
    "rechtsanwalt": ("verteidig",),
    "rechtsanwält": ("verteidig",),
    "jurist": ("anwalt", "anwält", "verteidig", "richt"),
    "anklagevertret": ("staatsanwalt", "staatsanwält"),
    "vorstandschef": ("vorstandsvorsitzend",),
    "vorstandsvorsitzend": ("vorstandschef",),
    "behördenchef": ("präsident", "leit"),
    "amtschef": ("präsident", "leit", "minist"),
    "vereinschef": ("vorsitzend", "präsident"),
    "klubchef": ("vorsitzend", "präsident"),
    "verbandschef": ("vorsitzend", "präsident"),
    "verwaltungschef": ("landrat", "landrät", "bürgermeist"),
    "schulleit": ("rekto", "rektor", "direkto", "direktor"),
    "unternehm": ("geschäftsführ", "inhab", "gründ"),
    "wissenschaftl": ("professo", "professor", "forsch"),
    "forsch": ("professo", "professor", "wissenschaftl"),
    "medizin": ("arzt", "ärzt"),
    "geistlich": ("pfarr", "pasto", "pastor", "bischof", "bischöf"),
}


def same_role(short: str, full: str) -> bool:
    """True when `short` ("Minister", "Regierungschefin") can stand for somebody introduced as `full`."""
    a, b = _base(short), _base(full)
    if any(b.endswith(other) for other in _ALSO_CALLED.get(a, ())):
        return True
    return a == b or b.endswith(a) or (len(a) > 4 and a.endswith(b)) or b.startswith(a)


def _base(word: str) -> str:
    """The last part of a compound without the endings of gender, case and number."""
    name = word.lower().rpartition("-")[2]
    for end in ("innen", "erin", "erinnen", "in", "er", "en", "n", "s", "r", "e"):
        if name.endswith(end) and len(name) - len(end) > 3:
            return name.removesuffix(end)
    return name
