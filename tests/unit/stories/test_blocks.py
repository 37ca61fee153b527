from __future__ import annotations

from depesche.stories.blocks import Body


def test_an_emoji_cut_in_half_in_a_browser_is_mended() -> None:
    body = Body()
    sent = body.to_python(
        [
            {"type": "text", "value": "<p>Schön \ud83d</p>", "id": "1"},
            {"type": "table", "value": {"data": [["\ude00", "b"]]}, "id": "2"},
        ]
    )
    cleaned = body.clean(sent)
    assert cleaned[0].value.source == "<p>Schön \ufffd</p>"
    assert cleaned[1].value["data"] == [["\ufffd", "b"]]


def test_what_is_whole_stays_the_very_same() -> None:
    body = Body()
    sent = body.to_python([{"type": "subheading", "value": "Schön 😀", "id": "1"}])
    assert body.get_prep_value(body.clean(sent)) == body.get_prep_value(sent)
