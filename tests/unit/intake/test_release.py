"""Headline, lead, contact, pictures and what is taken off: the rules one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.intake.arrivals import Circumstances
from depesche.intake.markup import plain
from depesche.intake.parsed import ParsedItem
from depesche.intake.parsers.rfc822 import Rfc822
from depesche.intake.release import contact, headline, trimming

HOW = Circumstances(fetcher="file", file_name="x.eml")
SENTENCE = "Das ist ein Satz über die Sache Nummer {}, der lang genug ist, um als Absatz einer Mitteilung zu gelten, "
PARAGRAPH = SENTENCE + "denn er geht weit über eine Zeile hinaus und sagt auch noch etwas über das Wetter am Erlensee."


def read(
    subject: str, body: str, *, sender: str = "Stadt Lindenau <presse@lindenau.example>", type_: str = "plain"
) -> ParsedItem:
    raw = f"From: {sender}\nSubject: {subject}\nContent-Type: text/{type_}; charset=utf-8\n\n{body}".encode()
    return Rfc822().parse(raw, HOW).items[0]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Pressemitteilung: Neues Bad öffnet", "Neues Bad öffnet"),
        ("AW: WG: Fwd: [EXTERN] PM: Neues Bad öffnet", "Neues Bad öffnet"),
        ("Presseinformation Nr. 12/2025 - Neues Bad öffnet", "Neues Bad öffnet"),
        ("PM Landkreis Erle: Neues Bad öffnet", "Neues Bad öffnet"),
        ("Pressemitteilung der Stadt Lindenau vom 3. Juli 2025: Neues Bad öffnet", "Neues Bad öffnet"),
        ("KORREKTUR: Pressemitteilung: Neues Bad öffnet", "Neues Bad öffnet"),
        ("Sperrfrist 10. Juli, 11 Uhr: Neues Bad öffnet", "Neues Bad öffnet"),
        ("+++ Eilmeldung +++ Neues Bad öffnet", "Neues Bad öffnet"),
        ("Neues Bad öffnet: Bürger feiern", "Neues Bad öffnet: Bürger feiern"),
        ("Pressefreiheit: Neues Bad", "Pressefreiheit: Neues Bad"),
        ("Reform: neue Regeln", "Reform: neue Regeln"),
        ("", ""),
    ],
)
def test_subjects_lose_their_prefixes(subject: str, title: str) -> None:
    assert headline.clean_subject(subject) == title


TEXT = "Im Herbst öffnet das neue Bad am Park. Es hat sechs Bahnen und ein Lehrbecken für Kinder."
MORE = "Die Kosten liegen bei drei Millionen Euro."


@pytest.mark.parametrize(
    ("subject", "body", "title"),
    [
        ("Pressemitteilung", f"PRESSEMITTEILUNG\n\nNeues Bad öffnet\n\n{TEXT}\n\n{MORE}", "Neues Bad öffnet"),
        ("PM 3/25", f"Nr. 3/25\nLindenau, 3. Juli 2025\n\nNeues Bad öffnet\n\n{TEXT}\n\n{MORE}", "Neues Bad öffnet"),
        ("Neues Bad öffnet", f"{TEXT}\n\n{MORE}", "Neues Bad öffnet"),
        ("Neues Bad öffnet bald", f"Kurz notiert\n\nNeues Bad öffnet\n\n{TEXT}\n\n{MORE}", "Neues Bad öffnet"),
        ("Mitteilung", f"Neues Bad öffnet\nim Herbst\n\n{TEXT}\n\n{MORE}", "Neues Bad öffnet"),
        (
            "Mitteilung",
            f"Neues Bad öffnet\nnach langem Streit\n\n{TEXT}\n\n{MORE}",
            "Neues Bad öffnet nach langem Streit",
        ),
        ("", f"Neues Bad öffnet\n\n{TEXT}", "Neues Bad öffnet"),
        ("Einladung", f"Sehr geehrte Damen und Herren,\n\n{TEXT}\n\n{MORE}", "Einladung"),
    ],
)
def test_the_headline_is_found(subject: str, body: str, title: str) -> None:
    found = read(subject, body).headline
    assert found.startswith(title)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Lindenau, 3. Juli 2025 – ", "Lindenau"),
        ("Lindenau, 3. Juli 2025. ", "Lindenau"),
        ("Lindenau (ots) - ", "Lindenau"),
        ("LINDENAU/BERLIN. - ", "LINDENAU/BERLIN"),
        ("Frankfurt am Main (dpa) – ", "Frankfurt am Main"),
        ("Lindenau. ", "Lindenau"),
        ("Endlich. ", ""),
        ("Das Bad – ", ""),
        ("", ""),
    ],
)
def test_datelines(opening: str, place: str) -> None:
    lead, found = headline.take_dateline(f"{opening}Ein Bad öffnet.", named_in="Stadt Lindenau")
    assert found == place
    assert lead == ("Ein Bad öffnet." if place else f"{opening}Ein Bad öffnet.")


def test_a_lead_that_ends_in_a_colon_takes_what_it_announces() -> None:
    item = read("Streik am Montag", f"Dazu erklärt die Vorsitzende Petra Amsel:\n\n„Wir streiken.“\n\n{MORE}")
    assert item.lead == "Dazu erklärt die Vorsitzende Petra Amsel: „Wir streiken.“"
    assert item.body == MORE


def test_what_follows_a_cover_letter_is_the_release() -> None:
    cover = "Sehr geehrte Damen und Herren,\n\nanbei unsere Pressemitteilung.\n\n"
    cover += "Mit freundlichen Grüßen\nAnna Drossel\nTel. 01234 567890"
    item = read("Unsere Mitteilung", f"{cover}\n\n---------\n\nNeues Bad öffnet\n\n{TEXT}\n\n{PARAGRAPH.format(1)}")
    assert (item.headline, item.lead) == ("Neues Bad öffnet", TEXT)
    assert "anbei" not in item.body
    assert item.contact.name == "Anna Drossel"


@pytest.mark.parametrize(
    "junk",
    [
        "Von meinem iPhone gesendet",
        "Diese E-Mail kann vertrauliche Informationen enthalten. Wenn Sie nicht der richtige Adressat sind ...",
        "Bevor Sie diese E-Mail ausdrucken, denken Sie an die Umwelt.",
        "Sie möchten keine E-Mails mehr erhalten? Hier abmelden: https://x.example/u",
        "Im Browser ansehen",
        "Impressum | Datenschutz",
        "Sitz der Gesellschaft: Lindenau, Amtsgericht Lindenau HRB 4711, Geschäftsführerin: Eva Elster",
        "Für Rückfragen stehen wir gern zur Verfügung.",
        "This email is confidential. If you are not the intended recipient, please delete it.",
    ],
)
def test_what_programs_and_lawyers_add_is_taken_off(junk: str) -> None:
    item = read("Neues Bad öffnet", f"{TEXT}\n\n{MORE}\n\n{junk}")
    assert (item.lead, item.body) == (TEXT, MORE)


def test_a_release_about_such_things_keeps_its_words() -> None:
    text = (
        "Der Verbraucherschutz rät, Newsletter abzubestellen. Viele Menschen wissen nicht, wie das geht. Die Beratung "
        "hilft jeden Montag. Sie ist kostenlos. Wer keine E-Mails mehr erhalten will, findet Hilfe. Das gilt für alle."
    )
    assert text in read("Hilfe gegen Werbung", f"{TEXT}\n\n{text}").body


@pytest.mark.parametrize(
    ("lines", "name", "phone", "email"),
    [
        (["Anna Drossel", "Tel. 01234/567-89", "a@b.example"], "Anna Drossel", "01234/567-89", "a@b.example"),
        (["Dr. Eva-Maria Elster, Telefon: +49 (0)1234 567 89"], "Dr. Eva-Maria Elster", "+49 (0)1234 567 89", ""),
        (
            ["Stadtwerke Lindenau GmbH", "Karl von Kranich", "Fax 01234 1", "Mobil 0171/2345678"],
            "Karl von Kranich",
            "0171/2345678",
            "",
        ),
        (["presse(at)stadt.example"], "", "", "presse@stadt.example"),
        (["Rathausplatz 1", "12345 Lindenau"], "", "", ""),
        (["Fax: 01234 567899"], "", "", ""),
        (["3. Juli 2025, 10 bis 12 Uhr"], "", "", ""),
    ],
)
def test_contacts(lines: list[str], name: str, phone: str, email: str) -> None:
    found = contact.read(lines)
    assert (found.name, found.phone, found.email) == (name, phone, email)


def test_a_contact_in_the_middle_takes_only_its_own_lines() -> None:
    text = "Ansprechpartnerin für die Presse ist Ute Unke, Telefon 0123 456789.\n\nDer Chor hat 40 Mitglieder."
    found, kept = contact.take(plain.read(text), signature=[])
    assert (found.name, found.phone) == ("Ute Unke", "0123 456789")
    assert [block.text for block in kept] == ["Der Chor hat 40 Mitglieder."]


def test_nothing_but_junk_stays_what_it_is() -> None:
    assert trimming.trim(plain.read("Mit freundlichen Grüßen\nAnna")).blocks


PIECES = [
    "Sehr geehrte Damen und Herren,",
    "anbei erhalten Sie unsere Pressemitteilung mit der Bitte um Veröffentlichung.",
    "Mit freundlichen Grüßen\nAnna Drossel\nStadt Lindenau",
    "-- \nAnna Drossel",
    "--------------------",
    "PRESSEMITTEILUNG\nNr. 45/2025",
    "Lindenau, 3. Juli 2025",
    "Sperrfrist: 4. Juli 2025, 12 Uhr",
    "Neues Bad öffnet am Samstag",
    "Pressekontakt:\nAnna Drossel\nTel. 01234/567-89",
    "Rückfragen an Anna Drossel, a@b.example",
    "Über Lindenau\nLindenau hat Einwohner.",
    "- erster Punkt\n- zweiter Punkt",
    "Bild 1: Das Bad (Foto: Stadt)",
    "Hier abmelden: https://x.example/u",
    "Viele Grüße",
    "Kontakt",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.integers(1, 9)), min_size=1, max_size=12),
    st.sampled_from(["Pressemitteilung", "Neues Bad öffnet am Samstag", ""]),
    st.booleans(),
)
def test_no_arrangement_loses_a_paragraph(pieces: list[str | int], subject: str, as_html: bool) -> None:
    """Whatever stands around it, above or below: running text ends up in the lead or in the body."""
    numbers = sorted({piece for piece in pieces if isinstance(piece, int)})
    parts = [PARAGRAPH.format(piece) if isinstance(piece, int) else piece for piece in pieces]
    if as_html:
        body = "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)
        item = read(subject, body, type_="html")
    else:
        item = read(subject, "\n\n".join(parts))
    text = " ".join(f"{item.headline} {item.lead} {item.body}".split())
    for number in numbers:
        assert f"die Sache Nummer {number}," in text
