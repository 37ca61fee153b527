from __future__ import annotations

import pytest

from depesche.intake.markup import shown


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="cid:logo" width="180" height="60">', {"logo"}),
        ('<img width=120 src="cid:logo">', {"logo"}),
        ('<img style="width:160px;height:50px" src="cid:logo">', {"logo"}),
        ('<img src="cid:photo" width="560">', set()),
        ('<img src="cid:photo" width="600" height="100">', set()),
        ('<img src="cid:photo" width="100%">', set()),
        ('<img src="cid:photo">', set()),
        ('<img src="cid:both" width="90"><img src="cid:both" width="600">', set()),
        ('<img src="https://example.org/p.gif" width="1" height="1">', set()),
    ],
)
def test_what_is_shown_small_is_no_photograph(html: str, expected: set[str]) -> None:
    assert shown.small(html) == expected
