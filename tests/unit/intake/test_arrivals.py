import pytest

from depesche.intake.arrivals import Arrival


def test_an_arrival_survives_its_file_even_with_bytes_that_are_no_utf8(arrival: Arrival) -> None:
    assert Arrival.from_json(arrival.to_json()) == arrival


def test_a_torn_arrival_is_named_so(arrival: Arrival) -> None:
    with pytest.raises(ValueError, match=r"."):
        Arrival.from_json(arrival.to_json()[:-9])


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"[]", b"{}", b'{"how": 1}'])
def test_what_is_no_arrival_is_named_so(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Arrival.from_json(content)
