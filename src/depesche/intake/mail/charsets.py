"""Bytes to text, whatever charset they claim. Mails lie: the label is a hint, the bytes decide.

Labels are read as the WHATWG Encoding Standard reads them (ISO-8859-1 and ASCII mean windows-1252).
"""

from __future__ import annotations

import codecs
import re

import webencodings

from depesche.kit import surrogates

_MORE = {
    "utf-7": "utf_7",
    "unicode-1-1-utf-7": "utf_7",
    "cp437": "cp437",
    "ibm437": "cp437",
    "cp850": "cp850",
    "cp-850": "cp850",
    "ibm850": "cp850",
    "cp858": "cp858",
    "cp1252": "cp1252",
    "ansi": "cp1252",
    "windows1252": "cp1252",
    "hz-gb-2312": "hz",
    "iso-2022-kr": "iso2022_kr",
    "iso-2022-jp-2": "iso2022_jp_2",
    "utf-32": "utf_32",
    "utf-32le": "utf_32_le",
    "utf-32be": "utf_32_be",
    "utf8mb4": "utf_8",
    "utf-8-sig": "utf_8",
    "viscii": "cp1258",
}
_MULTIBYTE = ("gb", "big5", "euc", "shift", "cp932", "iso2022", "hz", "utf_7", "utf_16", "utf_32", "ms949", "cp949")
_ESCAPED = ("iso2022", "hz", "utf_7", "utf_16", "utf_32")
_LABEL_RUBBISH = re.compile(r"[^a-z0-9_.:+-]+")
_MOST_STRAY_BYTES = 5_000
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
_TWICE_ENCODED = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ\u017d‘’“”•–—˜™š›œ\u017eŸ¡-¿]|â€[\u0080-\u00bfœž™š¦“”˜]")


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    """Decode what is no UTF-8 byte by byte as windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_windows_1252(byte) for byte in wrong), error.end


def _windows_1252(byte: int) -> str:
    return bytes((byte,)).decode("cp1252", "replace")


codecs.register_error("depesche.one_byte", _one_byte)


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of `content`; never fails, costs linear time. `declared` is the label it came with, if any.

    It can be encoded again: half a surrogate pair, which UTF-7 lets through, becomes U+FFFD.
    """
    return surrogates.replaced(_decoded(content, declared))


def _decoded(content: bytes, declared: str | None) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    name = _codec(declared)
    if content.isascii() and not name.startswith(_ESCAPED):
        return content.decode("ascii")
    return _multibyte(content, name) if name.startswith(_MULTIBYTE) else _eight_bit(content, name)


def fits(content: bytes, declared: str) -> bool:
    """Whether `content` is whole text in the charset it claims."""
    try:
        content.decode(_codec(declared) or "utf_8")
    except UnicodeDecodeError:
        return False
    return True


def repair(text: str) -> str:
    """Undo UTF-8 that was taken for windows-1252 and encoded once more ("fÃ¼r"), where that explains all of it."""
    if not _TWICE_ENCODED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf_8")
    except UnicodeError:
        pass
    try:
        return text.encode("latin_1").decode("utf_8")
    except UnicodeError:
        return text


def _codec(declared: str | None) -> str:
    """The Python codec for a label; "" when there is none that reads text."""
    label = _LABEL_RUBBISH.sub("", (declared or "").strip().lower())
    if label in _MORE:
        return _MORE[label]
    encoding = webencodings.lookup(label.replace("_", "-")) or webencodings.lookup(label)
    if encoding is None or encoding.name in ("x-user-defined", "replacement"):
        return ""
    return codecs.lookup(encoding.codec_info.name).name.replace("-", "_")


def _eight_bit(content: bytes, name: str) -> str:
    """What is valid UTF-8 is UTF-8: by chance that hardly happens. `name` "" is for no or no honest label."""
    try:
        return content.decode("utf_8")
    except UnicodeDecodeError:
        if name not in ("", "utf_8"):
            return content.decode(name, "replace")
    if content.decode("utf_8", "replace").count("\ufffd") > _MOST_STRAY_BYTES:
        return content.decode("cp1252", "replace")
    return content.decode("utf_8", "depesche.one_byte")


def _multibyte(content: bytes, name: str) -> str:
    if name.startswith(("utf_16", "utf_32")) and b"\0" not in content:
        return _decoded(content, None)
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("utf_8")
    except UnicodeDecodeError:
        return content.decode(name, "replace")
