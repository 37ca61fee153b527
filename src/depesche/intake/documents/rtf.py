"""Rich Text Format 1.9: text, paragraphs, bold and italic. Tables come as paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from depesche.intake.documents.writing import Writing
from depesche.intake.mail import charsets
from depesche.intake.markup.blocks import Block, Run

_TOKEN = re.compile(
    rb"\\(?:'(?P<hex>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|(?P<sign>[^a-zA-Z']))"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_UNREAD = frozenset(
    b"fonttbl colortbl stylesheet info pict header footer headerl headerr headerf footerl footerr footerf footnote"
    b" annotation themedata datastore listtable listoverridetable rsidtbl generator object fldinst xmlnstbl"
    b" latentstyles colorschememapping bkmkstart bkmkend nonshppict shpinst".split()
)
_SIGNS = {b"~": "\u00a0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}
_WORDS = {
    b"tab": " ", b"line": "\n", b"cell": " ", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_PARAGRAPHS = (b"par", b"row", b"sect", b"page")


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it. `skip`: how many characters follow `\\u` for old readers."""

    look: Run = Run(text="")
    read: bool = True
    skip: int = 1


@dataclass(slots=True)
class _Reader:
    writing: Writing
    runs: list[Run]
    codepage: str = "cp1252"
    bytes_: bytes = b""
    to_skip: int = 0

    def text(self, text: str, state: _State) -> None:
        if self.to_skip:
            text, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        if text and state.read:
            self.runs.append(replace(state.look, text=text))

    def flush_bytes(self, state: _State) -> None:
        """Bytes by number, together, since a character may have several."""
        content, self.bytes_ = self.bytes_, b""
        if content:
            self.text(charsets.decode(content, self.codepage), state)

    def end_paragraph(self) -> None:
        self.writing.paragraph(self.runs)
        self.runs = []


def read(content: bytes) -> list[Block]:
    """The blocks; a torn file gives what came before the tear."""
    reader = _Reader(Writing(), [])
    state = _State()
    stack: list[_State] = []
    for token in _TOKEN.finditer(content):
        if token["hex"]:
            reader.bytes_ += bytes.fromhex(token["hex"].decode("ascii"))
            continue
        reader.flush_bytes(state)
        if token["brace"] == b"{":
            stack.append(state)
        elif token["brace"]:
            state = stack.pop() if stack else state
        elif token["text"]:
            reader.text(charsets.decode(token["text"], reader.codepage), state)
        elif token["sign"] in (b"\n", b"\r"):
            reader.end_paragraph()
        elif token["sign"]:
            state = replace(state, read=False) if token["sign"] == b"*" else state
            reader.text(_SIGNS.get(token["sign"], ""), state)
        elif token["word"]:
            state = _word(token["word"], token["number"], state, reader)
    reader.flush_bytes(state)
    reader.end_paragraph()
    return reader.writing.blocks


def _word(word: bytes, number: bytes | None, state: _State, reader: _Reader) -> _State:
    value = int(number) if number else None
    if word in _UNREAD:
        return replace(state, read=False)
    if word in _PARAGRAPHS and state.read:
        reader.end_paragraph()
    elif word in _WORDS:
        reader.text(_WORDS[word], state)
    elif word == b"u" and value is not None:
        reader.text(chr(value % 0x10000), state)
        reader.to_skip = state.skip
    elif word == b"uc" and value is not None:
        return replace(state, skip=min(abs(value), 20))
    elif word == b"ansicpg" and value:
        reader.codepage = f"cp{value}"
    elif word == b"b":
        return replace(state, look=replace(state.look, strong=value != 0))
    elif word == b"i":
        return replace(state, look=replace(state.look, emphasis=value != 0))
    elif word in (b"plain", b"pard"):
        return replace(state, look=Run(text="")) if word == b"plain" else state
    return state
