"""The house as a whole: what no single room can check."""

import depesche


def test_the_package_knows_its_version() -> None:
    assert depesche.__version__[0].isdigit()
