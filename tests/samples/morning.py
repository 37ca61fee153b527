"""The mails of one night in a small newsroom: forty, of which three matter, one is forged, and most are neither.

What the named programs send is taken from the samples beside this file; what belongs together in the story of this
night is written here. Times are those of the night before `now`, since an embargo must still run.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.unit.intake.authenticity.signing import Zone

MAILS = Path(__file__).parent / "mails"
BERLIN = ZoneInfo("Europe/Berlin")
TOWN, FIRE, WORKS = "kranichbrueck.example", "feuerwehr-kranichbrueck.example", "stadtwerke-kranichbrueck.example"
CLINIC, AGENCY, COUNTY = "klinikum-merletal.example", "nordpress-agentur.example", "landkreis-merle.example"
FORGED = "stadtwerke-kranichbruek.example"
KNOWN = [
    {"domain": TOWN, "organisation": "Stadt Kranichbrück", "section": "nachrichten"},
    {"domain": FIRE, "organisation": "Feuerwehr Kranichbrück", "section": "nachrichten"},
    {"domain": WORKS, "organisation": "Stadtwerke Kranichbrück", "section": "nachrichten"},
    {"domain": CLINIC, "organisation": "Klinikum Merletal", "section": "nachrichten"},
    {"domain": COUNTY, "organisation": "Landkreis Merle", "section": "politik"},
]
"""The register of known senders, as `depesche sources import` takes it."""

BOMB = "Bombenfund im Gerberviertel: 2.400 Menschen müssen am Mittag aus ihren Wohnungen"
BOMB_TEXT = """Kranichbrück. Bei Baggerarbeiten am Güterbahnhof ist am späten Abend eine Fliegerbombe aus dem Zweiten \
Weltkrieg gefunden worden. Sie wiegt 250 Kilogramm und hat einen Aufschlagzünder.

Die Stadt sperrt heute von 11 Uhr an alle Straßen im Umkreis von 400 Metern. 2.400 Menschen müssen ihre Wohnungen \
verlassen, zwei Kindergärten und das Pflegeheim an der Lohgasse werden geräumt. Wer keine Bleibe hat, findet sie in \
der Sporthalle der Merleschule.

„Wir rechnen damit, dass die Entschärfung am frühen Nachmittag beginnt“, sagt Ordnungsdezernentin Wiebke Harms. Der \
Zugverkehr ruht ab 12 Uhr.

Pressekontakt:
Wiebke Harms
Telefon 03999 100-20
presse@kranichbrueck.example
"""
PRICES = "Fernwärme wird zum Jahreswechsel um elf Prozent billiger"
PRICES_TEXT = """Die Stadtwerke Kranichbrück senken den Preis der Fernwärme zum 1. Januar um elf Prozent. Ein Haushalt \
mit 70 Quadratmetern spart nach Rechnung des Unternehmens im Jahr rund 130 Euro.

Möglich macht das die neue Großwärmepumpe an der Kläranlage. Sie deckt seit September ein Drittel des Bedarfs. „Wir \
geben weiter, was wir beim Gas sparen“, sagt Geschäftsführerin Jana Pohl.

Pressekontakt:
Jonas Wieck
Telefon 03999 1234-56
"""
BIRTHS = "Klinikum Merletal schließt die Geburtshilfe zum 31. März"
BIRTHS_TEXT = """Das Klinikum Merletal schließt seine Geburtshilfe zum 31. März. Von 12 Hebammenstellen sind seit dem \
Sommer nur noch fünf besetzt, ein Dienst rund um die Uhr ist damit nicht mehr möglich.

Schwangere werden künftig an das Kreiskrankenhaus in Lohfelde verwiesen, 31 Kilometer entfernt. Im vergangenen Jahr \
kamen in Kranichbrück {count} Kinder zur Welt.

„Die Entscheidung ist uns schwergefallen“, sagt die Ärztliche Direktorin Prof. Dr. Almut Reiche. Die Frauenheilkunde \
bleibt erhalten, die Kreißsäle werden zu Operationssälen umgebaut.

Pressekontakt:
Till Brandner
Telefon 03999 55-410
presse@klinikum-merletal.example
"""
BUDGET = "Landrat stellt den Haushalt des Kreises vor"
DIVIDED = "digest_plus_separated"

ORDINARY = (
    "apple_mail_with_pictures",
    "bounce_postfix",
    "outlook_forward_chain",
    "newsletter",
    "police_release",
    "letter_mobile",
    "mailchimp_release",
    "spam_lottery",
    "english_release",
    "auto_reply_absence_german",
    "sports_table_html",
    "rapidmail_newsletter",
    "pdf_release",
    "gmail_forward",
    "phishing_bank_html",
    "two_languages",
    "list_google_groups",
    "party_statement_plus",
    "bounce_exchange_german",
    "thunderbird_flowed",
    "word_release",
    "pgp_encrypted",
    "invitation_press_talk",
    "letter_web_form",
    "cleverreach_release",
    "photos_with_iptc_and_xmp",
    "auto_reply_ticket",
    "ots_release",
    "city_plain_text",
    "opendocument_release",
)
"""Samples, in the order they come."""


@dataclass(slots=True)
class Morning:
    """All that came between 22 Uhr and `now`, and what comes while the editor is at work."""

    now: datetime
    zone: Zone = field(default_factory=Zone)

    def night(self) -> list[tuple[str, bytes]]:
        """File names and mails, in the order they came."""
        own = {2: self._clinic(), 6: self._bomb(), 11: self._forged(), 15: self._fire(), 19: self._embargoed()}
        own |= {24: self._agency(), 29: self._unclear(), 34: _sample(DIVIDED), 35: _sample("ots_release")}
        ordinary = iter(ORDINARY)
        mails: list[tuple[str, bytes]] = []
        count = len(ORDINARY) + len(own)
        for number in range(count):
            raw = own.get(number)
            name = "own" if raw else next(ordinary)
            when = self.now - timedelta(minutes=11 * (count - number) + 3)
            mails.append((f"{number:02}-{name}.eml", _received(raw or _sample(name), when)))
        return mails

    def correction(self) -> bytes:
        """What the clinic sends when the story is out."""
        return self._mail(
            CLINIC,
            "Klinikum Merletal <presse@klinikum-merletal.example>",
            f"KORREKTUR: {BIRTHS}",
            "Bitte nur diese Fassung verwenden: Im vergangenen Jahr kamen 640 Kinder zur Welt, nicht 460.\n\n"
            f"{BIRTHS}\n\n" + BIRTHS_TEXT.format(count=640),
        )

    def _clinic(self) -> bytes:
        sender = "Klinikum Merletal <presse@klinikum-merletal.example>"
        return self._mail(CLINIC, sender, f"Pressemitteilung: {BIRTHS}", BIRTHS_TEXT.format(count=460))

    def _bomb(self) -> bytes:
        return self._mail(TOWN, "Stadt Kranichbrück <presse@kranichbrueck.example>", f"Presseinfo: {BOMB}", BOMB_TEXT)

    def _fire(self) -> bytes:
        text = f"Zur Kenntnis, der Einsatz läuft gemeinsam mit uns.\n\n{BOMB}\n\n{BOMB_TEXT}"
        sender = "Feuerwehr Kranichbrück <leitstelle@feuerwehr-kranichbrueck.example>"
        return self._mail(FIRE, sender, f"Pressemitteilung: {BOMB}", text)

    def _agency(self) -> bytes:
        text = BOMB_TEXT.split("\n\n„", maxsplit=1)[0].replace("gefunden worden", "entdeckt worden") + (
            "\n\nDie Polizei rechnet mit Behinderungen auf der Bundesstraße 191. Fachleute des Kampfmittelräumdienstes"
            " sind aus der Landeshauptstadt unterwegs.\n"
        )
        subject = "Fliegerbombe in Kranichbrück – 2.400 Menschen betroffen"
        return self._mail(AGENCY, "Nordpress <dienst@nordpress-agentur.example>", subject, text)

    def _embargoed(self) -> bytes:
        until = (self.now + timedelta(days=1)).astimezone(BERLIN)
        line = f"Sperrfrist: {until.day}.{until.month}.{until.year}, 11 Uhr\n\n"
        sender = "Stadtwerke Kranichbrück <presse@stadtwerke-kranichbrueck.example>"
        return self._mail(WORKS, sender, PRICES, line + PRICES_TEXT)

    def _unclear(self) -> bytes:
        text = (
            "Sperrfrist: Beginn der Rede\n\nLandrat Ole Stüven bringt heute den Haushalt des Kreises ein. Er sieht"
            " Ausgaben von 312 Millionen Euro vor, acht mehr als im laufenden Jahr. Die Kreisumlage soll unverändert"
            " bleiben.\n\nGespart wird bei den Straßen: Von neun geplanten Sanierungen beginnen vier.\n"
        )
        return self._mail(COUNTY, "Landkreis Merle <presse@landkreis-merle.example>", BUDGET, text)

    def _forged(self) -> bytes:
        """From a domain one letter off, and signed by it as the standard wants."""
        text = (
            "Die Stadtwerke Kranichbrück stellen die Versorgung mit Fernwärme zum Monatsende ein. Alle Kunden müssen"
            " sich bis Freitag einen anderen Anbieter suchen.\n\nGeschäftsführerin Jana Pohl tritt mit sofortiger"
            " Wirkung zurück.\n\nPressekontakt:\nJonas Wieck\nTelefon 0176 5550 1999\n"
        )
        sender = f"Stadtwerke Kranichbrück <presse@{FORGED}>"
        return self._mail(FORGED, sender, "Eilmeldung: Stadtwerke stellen Fernwärme ein", text)

    def _mail(self, domain: str, sender: str, subject: str, text: str) -> bytes:
        """Signed by `domain`."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, "redaktion@depesche.example", subject
        mail["Date"] = format_datetime(self.now - timedelta(minutes=5))
        mail["Message-ID"] = f"<{zlib.crc32(subject.encode()):x}@{domain}>"
        mail.set_content(text, cte="base64")
        return self.zone.sign(mail.as_bytes().replace(b"\n", b"\r\n"), domain=domain)


def _sample(name: str) -> bytes:
    return (MAILS / f"{name}.eml").read_bytes()


def _received(raw: bytes, when: datetime) -> bytes:
    """As it lies in a mailbox: on top the line of the server that took it."""
    line = (
        f"Received: from relay.example ([203.0.113.7]) by mx.depesche.example with ESMTPS; {format_datetime(when)}\r\n"
    )
    return line.encode() + raw
