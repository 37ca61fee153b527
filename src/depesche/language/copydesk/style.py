"""Gentle hints on headlines and leads: length, capitals, and what promises more than it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.language.copydesk import lengths
from depesche.language.copydesk.findings import Finding
from depesche.language.copydesk.messages import message

_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{4,}(?:[ ,:!-]{1,3}[A-ZÄÖÜ]{2,})+\b")
_CLICKBAIT = re.compile(
    r"(?:"
    r"(?:nicht|niemals) glauben|was (?:dann|danach|als nächstes) (?:geschah|passierte?)"
    r"|(?:sie|du) (?:werden|wirst) staunen"
    r"|dies(?:e[rs]?|en|em) (?:eine[rns]? |simple[rns]? |einfache[rns]? )?(?:trick|geheimnis)|hassen (?:diesen|ihn|sie)"
    r"|diese \w{1,12} (?:dinge|gründe|tricks|tipps|fehler|fotos|bilder)|nummer \d+ (?:wird|ist|haut)"
    r"|(?:das|dies) (?:müssen|sollten) (?:sie|du) (?:wissen|sehen)|verändert alles"
    r"|mit dieser? (?:einfachen|simplen) \w+"
    r"|you won.t believe|what happened next|this one (?:weird )?trick|will (?:blow|shock) (?:your|you)|number \d+ will"
    r")",
    re.IGNORECASE,
)


def check_headline(headline: str, lang: str) -> Iterator[Finding]:
    """Hints on a headline."""
    yield from _length(headline, lengths.FRONT.most, "length.headline", lang)
    for found in _CAPITALS.finditer(headline):
        yield Finding(*found.span(), message("caps", lang), None, "caps")
    for found in _CLICKBAIT.finditer(headline):
        yield Finding(*found.span(), message("clickbait", lang), None, "clickbait")


def check_lead(lead: str, lang: str) -> Iterator[Finding]:
    """Hints on a lead or teaser."""
    yield from _length(lead, lengths.LEAD.most, "length.lead", lang)


def check_text(text: str, lang: str) -> Iterator[Finding]:
    """Hints on running text."""
    for found in _CAPITALS.finditer(text):
        yield Finding(*found.span(), message("caps", lang), None, "caps")


def _length(text: str, most: int, rule: str, lang: str) -> Iterator[Finding]:
    count = len(text.strip())
    if count > most:
        yield Finding(0, len(text), message(rule, lang, count=count, most=most), None, rule)
