"""Every word of ours that an editor sees exists in German, and the compiled catalogues are those of the sources."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import depesche

ROOT = Path(depesche.__file__).parent
ROOMS = ("desk", "outgoing", "stories", "media")
_FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext"}
_TRANSLATE = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')(?:\s+context\s+"([^"]+)")?\s*%}""")
_BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?)(?:{%\s*plural\s*%}.*?)?{%\s*endblocktranslate\s*%}", re.DOTALL)


def _catalogue(room: str) -> gettext.GNUTranslations:
    with (ROOT / room / "locale/de/LC_MESSAGES/django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def _in_code(room: str) -> Iterator[str]:
    for file in (ROOT / room).rglob("*.py"):
        if "migrations" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def _in_templates(room: str) -> Iterator[str]:
    for file in (ROOT / room).rglob("*.html"):
        text = file.read_text("utf-8")
        for match in _TRANSLATE.finditer(text):
            words = (match[1] or match[2]).replace("%", "%%")
            yield f"{match[3]}\x04{words}" if match[3] else words
        for match in _BLOCK.finditer(text):
            yield re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", match[1])


@pytest.mark.parametrize("room", ROOMS)
def test_every_word_is_german_too(room: str) -> None:
    known = {key[0] if isinstance(key, tuple) else key for key in _catalogue(room)._catalog}  # type: ignore[attr-defined]
    asked = {*_in_code(room), *_in_templates(room)}
    assert asked, "nothing was found to check"
    assert asked - known == set()


@pytest.mark.parametrize("room", ROOMS)
def test_the_compiled_catalogue_is_that_of_its_source(room: str) -> None:
    source = (ROOT / room / "locale/de/LC_MESSAGES/django.po").read_text("utf-8")
    assert "fuzzy" not in source
    compiled = _catalogue(room)
    pairs = re.findall(r'^msgid "([^"\\]+)"\nmsgstr "([^"\\]+)"$', source, re.MULTILINE)
    assert len(pairs) > 10
    contexts = set(re.findall(r'^msgctxt "[^"]+"\nmsgid "([^"]+)"', source, re.MULTILINE))
    assert {(a, b) for a, b in pairs if a not in contexts and compiled.gettext(a) != b} == set()
