"""What serves readers and takes announcements runs without Django, however it is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "imports",
    [
        "depesche.delivery.server.front_process",
        "depesche.delivery.server.supervisor",
        "depesche.commands.serve",
        "depesche.commands.announce",
        "depesche.delivery.stores.blobs",
        "depesche.delivery.live.valkey_log",
    ],
)
def test_no_django(imports: str) -> None:
    program = f"import sys, {imports}; sys.exit(any(n.split('.')[0] in ('django', 'wagtail') for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
