"""The words by which letters, newsletters, machines and thieves give themselves away, in German and English."""

from __future__ import annotations

import re

_I = re.IGNORECASE

LETTER = re.compile(
    r"\bleser(?:innen)?-?\s?(?:brief|zuschrift|post)\w*|(?:ihr|eurem?|ihrem?|dem|den|zum)\s(?:artikel|bericht"
    r"|beitrag|kommentar|leitartikel|interview)\b"
    r".{0,60}(?:vom|über|„|\"|in (?:der|ihrer) ausgabe)|zu(?:m|r)? (?:ihrem|eurem) (?:artikel|bericht|beitrag"
    r"|kommentar)|ich (?:lese|beziehe) (?:ihre|eure|seit)"
    r"|als (?:langjährige[r]? )?(?:leser|abonnent)|letter to the editor|your (?:article|report|piece"
    r"|story) (?:on|about|of|from)",
    _I,
)

TO_EDITORS = re.compile(r"\W*(?:liebe|werte|sehr geehrte|hallo)\s(?:\w+-?)?redaktion|\W*dear editor", _I)
FIRST_PERSON = re.compile(r"\b(?:ich|mir|mich|meine[mnrs]?|i|my|me)\b", _I)

NEWSLETTER = re.compile(
    r"\bnewsletter|rundbrief|infobrief|info-?mail|wochenrückblick|monatsrückblick|ausgabe \d+[/ ]\d{2,4}"
    r"|diese woche|in dieser ausgabe|"
    r"jetzt (?:kaufen|sichern|bestellen|buchen)|rabatt|gutschein|angebote? der woche|weiterlesen|mehr erfahren"
    r"|weekly digest|in this issue|read more",
    _I,
)
OFFER = re.compile(
    r"jetzt (?:kaufen|sichern|bestellen|buchen)|rabatt|gutschein|% (?:rabatt|off)|nur (?:heute|noch)"
    r"|versandkostenfrei|shop now",
    _I,
)

AUTO_SUBJECT = re.compile(
    r"^\W*(?:automatische antwort|auto(?:matic)?[- ]?reply|autoreply|abwesenheits(?:notiz|assistent|meldung"
    r"|nachricht|hinweis)\w*|abwesenheit\s*(?:$|:|bis|vom)|out of (?:the )?office"
    r"|ooo\b|nicht im (?:büro|haus|dienst)|"
    r"abwesend\b|urlaubsbenachrichtigung|eingangsbestätigung|empfangsbestätigung|lesebestätigung|gelesen:|read:"
    r"|undeliverable auto|i(?:'| a)m out of|vacation|"
    r"ihre (?:e-?mail|nachricht|anfrage) (?:ist|wurde) (?:bei uns )?(?:eingegangen|empfangen)"
    r"|ticket\W.{0,30}(?:received|eröffnet|erstellt))|[(\[](?:abwesend|abwesenheit|out of office|auto-?reply)[)\]]",
    _I,
)
ABSENT = re.compile(
    r"\b(?:ich|wir) (?:bin|sind)\b.{0,60}\b(?:nicht (?:im|am) (?:büro|haus|dienst|platz|arbeitsplatz)|abwesend"
    r"|im urlaub|in elternzeit|außer haus|verreist|nicht erreichbar)"
    r"|\bi(?:'| a)m (?:currently |now )?(?:out of (?:the )?office|away"
    r"|on (?:annual |parental |maternity )?leave|on holiday)"
    r"|\bbüro ist .{0,40}(?:nicht besetzt|geschlossen)",
    _I | re.DOTALL,
)
MEANWHILE = re.compile(
    r"wieder (?:erreichbar|für sie da|im (?:büro|haus|dienst)|zurück)|nicht weitergeleitet|in dringenden (?:fällen"
    r"|angelegenheiten)|meine vertretung|vertritt mich|wende[nt]? (?:sie )?(?:sich|euch) (?:bitte )?an"
    r"|not be forwarded|urgent (?:matters|enquiries)|i will (?:be back|return|reply)|in my absence"
    r"|back (?:in the office )?on",
    _I,
)
"""What those say who are away, and whom to turn to: together they make a letter of absence."""
ACKNOWLEDGED = re.compile(
    r"(?:vielen dank für|wir haben) (?:ihre|deine|eure) (?:nachricht|e-?mail|mail|anfrage|mitteilung|zuschrift)\b"
    r".{0,200}(?:eingegangen|erhalten|bearbeite|geprüft)"
    r"|(?:automatisch|maschinell) (?:erzeugt|erstellt|generiert|versandt)"
    r"|(?:we have received|thank you for) your (?:e-?mail|message|enquiry|inquiry)\b"
    r".{0,200}(?:received|reply|respond|touch)",
    _I | re.DOTALL,
)
"""That a machine has taken a mail in."""
BOUNCE_SUBJECT = re.compile(
    r"^\W*(?:undeliver(?:ed|able)|unzustellbar|delivery (?:status|failure|has failed|notification|incomplete"
    r"|delayed)|mail delivery (?:failed|system|failure)|"
    r"(?:returned|failed) mail|failure notice|mailer-daemon|nicht zustellbar|zustellung (?:fehlgeschlagen"
    r"|nicht möglich)|message (?:undeliverable|delayed)|"
    r"warning: (?:could not send|message)|rückläufer)",
    _I,
)
BOUNCE_SENDER = re.compile(r"^(?:mailer-?daemon|postmaster|mail-?daemon|maildaemon|mdaemon)(?:[+.-].*)?@", _I)

NO_REPLY = re.compile(r"^(?:no|do-?not|nicht)[._-]?(?:reply|antworten)(?:[+._-].*)?@|^noreply", _I)

PHISH = re.compile(
    r"(?:konto|account|zugang|postfach|mailbox|karte|passwor[td]|password)\b.{0,80}(?:gesperrt|eingeschränkt"
    r"|suspendiert|abläuft|läuft .{0,20}\bab\b|abgelaufen|verifizier|bestätigen|"
    r"suspended|locked|limited|expire|verify|confirm|deaktivier|aktualisier|reaktivier)"
    r"|(?:verifizier|bestätig|aktualisier|verify|confirm|update)\w*\b.{0,60}(?:ihre?|your) (?:konto|daten"
    r"|identität|zugangsdaten|zahlungs\w*|account|identity|payment|billing|mailbox)"
    r"|ungewöhnliche (?:anmeldung|aktivität)|unusual (?:sign-?in|activity)|zugangsdaten .{0,40}(?:eingeben"
    r"|bestätigen)|pushtan|photo-?tan|speicherplatz .{0,30}(?:voll|überschritten)",
    _I | re.DOTALL,
)
SPAM = re.compile(
    r"\b(?:viagra|cialis|casino|jackpot|lotter(?:ie|y)|gewonnen haben|you have won|erbschaft|inheritance"
    r"|million(?:en)? (?:usd|dollar|euro|us)|bitcoin|krypto\w*|crypto|forex|"
    r"kredit ohne schufa|schnell(?:es)? geld|nigeria|next of kin|beneficiary|western union|penis|sex(?:y|date"
    r"|treffen)?|dating|escort|replica|rolex|seo (?:service|ranking|agentur)|backlinks?|"
    r"gastbeitrag (?:auf|gegen)|(?:bei |auf )?google .{0,30}\b(?:platz|seite) (?:1|eins)|ohne (?:jedes )?risiko"
    r"|(?:euro|dollar) (?:im|pro|am) (?:monat|tag)|unverbindliches angebot|guest post|sponsored post|do-?follow"
    r"|link insertion|domain authority|weight loss|abnehmen (?:ohne|in)|wunder(?:mittel|pille))\b",
    _I,
)
