"""Wrong sample files must say where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.sample import fields
from depesche.sample.fields import Fields, SampleError


def _fields(**values: object) -> Fields:
    return Fields(dict(values), place="a.toml")


def test_missing_field_is_named_with_its_file() -> None:
    with pytest.raises(SampleError, match=r"^a\.toml: headline: is missing$"):
        _fields().text("headline")


def test_empty_text_is_refused_where_one_is_needed() -> None:
    with pytest.raises(SampleError, match=r"a\.toml: lead: must not be empty"):
        _fields(lead="  ").text("lead")
    assert _fields(lead="  ").text("lead", default="") == ""


@pytest.mark.parametrize("value", [0, 10, "3", True, 2.0])
def test_urgency_must_be_a_whole_number_in_range(value: object) -> None:
    with pytest.raises(SampleError, match=r"a\.toml: urgency: must be a whole number from 1 to 9"):
        _fields(urgency=value).number("urgency", least=1, most=9)


def test_unknown_field_is_refused_on_closing() -> None:
    source = _fields(headline="H", headlne="typo")
    source.text("headline")
    with pytest.raises(SampleError, match=r"a\.toml: headlne: is not known"):
        source.close()


def test_a_nested_table_names_its_place() -> None:
    (entry,) = _fields(sources=[{"kind": "rumour"}]).tables("sources")
    with pytest.raises(SampleError, match=r"a\.toml: sources\[0\]: kind: must be one of link, release"):
        entry.choice("kind", ("link", "release"))


@pytest.mark.parametrize("rows", [[["a"]], [["a"], ["b", "c"]], [["a"], [1]], "a", [[], []]])
def test_ragged_or_short_tables_are_refused(rows: object) -> None:
    with pytest.raises(SampleError, match=r"a\.toml: rows"):
        _fields(rows=rows).rows("rows")


def test_texts_refuse_what_is_no_text() -> None:
    with pytest.raises(SampleError, match=r"a\.toml: topics: must be a list"):
        _fields(topics=["a", 1]).texts("topics")


def test_a_rewriter_that_fails_names_the_field() -> None:
    def refuse(text: str) -> str:
        raise ValueError(f"no {text}")

    with pytest.raises(SampleError, match=r"a\.toml: lead: no x"):
        _fields(lead="x").rewritten_by(refuse).text("lead")


def test_what_was_asked_before_rewriting_counts_as_asked() -> None:
    source = _fields(sent="x")
    source.text("sent")
    source.rewritten_by(str.upper).close()


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "b.toml"
    file.write_text("slug = ", "utf-8")
    with pytest.raises(SampleError, match=r"^b\.toml: cannot be read as TOML"):
        fields.read(file)
