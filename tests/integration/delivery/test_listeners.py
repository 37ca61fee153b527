"""Listening sockets: one for each front, evenly loaded, never silently shared with another program."""

from __future__ import annotations

import socket

import pytest

from depesche.delivery.server.listeners import PortTaken, check_free, open_listeners


def test_each_front_has_a_socket_on_the_same_port() -> None:
    opened = open_listeners("127.0.0.1", 0, fronts=3, setting="DEPESCHE_PORT")
    ports = {listener.getsockname()[1] for sockets in opened for listener in sockets}
    assert len(opened) == 3
    assert len(ports) == 1
    connected = [socket.create_connection(("127.0.0.1", ports.copy().pop())) for _ in range(60)]
    accepted = []
    for [listener] in opened:
        accepted.append(0)
        try:
            while True:
                listener.accept()[0].close()
                accepted[-1] += 1
        except BlockingIOError:
            pass
    assert sum(accepted) == 60
    assert min(accepted) > 5
    for sock in [*connected, *(listener for sockets in opened for listener in sockets)]:
        sock.close()


def test_a_port_that_is_taken_is_named_even_when_its_owner_would_share() -> None:
    for shares in (False, True):
        with socket.socket() as owner:
            if shares:
                owner.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            owner.bind(("127.0.0.1", 0))
            owner.listen()
            port = owner.getsockname()[1]
            with pytest.raises(PortTaken, match=f"port {port} .* DEPESCHE_PORT"):
                open_listeners("127.0.0.1", port, fronts=2, setting="DEPESCHE_PORT")
            with pytest.raises(PortTaken, match="DEPESCHE_SMTP_PORT"):
                check_free("127.0.0.1", port, setting="DEPESCHE_SMTP_PORT")


def test_a_host_that_is_none_is_named() -> None:
    with pytest.raises(PortTaken, match="DEPESCHE_HOST"):
        open_listeners("nirgends.invalid", 0, fronts=1, setting="DEPESCHE_PORT")
    with pytest.raises(PortTaken, match=r"192\.0\.2\.1"):
        open_listeners("192.0.2.1", 0, fronts=1, setting="DEPESCHE_PORT")
