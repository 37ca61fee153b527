from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.stories.significance import is_meaningful

OLD = "Der Stadtrat von Lindenbrück hat am Montag den Haushalt beschlossen. Er umfasst 214 Millionen Euro."


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        OLD.replace("Stadtrat", "Stadrat"),
        OLD.replace("beschlossen", "bechslossen"),
        OLD.replace("Montag den", "Montag, den"),
        OLD.replace("Haushalt", "haushalt"),
        OLD.replace("den Haushalt", "den den Haushalt"),
        OLD.replace(". Er", " – er"),
    ],
)
def test_typing_errors_keep_the_time(new: str) -> None:
    assert not is_meaningful(OLD, new)
    assert not is_meaningful(new, OLD)


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("214", "241"),
        OLD.replace("hat am", "hat nicht am"),
        OLD.replace("Montag", "Dienstag"),
        OLD + " Die Opposition stimmte dagegen.",
        OLD.replace(" Er umfasst 214 Millionen Euro.", ""),
        OLD.replace("Er umfasst", "Sie umfasst"),
        OLD.replace("Haushalt", "Etat"),
    ],
)
def test_new_facts_move_the_time(new: str) -> None:
    assert is_meaningful(OLD, new)


def test_a_rewritten_text_is_meaningful_even_word_by_word_alike() -> None:
    words = [f"wortlaut{chr(97 + n)}" for n in range(12)]
    assert is_meaningful(" ".join(words), " ".join(word.replace("wort", "wert") for word in words))


@given(st.text(max_size=80))
def test_a_text_never_differs_from_itself(text: str) -> None:
    assert not is_meaningful(text, text)


@given(st.text(max_size=40), st.integers(0, 9))
def test_an_added_number_always_counts(text: str, number: int) -> None:
    assert is_meaningful(text, f"{text} zugleich {number}{number}7 Menschen")
