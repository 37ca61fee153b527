"""winmail.dat: what Outlook wraps mails in for other Outlooks (MS-OXTNEF). Body and attachments are taken out.

The body in compressed RTF is not read: Outlook sends the same text beside it as plain text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from depesche.intake.mail import charsets

SIGNATURE = b"\x78\x9f\x3e\x22"

_ATTRIBUTE_BODY = 0x0002800C
_ATTRIBUTE_TITLE = 0x00018010
_ATTRIBUTE_DATA = 0x0006800F
_ATTRIBUTE_NEW_ATTACHMENT = 0x00069002
_ATTRIBUTE_MESSAGE_PROPERTIES = 0x00069003
_ATTRIBUTE_ATTACHMENT_PROPERTIES = 0x00069005

_PROPERTY_BODY = 0x1000
_PROPERTY_HTML = 0x1013
_PROPERTY_DATA = 0x3701
_PROPERTY_SHORT_NAME = 0x3704
_PROPERTY_LONG_NAME = 0x3707
_PROPERTY_MIME_TYPE = 0x370E

_FIXED_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
_TEXT, _WIDE_TEXT, _BINARY, _OBJECT = 0x1E, 0x1F, 0x102, 0x0D
_SEVERAL = 0x1000


@dataclass(slots=True)
class Enclosure:
    """An attachment inside winmail.dat."""

    name: str = ""
    type: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Contents:
    text: str = ""
    html: str = ""
    enclosures: list[Enclosure] = field(default_factory=list)
    is_torn: bool = False
    """Something in it could not be read."""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.html or self.enclosures)


def read(content: bytes) -> Contents | None:
    """What is inside; None when this is no winmail.dat. A torn one gives what came before the tear."""
    if not content.startswith(SIGNATURE):
        return None
    found = Contents()
    try:
        for attribute, value in _attributes(content):
            _take(found, attribute, value)
    except (struct.error, IndexError, ValueError):
        found.is_torn = True  # what was found so far is all there is
    found.enclosures = [one for one in found.enclosures if one.content]
    return found


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    position = 6
    while position + 9 <= len(content):
        attribute, length = struct.unpack_from("<II", content, position + 1)
        position += 9
        yield attribute, content[position : position + length]
        if position + length > len(content):
            raise ValueError(length)
        position += length + 2


def _take(found: Contents, attribute: int, value: bytes) -> None:
    if attribute == _ATTRIBUTE_BODY:
        found.text = found.text or _narrow(value)
    elif attribute == _ATTRIBUTE_MESSAGE_PROPERTIES:
        properties = dict(_properties(value))
        found.text = found.text or _string(properties.get(_PROPERTY_BODY))
        found.html = _string(properties.get(_PROPERTY_HTML))
    elif attribute == _ATTRIBUTE_NEW_ATTACHMENT:
        found.enclosures.append(Enclosure())
    elif not found.enclosures:
        return
    elif attribute == _ATTRIBUTE_TITLE:
        found.enclosures[-1].name = found.enclosures[-1].name or _narrow(value)
    elif attribute == _ATTRIBUTE_DATA:
        found.enclosures[-1].content = value
    elif attribute == _ATTRIBUTE_ATTACHMENT_PROPERTIES:
        _describe(found.enclosures[-1], dict(_properties(value)))


def _describe(enclosure: Enclosure, properties: dict[int, bytes | str]) -> None:
    name = properties.get(_PROPERTY_LONG_NAME) or properties.get(_PROPERTY_SHORT_NAME)
    enclosure.name = _string(name) or enclosure.name
    enclosure.type = _string(properties.get(_PROPERTY_MIME_TYPE)).lower()
    data = properties.get(_PROPERTY_DATA)
    if isinstance(data, bytes) and not enclosure.content:
        enclosure.content = data


def _properties(value: bytes) -> Iterator[tuple[int, bytes | str]]:
    """MAPI properties; those of fixed size are passed over. Raises struct.error where the data is torn."""
    (count,) = struct.unpack_from("<I", value, 0)
    position = 4
    for _ in range(min(count, 10_000)):
        kind, number = struct.unpack_from("<HH", value, position)
        position += 4
        if number >= 0x8000:
            position = _after_name(value, position)
        if kind in (_TEXT, _WIDE_TEXT, _BINARY, _OBJECT) or kind & _SEVERAL:
            single = kind & ~_SEVERAL
            (several,) = struct.unpack_from("<I", value, position)
            position += 4
            for _ in range(min(several, 10_000)):
                if single in _FIXED_SIZES:
                    position += _FIXED_SIZES[single]
                    continue
                (length,) = struct.unpack_from("<I", value, position)
                data = value[position + 4 : position + 4 + length]
                position += 4 + _padded(length)
                yield number, _typed(single, data)
        else:
            position += _FIXED_SIZES.get(kind, 4)


def _after_name(value: bytes, position: int) -> int:
    (by_string,) = struct.unpack_from("<I", value, position + 16)
    if not by_string:
        return position + 24
    (length,) = struct.unpack_from("<I", value, position + 20)
    return position + 24 + _padded(length)


def _padded(length: int) -> int:
    return length + (-length % 4)


def _typed(kind: int, data: bytes) -> bytes | str:
    if kind == _WIDE_TEXT:
        return data.decode("utf_16_le", "replace").rstrip("\0")
    if kind == _TEXT:
        return _narrow(data)
    return data[16:] if kind == _OBJECT else data


def _narrow(data: bytes) -> str:
    return charsets.decode(data.rstrip(b"\0"))


def _string(value: bytes | str | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else charsets.decode(value)
