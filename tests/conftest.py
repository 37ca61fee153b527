"""Every test run gets an empty home of its own, before any setting is read."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="depesche-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["DEPESCHE_HOME"] = _home
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
for _name in ("DEPESCHE_PUBLIC_URL", "DEPESCHE_LANGUAGE", "DEPESCHE_TIME_ZONE", "DEPESCHE_DNS_FILE"):
    os.environ.pop(_name, None)
