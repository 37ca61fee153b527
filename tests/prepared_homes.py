"""A home with the sample newsroom in it, made once a test run and copied for whoever needs one."""

from __future__ import annotations

import atexit
import fcntl
import functools
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from tests import scaled
from tests.running import Newsroom


@functools.cache
def _first() -> Path:
    """The first of the run's processes makes it, the others wait; the last to leave takes it away."""
    folder = Path(tempfile.gettempdir()) / f"depesche-demo-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    folder.mkdir(exist_ok=True)
    home, made = folder / "home", folder / "made"
    here = folder.with_suffix(".lock").open("w")
    fcntl.flock(here, fcntl.LOCK_SH)
    with (folder / "making.lock").open("w") as making:
        fcntl.flock(making, fcntl.LOCK_EX)
        if not made.exists():
            scaled.environment(home, is_shared=True)
            Newsroom(home=home).command("demo")
            made.touch()
    atexit.register(_leave, folder, here)
    return home


def _leave(folder: Path, here: IO[str]) -> None:
    with here:
        try:
            fcntl.flock(here, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        scaled.drop(folder / "home")
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".lock").unlink()


def copy_to(home: Path) -> Path:
    """The sample newsroom at `home`, as `depesche demo` leaves it before any first `serve`."""
    scaled.environment(home, copied_from=_first())
    return Path(shutil.copytree(_first(), home))
