"""A home with the sample newsroom in it, made once a test run and copied for whoever needs one."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from tests import scaled
from tests.running import Newsroom


@functools.cache
def _first() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="depesche-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Newsroom(home=folder / "home").command("demo")
    return folder / "home"


def copy_to(home: Path) -> Path:
    """The sample newsroom at `home`, as `depesche demo` leaves it before any first `serve`."""
    scaled.environment(home, copied_from=_first())
    return Path(shutil.copytree(_first(), home))
