"""What `serve` settles before any part starts."""

from __future__ import annotations

import fcntl
import socket
import threading
from pathlib import Path

import pytest

from depesche.commands import inspection, serving
from depesche.delivery.server.listeners import PortTaken
from depesche.kit import running
from depesche.kit.config import Config


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def test_a_server_leaves_its_address_at_home_while_it_runs(tmp_path: Path) -> None:
    port, smtp_port = _free_port(), _free_port()
    elsewhere = Config(home=tmp_path, port=1, smtp_port=1)
    own = Config(home=tmp_path, port=port, smtp_port=smtp_port, workers=1)
    with serving.hold_home(own, only=None):
        started = serving.supervisor(own, only=None, with_demo=False)
        assert elsewhere.origin == f"http://127.0.0.1:{port}"
        assert f"answers on 127.0.0.1:{port}" in inspection._web_port(elsewhere).state
        assert f"port {smtp_port}" in inspection._mail_port(elsewhere).state  # its process has not begun
        for part in started.parts:
            for listener in part.sockets:
                listener.close()
    assert elsewhere.origin == "http://127.0.0.1:1"
    assert running.lock_file(tmp_path, running.WEB).read_bytes() == b""


def test_asking_for_the_address_keeps_no_server_from_starting(tmp_path: Path) -> None:
    config = Config(home=tmp_path)
    with serving.hold_home(config, only=running.WEB), pytest.raises(serving.HomeTaken):
        serving.hold_home(config, only=running.WEB)
    asking = running.lock_file(tmp_path, running.WEB).open("rb")
    fcntl.flock(asking, fcntl.LOCK_SH)
    threading.Timer(0.05, asking.close).start()
    serving.hold_home(config, only=running.WEB).close()


def test_one_port_for_two_listeners_is_told_by_the_names_of_both_settings(tmp_path: Path) -> None:
    port = _free_port()
    with pytest.raises(PortTaken, match=f"DEPESCHE_PORT and DEPESCHE_SMTP_PORT both name port {port}"):
        serving.supervisor(Config(home=tmp_path, port=port, smtp_port=port), only=None, with_demo=False)
