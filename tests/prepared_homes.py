"""Homes that many tests begin from, made once a test run and copied for whoever needs one."""

from __future__ import annotations

import atexit
import fcntl
import functools
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO, Literal

from tests import scaled
from tests.running import Newsroom

IN_WEBP = "from depesche.media.models import Picture; Picture.objects.update(avif_due=False)"
"""Making AVIF of the sample's pictures would keep each copy busy for minutes."""
ADDRESS = "http://depesche.example"
"""What the sample newsroom calls itself, on whatever port it runs."""
Kind = Literal["tables", "sample"]
"""A home with empty tables and nothing else; the sample newsroom as `depesche demo` leaves it."""


def tables(home: Path) -> Path:
    """A home that was never served, with its database up to date: migrating costs a first start most of its time."""
    return _copy("tables", home)


def sample(home: Path) -> Path:
    """The sample newsroom at `home`, as `depesche demo` leaves it before any first `serve`."""
    return _copy("sample", home)


@functools.cache
def first(kind: Kind) -> Path:
    """What is copied. The first of the run's processes makes it, the others wait; the last to leave takes it away."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", os.getpid())
    folder = Path(tempfile.gettempdir()) / f"depesche-{kind}-{run}"
    folder.mkdir(exist_ok=True)
    home, made = folder / "home", folder / "made"
    here = folder.with_suffix(".lock").open("w")
    fcntl.flock(here, fcntl.LOCK_SH)
    with (folder / "making.lock").open("w") as making:
        fcntl.flock(making, fcntl.LOCK_EX)
        if not made.exists():
            _make(kind, home)
            made.touch()
    atexit.register(_leave, folder, here)
    return home


def _make(kind: Kind, home: Path) -> None:
    if kind == "sample":
        scaled.environment(home, copied_from=first("tables"), is_shared=True)
        shutil.copytree(first("tables"), home)
        # Under an address of its own every copy would bake all its pages anew.
        (home / "depesche.toml").write_text(f'public_url = "{ADDRESS}"\n', "utf-8")
        newsroom = Newsroom(home=home)
        newsroom.command("demo")
        newsroom.command("shell", "-c", IN_WEBP)
    else:
        scaled.environment(home, is_shared=True)
        Newsroom(home=home).command("migrate", "--verbosity", "0")


def _copy(kind: Kind, home: Path) -> Path:
    scaled.environment(home, copied_from=first(kind))
    return Path(shutil.copytree(first(kind), home, dirs_exist_ok=True))


def _leave(folder: Path, here: IO[str]) -> None:
    with here:
        try:
            fcntl.flock(here, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        scaled.drop(folder / "home")
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".lock").unlink()
