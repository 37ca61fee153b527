"""Writes the sample mails whose attachments are binary: `python -m tests.samples.binaries.mails`.

Their texts stand here; the files beside the other samples are what the tests read.
"""

from __future__ import annotations

import base64
import textwrap
from collections.abc import Sequence
from pathlib import Path

from tests.samples.binaries import office, pdf, photos
from tests.samples.binaries.pdf import Text

FOLDER = Path(__file__).parents[1] / "mails"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

POOL_LEAD = (
    "Nach drei Jahren Bauzeit öffnet am Samstag das neue Hallenbad der Stadt Lindenau. Rund 18 Millionen Euro hat der"
    " Bau gekostet, etwa eine Million mehr als geplant."
)
POOL_TEXT = (
    "Das Bad hat ein Becken mit sechs Bahnen, ein Lehrbecken und eine Rutsche. Die Wärme kommt aus einer Anlage, die"
    " mit Holz aus dem Stadtwald beheizt wird. „Wir haben lange gewartet“, sagte Bürgermeisterin Petra Amsel."
)
BRIDGE = [
    "# Erlebrücke wird ein Jahr früher fertig",
    (
        "**Die neue Brücke über die Erle wird schon im Herbst 2026 fertig, ein Jahr früher als geplant. Das teilte das"
        " Straßenbauamt am Dienstag mit.**"
    ),
    (
        "Der trockene Winter hat die Arbeiten an den Pfeilern beschleunigt. Die Kosten bleiben mit 31 Millionen Euro im"
        " Rahmen, sagte Amtsleiterin Sonja Wirth."
    ),
    "## Was noch zu tun ist",
    "- Fahrbahn und Geländer",
    "- Lampen auf beiden Seiten",
    "|Abschnitt|Fertig|",
    "|Pfeiler|Mai 2025|",
    "|Überbau|März 2026|",
    "Kontakt: Sonja Wirth, Telefon 01234 77-40, presse@strassenbau-erle.example",
]


def pool_pdf() -> bytes:
    head = Text(60, 800, "Stadtwerke Lindenau · Presseinformation", 8)
    first = [
        head,
        Text(60, 770, "Lindenau, 14. Juli 2025", 10),
        Text(60, 755, "Sperrfrist: Samstag, 19. Juli 2025, 10 Uhr", 10, bold=True),
        Text(60, 715, "Neues Hallenbad öffnet am Samstag", 20, bold=True),
        *pdf.wrapped(POOL_LEAD, x=60, y=680, room=470, bold=True),
        *pdf.wrapped(POOL_TEXT, x=60, y=620, room=470),
        Text(270, 40, "Seite 1 von 2", 8),
    ]
    second = [
        head,
        *pdf.wrapped("Der Eintritt kostet fünf Euro, für Kinder zwei Euro.", x=60, y=760, room=470),
        Text(60, 730, "Pressekontakt", 11, bold=True),
        Text(60, 715, "Karl Kranich", 11),
        Text(60, 700, "Telefon 01234 88-12", 11),
        Text(60, 685, "presse@stadtwerke-lindenau.example", 11),
        Text(270, 40, "Seite 2 von 2", 8),
    ]
    return pdf.document([first, second])


def mail(
    *, sender: str, subject: str, when: str, number: str, text: str, files: Sequence[str], more: str = ""
) -> bytes:
    """A mail with files as Outlook sends it."""
    head = (
        f"From: {_word(sender)}\r\nTo: redaktion@zeitung.example\r\nSubject: {_word(subject)}\r\nDate: {when}\r\n"
        f"Message-ID: <{number}@mail.example>\r\nMIME-Version: 1.0\r\n{more}"
        f'Content-Type: multipart/mixed;\r\n\tboundary="_004_{number}_"\r\n\r\n'
    )
    body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text.replace(
        "\n", "\r\n"
    )
    parts = "".join(f"--_004_{number}_\r\n{part}\r\n" for part in [body, *files])
    return f"{head}{parts}--_004_{number}_--\r\n".encode()


def _word(text: str) -> str:
    name, angle, address = text.partition(" <")
    if name.isascii():
        return text
    return f"=?utf-8?B?{base64.b64encode(name.encode()).decode()}?={angle}{address}"


def file(name: str, type_: str, content: bytes, *, inline: bool = False, cid: str = "") -> str:
    lines = "\r\n".join(textwrap.wrap(base64.b64encode(content).decode("ascii"), 76))
    disposition = "inline" if inline else "attachment"
    content_id = f"Content-ID: <{cid}>\r\n" if cid else ""
    label = _word(name)
    return (
        f'Content-Type: {type_}; name="{label}"\r\nContent-Disposition: {disposition}; filename="{label}";'
        f" size={len(content)}\r\n{content_id}Content-Transfer-Encoding: base64\r\n\r\n{lines}"
    )


COVER = (
    "Sehr geehrte Damen und Herren,\n\nanbei erhalten Sie unsere aktuelle Pressemitteilung mit der Bitte um"
    " Veröffentlichung.\n\nMit freundlichen Grüßen\n\n"
)

MAILS = {
    "pdf_release": mail(
        sender="Kranich, Karl <karl.kranich@stadtwerke-lindenau.example>",
        subject="Pressemitteilung",
        when="Mon, 14 Jul 2025 10:00:00 +0200",
        number="PDF1",
        text=COVER + "Karl Kranich\nStadtwerke Lindenau\n",
        files=[file("PM Hallenbad.pdf", "application/pdf", pool_pdf())],
        more="X-MS-Has-Attach: yes\r\nContent-Language: de-DE\r\n",
    ),
    "word_release": mail(
        sender="Straßenbauamt Erle <presse@strassenbau-erle.example>",
        subject="PM Erlebrücke",
        when="Tue, 15 Jul 2025 09:00:00 +0200",
        number="DOC1",
        text="Guten Tag,\n\nim Anhang unsere Meldung.\n\nViele Grüße\nSonja Wirth\n",
        files=[file("2025-07-15 Erlebrücke.docx", WORD, office.word(BRIDGE))],
    ),
    "word_and_pdf_of_one_text": mail(
        sender="Straßenbauamt Erle <presse@strassenbau-erle.example>",
        subject="Erlebrücke wird früher fertig",
        when="Tue, 15 Jul 2025 09:05:00 +0200",
        number="DOC2",
        text="",
        files=[
            file("Anfahrt.pdf", "application/pdf", pdf.document([pdf.wrapped(POOL_TEXT, x=60, y=700, room=400)])),
            file("PM_Bruecke.pdf", "application/pdf", pdf.document([pdf.wrapped(POOL_TEXT, x=60, y=700, room=400)])),
            file("PM_Bruecke.docx", "application/octet-stream", office.word(BRIDGE)),
        ],
    ),
    "opendocument_release": mail(
        sender="Heimatverein <vorstand@heimatverein-erle.example>",
        subject="Pressemeldung für die nächste Ausgabe",
        when="Wed, 16 Jul 2025 20:00:00 +0200",
        number="ODT1",
        text="Hallo zusammen,\n\nanbei ein Text über unser Sommerfest.\n\nLG Gisela\n",
        files=[
            file(
                "Sommerfest.odt",
                "application/vnd.oasis.opendocument.text",
                office.opendocument(
                    [
                        "# Sommerfest im Heimatmuseum",
                        (
                            "Am Sonntag, 3. August, feiert der Heimatverein Erle sein Sommerfest. Ab"
                            " 11 Uhr wird auf dem Hof"
                            " des Museums Brot gebacken, am Nachmittag spielt die Kapelle."
                        ),
                        (
                            "Kinder können eine alte Druckerpresse ausprobieren. Der Eintritt ist"
                            " frei, um Spenden für das"
                            " neue Dach wird gebeten."
                        ),
                    ]
                ),
            )
        ],
    ),
    "rtf_release": mail(
        sender="Musikschule Lindenau <info@musikschule-lindenau.example>",
        subject="Tag der offenen Tür",
        when="Thu, 17 Jul 2025 12:00:00 +0200",
        number="RTF1",
        text="Pressetext siehe Anhang.\n",
        files=[
            file(
                "Pressetext.rtf",
                "application/rtf",
                office.rtf(
                    [
                        "**Musikschule öffnet ihre Türen**",
                        (
                            "Die Musikschule Lindenau lädt am Samstag, 26. Juli, von 10 bis 14 Uhr"
                            " zum Tag der offenen Tür"
                            " ein. Alle Instrumente dürfen ausprobiert werden."
                        ),
                        "Um 12 Uhr spielt das Jugendorchester. – Der Eintritt ist frei.",
                    ]
                ),
            )
        ],
    ),
    "pdf_with_password": mail(
        sender="Notariat Berg <post@notariat-berg.example>",
        subject="Presseerklärung in Sachen Mühle",
        when="Fri, 18 Jul 2025 09:00:00 +0200",
        number="PDF2",
        text="Anbei unsere Presseerklärung.\n",
        files=[file("Erklärung.pdf", "application/pdf", pdf.with_password())],
    ),
    "pdf_scan": mail(
        sender="Schützenverein <schriftwart@schuetzen-nordfeld.example>",
        subject="Pressebericht Schützenfest",
        when="Sun, 20 Jul 2025 22:00:00 +0200",
        number="PDF3",
        text="Hallo, Bericht anbei. Gruß Werner\n",
        files=[file("Scan_0001.pdf", "application/pdf", pdf.document([[], []]))],
    ),
    "photos_with_iptc_and_xmp": mail(
        sender="Zoo Lindenau <presse@zoo-lindenau.example>",
        subject="Pressemitteilung: Nachwuchs bei den Erdmännchen",
        when="Mon, 21 Jul 2025 11:00:00 +0200",
        number="IPTC1",
        text=(
            "Nachwuchs bei den Erdmännchen\n\nIm Zoo Lindenau sind drei Erdmännchen zur Welt gekommen. Am Montag"
            " haben sie zum ersten Mal die Höhle verlassen.\n\nDie Jungen sind vier Wochen alt und"
            " wiegen je 120 Gramm.\n"
        ),
        files=[
            file(
                "erdmaennchen1.jpg",
                "image/jpeg",
                photos.jpeg(
                    iptc={
                        "caption": "Drei junge Erdmännchen vor ihrer Höhle",
                        "byline": "Lena Grün",
                        "credit": "Zoo Lindenau",
                        "headline": "Nachwuchs",
                    }
                ),
            ),
            file(
                "erdmaennchen2.jpg",
                "image/jpeg",
                photos.jpeg(xmp=photos.xmp(caption="Die Mutter wacht", creator="Lena Grün", credit="Zoo Lindenau")),
            ),
            file("logo.jpg", "image/jpeg", photos.jpeg(width=200, height=60), inline=True, cid="logo1"),
        ],
    ),
    "picture_bomb": mail(
        sender="Kunstverein <info@kunstverein-lindenau.example>",
        subject="Pressefoto zur Ausstellung",
        when="Tue, 22 Jul 2025 11:00:00 +0200",
        number="PNG1",
        text=(
            "Kunstverein zeigt große Formate\n\nDer Kunstverein Lindenau zeigt ab Freitag Bilder, die höher sind als"
            " seine Räume. Sie hängen im Treppenhaus über drei Stockwerke.\n"
        ),
        files=[file("riesig.png", "image/png", photos.png_bomb())],
    ),
    "zip_bomb_as_word": mail(
        sender="Unbekannt <wer@irgendwo.example>",
        subject="Pressemitteilung",
        when="Wed, 23 Jul 2025 11:00:00 +0200",
        number="BOMB1",
        text="Pressemitteilung anbei.\n",
        files=[file("PM.docx", WORD, office.package({"word/document.xml": b" " * (48 << 20)}))],
    ),
    "two_word_files": mail(
        sender="Landkreis Erle <presse@landkreis-erle.example>",
        subject="Zwei Pressemitteilungen",
        when="Fri, 25 Jul 2025 08:00:00 +0200",
        number="TWO1",
        text="Guten Morgen,\n\nanbei zwei Pressemitteilungen von heute.\n\nFreundliche Grüße\nIda Stern\n",
        files=[
            file("PM_Bruecke.docx", WORD, office.word(BRIDGE)),
            file(
                "PM_Impfbus.docx",
                WORD,
                office.word(
                    [
                        "# Impfbus hält wieder in den Dörfern",
                        (
                            "Der Impfbus des Landkreises fährt ab Montag wieder über die"
                            " Dörfer. Er hält an zwölf Orten, jeweils"
                            " zwei Stunden lang. Ein Termin ist nicht nötig."
                        ),
                        "Mitzubringen sind Ausweis und Impfpass.",
                    ]
                ),
            ),
        ],
    ),
    "embargo_in_the_file_alone": mail(
        sender="Stadtwerke Lindenau <presse@stadtwerke-lindenau.example>",
        subject="Neues Hallenbad öffnet am Samstag",
        when="Mon, 14 Jul 2025 10:20:00 +0200",
        number="PDF4",
        text=(
            f"Neues Hallenbad öffnet am Samstag\n\n{POOL_LEAD}\n\n{POOL_TEXT}\n\nDer Eintritt kostet fünf Euro, für"
            " Kinder zwei Euro. Geöffnet ist täglich außer montags von 7 bis 21 Uhr, im Winter bis 20 Uhr.\n"
        ),
        files=[file("PM Hallenbad.pdf", "application/pdf", pool_pdf())],
    ),
    "outlook_msg_attached": mail(
        sender="Sekretariat <sekretariat@verband-erle.example>",
        subject="WG: Pressemitteilung des Verbandes",
        when="Thu, 24 Jul 2025 08:00:00 +0200",
        number="MSG1",
        text="Zur Kenntnis.\n",
        files=[file("Pressemitteilung.msg", "application/vnd.ms-outlook", office.outlook_message())],
    ),
}


def main() -> None:
    for name, content in MAILS.items():
        (FOLDER / f"{name}.eml").write_bytes(content)


if __name__ == "__main__":
    main()
