"""Every test run gets an empty home of its own, before any setting is read."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# CI looks at the same examples every time, so that it is red for a change and not for bad luck; by hand they vary.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "house")

_home = tempfile.mkdtemp(prefix="depesche-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["DEPESCHE_HOME"] = _home
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
for _name in ("DEPESCHE_PUBLIC_URL", "DEPESCHE_LANGUAGE", "DEPESCHE_TIME_ZONE"):
    os.environ.pop(_name, None)
# No test asks the network for names.
os.environ["DEPESCHE_DNS_FILE"] = str(Path(tempfile.mkstemp(dir=_home, suffix=".dns.json")[1]))
Path(os.environ["DEPESCHE_DNS_FILE"]).write_text("{}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Test processes choose a home of their own first: with this name inherited they would read the settings before."""
    if session.config.getoption("numprocesses", None):
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
