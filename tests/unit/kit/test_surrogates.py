import json

from hypothesis import given
from hypothesis import strategies as st

from depesche.kit import surrogates


def test_half_a_pair_is_replaced_and_a_whole_character_is_kept() -> None:
    assert surrogates.replaced("a \ud83d b \U0001f600 c \udc00") == "a \ufffd b \U0001f600 c \ufffd"


def test_values_of_json_are_mended_at_every_depth_names_included() -> None:
    value = json.loads(r'{"a\ud800": ["b\udfff", {"c": "\ud83d\ude00"}, 1, null, true]}')
    assert surrogates.replaced_in(value) == {"a\ufffd": ["b\ufffd", {"c": "😀"}, 1, None, True]}


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_comes_can_be_encoded_and_keeps_its_length(text: str) -> None:
    mended = surrogates.replaced(text)
    mended.encode("utf-8")
    assert len(mended) == len(text)
