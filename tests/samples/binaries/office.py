"""Word, OpenDocument and RTF files of a few paragraphs."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_TIME = (2025, 7, 14, 9, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/></w:style></w:styles>'
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def package(files: dict[str, str | bytes]) -> bytes:
    """A zip archive with these files, the same bytes each time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word(paragraphs: Sequence[str]) -> bytes:
    """`# ` begins a heading, `## ` a smaller one, `- ` a list item, `|` a table row; `**` around it makes it bold."""
    body = []
    rows: list[str] = []
    for text in [*paragraphs, ""]:
        if text.startswith("|"):
            cells = text.strip("|").split("|")
            rows.append(f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell.strip())}</w:tc>' for cell in cells)}</w:tr>")
            continue
        if rows:
            body.append(f"<w:tbl>{''.join(rows)}</w:tbl>")
            rows = []
        if text:
            body.append(_paragraph(text))
    document = f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    return package(
        {
            "[Content_Types].xml": _TYPES,
            "word/document.xml": document,
            "word/styles.xml": _STYLES,
            "word/numbering.xml": _NUMBERING,
            "word/header1.xml": f'<w:hdr xmlns:w="{_W}">{_paragraph("Briefkopf")}</w:hdr>',
        }
    )


def _paragraph(text: str) -> str:
    facts = look = ""
    if text.startswith("## "):
        facts, text = '<w:pStyle w:val="berschrift2"/>', text[3:]
    elif text.startswith("# "):
        facts, text = '<w:pStyle w:val="berschrift1"/>', text[2:]
    elif text.startswith("- "):
        facts = '<w:pStyle w:val="Listenabsatz"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        text = text[2:]
    if text.startswith("**"):
        look, text = "<w:rPr><w:b/></w:rPr>", text.strip("*")
    # Word parts a sentence into runs wherever its spelling checker has been.
    half = len(text) // 2
    runs = "".join(
        f'<w:r>{look}<w:t xml:space="preserve">{escape(part)}</w:t></w:r><w:proofErr w:type="spellStart"/>'
        for part in (text[:half], text[half:])
    )
    gone = f'<w:del w:id="1"><w:r><w:delText>{"gestrichen"}</w:delText></w:r></w:del>'
    return f"<w:p><w:pPr>{facts}</w:pPr>{runs}{gone}</w:p>"


def opendocument(paragraphs: Sequence[str]) -> bytes:
    """The same marks as in `word`, without tables."""
    body = []
    for text in paragraphs:
        if text.startswith("# "):
            body.append(f'<text:h text:outline-level="1">{escape(text[2:])}</text:h>')
        elif text.startswith("- "):
            body.append(f"<text:list><text:list-item><text:p>{escape(text[2:])}</text:p></text:list-item></text:list>")
        elif text.startswith("**"):
            body.append(f'<text:p><text:span text:style-name="T1">{escape(text.strip("*"))}</text:span></text:p>')
        else:
            body.append(f"<text:p>{escape(text).replace('  ', '<text:s/> ')}</text:p>")
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"'
        for name, value in (("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"))
    )
    styles = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf(paragraphs: Sequence[str]) -> bytes:
    """`**` around a paragraph makes it bold. Umlauts by number, other characters as Word writes them."""
    out = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\*\generator Riched20;}{\info{\author Wer}}\pard\f0\fs22 "
    ]
    for text in paragraphs:
        bold = text.startswith("**")
        letters = "".join(_letter(letter) for letter in text.strip("*"))
        out.append((r"{\b " + letters + r"}" if bold else letters) + "\\par\r\n")
    return "".join([*out, "}"]).encode("ascii")


def _letter(letter: str) -> str:
    if letter in "\\{}":
        return "\\" + letter
    if letter.isascii():
        return letter
    byte = letter.encode("cp1252", "ignore")
    return f"\\'{byte[0]:02x}" if byte and letter in "äöüÄÖÜßé" else f"\\u{ord(letter)}?"


def zip_bomb() -> bytes:
    """A Word document of half a gigabyte of blanks."""
    return package({"word/document.xml": b" " * (1 << 29)})


def outlook_message() -> bytes:
    """What the beginning and the names inside an Outlook .msg look like; nothing else of it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "__substg1.0_0037001F".encode("utf_16_le")
