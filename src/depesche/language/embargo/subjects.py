"""What a line is about, by its words: the work of newsrooms, or trade, terms and roads, which know embargoes too."""

from __future__ import annotations

import re

_F = re.IGNORECASE
MEDIA_WORK = re.compile(
    r"\b(?:bitte|beacht\w*|veröffentlich\w*|publi\w+|press\w*|medien\w*|redaktion\w*|journalist\w*|meldung"
    r"|berichterstattung|release\w*|respect|please|strict\w*)\b",
    _F,
)
TRADE = re.compile(
    r"\b(?:verhäng\w*|verlänger\w*|beschl(?:oss|ieß|uss|üss)\w*|sanktion\w*|sanction\w*|öl\w*|oil|waffen\w*|arms"
    r"|gas\w*|russ\w+|iran\w*|kuba\w*|cuba\w*|nordkorea\w*|handel\w*|trade"
    r"|export\w*|import\w*|impos\w*|kreml\w*|moskau\w*|liefer\w*|boykott\w*|boycott|gegen|against|vereinte\w*|un"
    r"|eu|usa|israel\w*|china|chines\w*|blockade\w*|regierung\w*|wirtschaft\w*|tanker\w*|crude|steel|sudan"
    r"|venezuela|sanctions)\b",
    _F,
)
OTHER_TERMS = re.compile(
    r"\b(?:fahrerlaubnis|führerschein\w*|neuerteilung|wiedererteilung|\w*gülle\w*|\w*dünge?\w*|düngung|ausbring\w*"
    r"|mieter\w*|eigenbedarf\w*|kündig\w*|arbeitslosengeld|arbeitsagentur|jobcenter|monate?n?|jahre?n?"
    r"|wochen|aktien|lock-?up|transfer\w*|trunkenheit\w*|verurteil\w*|angeklagt\w*|amtsgericht\w*|landgericht\w*"
    r"|heckenschnitt|gehölz\w*|spieler\w*|wechsel\w*|doping\w*)\b"
    r"|\b(?:hatten?|haben|hat)\b.{0,80}\b(?:gebrochen|missachtet|ignoriert)\b|\bbroke\b",
    _F,
)
ROADS = re.compile(
    r"\b(?:a ?\d{1,3}|b ?\d{1,3}|l ?\d{1,3}|\w*(?:straße|strasse|brücke|tunnel|strecke|fahrbahn|wasser)\w*"
    r"|lebensmittel\w*|produkte?|\w+halle"
    r"|autobahn\w*|verkehr\w*|kreuzung\w*|ortsdurchfahrt|vollsperrung\w*|bahnhof\w*|spur\w*|weg|allee|platz"
    r"|parkplatz|parkplätze|schwimmbad|freibad|eintritt|jahren|kinder\w*|fsk|halle|plätze|termine?|wohnung\w*"
    r"|sitzplätze|tickets?|karten|game|album|film|book|song|software|version \d\w*)\b",
    _F,
)
