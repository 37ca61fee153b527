"""What is filed apart and what is not, where the rules might trip."""

from __future__ import annotations

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import ParsedItem
from depesche.intake.parsers.rfc822 import Rfc822

TEXT = "Im Herbst öffnet das neue Bad am Park. Es hat sechs Bahnen.\n\nDie Kosten liegen bei drei Millionen Euro."


def read(
    subject: str,
    body: str = TEXT,
    *,
    sender: str = "Stadt <info@stadt.example>",
    headers: str = "",
    mail_from: str | None = None,
) -> ParsedItem:
    raw = f"From: {sender}\nSubject: {subject}\n{headers}\n{body}".encode()
    return Rfc822().parse(raw, Circumstances(fetcher="smtp", mail_from=mail_from)).items[0]


@pytest.mark.parametrize(
    ("subject", "body", "headers"),
    [
        ("Steuerkorrektur bringt Stadt eine Million", TEXT, ""),
        ("Haushalt: Korrektur nach unten", TEXT, ""),
        ("Newsletter abbestellen: Verbraucherzentrale rät", f"Pressemitteilung\n\n{TEXT}", ""),
        (
            "Polizei warnt vor Phishing",
            f"Pressemitteilung\n\nIhr Konto wurde gesperrt, steht in falschen Mails.\n\n{TEXT}",
            "",
        ),
        ("Casino im Bahnhof: Stadt verkauft Gebäude", TEXT, ""),
        (
            "Neues Bad",
            f"{TEXT}\n\nPressekontakt: Anna Drossel, presse@stadt.example",
            "List-Unsubscribe: <https://x.example>\n",
        ),
        ("Medieninformation Neues Bad", TEXT, "Precedence: bulk\nList-Id: <presse.stadt.example>\n"),
        ("Neues Bad", TEXT, "Auto-Submitted: auto-generated\n"),
        ("Neues Bad", "Sehr geehrte Redaktion,\n\n" + TEXT, ""),
        ("Re: Neues Bad", TEXT, ""),
        (
            "Polizei warnt vor Betrug mit Kryptowährungen",
            (f"Pressestelle\n\nDie Täter versprachen Bitcoin-Gewinne ohne Risiko und Krypto-Konten.\n\n{TEXT}"),
            "",
        ),
        ("Abwesenheit des Bürgermeisters beschäftigt Rat", TEXT, "X-Auto-Response-Suppress: All\n"),
    ],
)
def test_releases_stay_in_the_inbox(subject: str, body: str, headers: str) -> None:
    item = read(subject, body, headers=headers)
    assert (item.status, item.kind) == ("new", "press_release"), item.reason


@pytest.mark.parametrize(
    ("kind", "subject", "body", "headers"),
    [
        ("bounce", "Unzustellbar: Ihre Nachricht", TEXT, "X-Failed-Recipients: a@b.example\n"),
        ("auto_reply", "Abwesenheitsnotiz", "Ich bin im Urlaub.", ""),
        ("auto_reply", "Out of Office: Re: Anfrage", "I am away.", ""),
        ("auto_reply", "Danke", "Ihre Mail ist da.", "X-Autoreply: yes\n"),
        ("auto_reply", "Danke", "Ihre Mail ist da.", "Precedence: auto_reply\n"),
        ("newsletter", "Die Woche im Gartenmarkt", "Jetzt kaufen", "List-Unsubscribe: <https://x.example>\n"),
        ("newsletter", "Rundbrief Juli", "Diese Woche: Neues aus dem Verein.", "List-Id: <x.example>\n"),
        ("reader_letter", "Ihr Artikel vom 3. Juli", "Ihr Artikel vom 3. Juli hat mich geärgert.", ""),
        (
            "reader_letter",
            "Bad",
            "Liebe Redaktion,\n\nich finde, mir fehlt ein Bad. Ich und mein Mann schwimmen gern.",
            "",
        ),
        ("spam_or_phish", "Viagra Casino Jackpot", "Bitcoin rolex replica sex", ""),
        ("spam_or_phish", "Angebot", "Kaufen", "X-Spam-Flag: YES\n"),
    ],
)
def test_what_is_filed_apart_says_why(kind: str, subject: str, body: str, headers: str) -> None:
    item = read(subject, body, headers=headers)
    assert (item.status, item.kind) == ("filed", kind)
    assert item.reason
    assert item.body


@pytest.mark.parametrize(
    ("sender", "mail_from", "kind"),
    [
        ("MAILER-DAEMON@mx.example", "", "bounce"),
        ("postmaster@mx.example", "postmaster@mx.example", "bounce"),
        ("Stadt <info@stadt.example>", "", "press_release"),
    ],
)
def test_a_null_return_path_alone_makes_no_bounce(sender: str, mail_from: str, kind: str) -> None:
    subject = "Undelivered Mail Returned to Sender" if kind == "bounce" else "Neues Bad"
    assert read(subject, sender=sender, mail_from=mail_from).kind == kind


@pytest.mark.parametrize(
    "subject",
    [
        "KORREKTUR: Neues Bad",
        "+++ KORREKTUR +++ Neues Bad",
        "WG: Korrektur: Neues Bad",
        "Pressemitteilung Neues Bad - bitte nur diese Fassung verwenden",
        "Korrigierte Fassung: Neues Bad",
        "Berichtigung zu unserer Pressemitteilung",
        "CORRECTION: New pool",
    ],
)
def test_corrections_are_known_by_their_subject(subject: str) -> None:
    assert read(subject).kind == "correction_of_earlier_release"


def test_a_correction_is_known_by_its_first_line_too() -> None:
    assert read("Neues Bad", f"KORREKTUR\n\n{TEXT}").kind == "correction_of_earlier_release"


def test_a_link_that_lies_is_named_and_a_tracking_link_is_not() -> None:
    fake = '<p>Bitte bestätigen Sie Ihr Konto: <a href="https://evil.example/x">www.bank.example</a></p>'
    honest = f'<p>{TEXT}</p><p><a href="https://klick.tool.example/r/1">Zum Programm</a> <a href="https://www.stadt.example">stadt.example</a></p>'
    assert "evil.example" in read("Konto prüfen", fake, headers="Content-Type: text/html\n").reason
    assert read("Neues Bad", honest, headers="Content-Type: text/html; charset=utf-8\n").status == "new"


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("Neues vom Amt", "Ich bin bis Freitag nicht im Büro. In dringenden Fällen hilft Frau Kunz.", "auto_reply"),
        (
            "Pressemitteilung: Amt",
            "Ich bin bis Freitag nicht im Büro. In dringenden Fällen: Frau Kunz.",
            "press_release",
        ),
        ("Amt geschlossen", "Das Amt bleibt geschlossen. Ich bin nicht im Büro, sagte der Leiter.", "press_release"),
    ],
)
def test_who_is_away_says_so_and_whom_to_turn_to(subject: str, text: str, kind: str) -> None:
    assert read(subject, text).kind == kind
