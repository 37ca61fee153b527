"""The supervisor keeps its children running, and takes them along when it goes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.delivery.harness import wait_until

DRIVER = """
import json, logging, sys
from depesche.delivery.server import supervisor
logging.basicConfig()
plan = json.loads(sys.argv[1])
supervisor.STOP_SECONDS = plan["stop_seconds"]
def part(name, code, waits=False):
    return supervisor.Part(name=name, command=[sys.executable, "-c", code, "{lifeline}", "{gate}"], waits=waits)
sys.exit(supervisor.Supervisor(
    parts=[part(*p) for p in plan["parts"]],
    preparation=part("prepare", plan["prepare"]) if plan["prepare"] else None,
    can_wait=lambda: plan["can_wait"],
).run())
"""
HOLD = "import sys; from depesche.delivery.server import lifeline; lifeline.hold(int(sys.argv[1]));"


class Play:
    """A supervisor in a process of its own, whose children note in a file that they live."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.process: subprocess.Popen[str] | None = None

    def start(self, *parts: tuple[str, str, bool], prepare: str = "", can_wait: bool = False, stop: float = 5) -> None:
        plan = {"parts": parts, "prepare": prepare, "can_wait": can_wait, "stop_seconds": stop}
        command = [sys.executable, "-c", DRIVER, json.dumps(plan)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def child(self, name: str, then: str) -> str:
        return f"{HOLD} import os, time; open({str(self.notes)!r}, 'a').write('{name} %d\\n' % os.getpid()); {then}"

    def noted(self, name: str) -> list[int]:
        lines = self.notes.read_text().split("\n") if self.notes.exists() else []
        return [int(line.split()[1]) for line in lines if line.startswith(f"{name} ")]

    def end(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Exit code, and the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(20)
        return code, time.monotonic() - began

    def said(self) -> str:
        assert self.process is not None
        assert self.process.stderr is not None
        return self.process.stderr.read()


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    played = Play(tmp_path)
    yield played
    assert played.process is not None
    if played.process.poll() is None:
        played.process.kill()
    played.process.wait(10)
    assert played.process.stderr is not None
    played.process.stderr.close()


def is_alive(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


SLEEP = "time.sleep(60)"


def test_parts_run_until_the_end_and_end_in_good_order(play: Play) -> None:
    play.start(("a", play.child("a", SLEEP), False), ("b", play.child("b", SLEEP), True))
    wait_until(lambda: play.noted("a") and play.noted("b"))
    code, took = play.end()
    assert code == 0
    assert took < 3
    assert not any(is_alive(pid) for pid in [*play.noted("a"), *play.noted("b")])


def test_ctrl_c_is_for_the_supervisor(play: Play) -> None:
    play.start(("a", play.child("a", SLEEP), False))
    wait_until(lambda: play.noted("a"))
    assert os.getpgid(play.noted("a")[0]) == play.noted("a")[0]
    assert play.end(signal.SIGINT)[0] == 0
    assert "KeyboardInterrupt" not in play.said()


def test_a_closed_terminal_ends_it_unless_the_caller_said_otherwise(play: Play) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # what `nohup` does, and the child inherits
    try:
        play.start(("a", play.child("a", SLEEP), False))
    finally:
        signal.signal(signal.SIGHUP, before)
    wait_until(lambda: play.noted("a"))
    assert play.process is not None
    play.process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        play.process.wait(0.3)
    assert play.end()[0] == 0


def test_what_dies_is_started_again_ever_more_slowly(play: Play) -> None:
    play.start(("a", play.child("a", "os._exit(3)"), False), ("b", play.child("b", SLEEP), False))
    wait_until(lambda: len(play.noted("a")) >= 4)
    assert len(play.noted("b")) == 1
    assert play.end()[0] == 0
    pauses = [line.rpartition("in ")[2] for line in play.said().splitlines() if "exit code 3" in line]
    assert pauses[:3] == ["0.1 s.", "0.2 s.", "0.4 s."]


def test_a_killed_part_comes_back(play: Play) -> None:
    play.start(("a", play.child("a", SLEEP), False))
    wait_until(lambda: play.noted("a"))
    os.kill(play.noted("a")[0], signal.SIGKILL)
    wait_until(lambda: len(play.noted("a")) == 2)
    play.end()
    assert "signal SIGKILL" in play.said()


def test_who_does_not_end_in_time_is_killed(play: Play) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEP
    play.start(("a", play.child("a", deaf), False), stop=0.5)
    wait_until(lambda: play.noted("a"))
    time.sleep(0.3)
    code, took = play.end()
    assert code == 0
    assert 0.4 < took < 3
    assert not is_alive(play.noted("a")[0])


def test_a_second_ctrl_c_kills_at_once_but_a_second_sigterm_does_not(play: Play) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEP
    play.start(("a", play.child("a", deaf), False), stop=15)
    wait_until(lambda: play.noted("a"))
    time.sleep(0.3)
    assert play.process is not None
    for _ in range(2):
        play.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert play.process.poll() is None
    assert play.end(signal.SIGINT)[1] < 3


def test_some_parts_wait_for_the_preparation(play: Play) -> None:
    play.start(
        ("front", play.child("front", SLEEP), False),
        ("newsroom", play.child("newsroom", SLEEP), True),
        prepare=play.child("prepare", "time.sleep(0.7)"),
    )
    wait_until(lambda: play.noted("front") and play.noted("prepare"))
    assert play.noted("newsroom") == []
    wait_until(lambda: play.noted("newsroom"))
    assert len(play.noted("prepare")) == 1
    play.end()


def test_a_part_may_start_early_and_wait_at_the_gate(play: Play) -> None:
    at_gate = f"os.read(int(sys.argv[2]), 1); open({str(play.notes)!r}, 'a').write('inside 0\\n'); " + SLEEP
    play.start(
        ("newsroom", play.child("newsroom", at_gate), False),
        prepare=play.child("prepare", "time.sleep(0.7)"),
    )
    wait_until(lambda: play.noted("newsroom") and play.noted("prepare"))
    assert play.noted("inside") == []
    wait_until(lambda: play.noted("inside"))
    os.kill(play.noted("newsroom")[0], signal.SIGKILL)
    wait_until(lambda: len(play.noted("inside")) == 2)  # the gate stays open
    play.end()


def test_a_failed_preparation_ends_everything_when_there_is_nothing_to_serve(play: Play) -> None:
    play.start(
        ("front", play.child("front", SLEEP), False),
        ("newsroom", play.child("newsroom", SLEEP), True),
        prepare=play.child("prepare", "time.sleep(0.5); os._exit(1)"),
    )
    assert play.process is not None
    assert play.process.wait(10) == 1
    assert play.noted("newsroom") == []
    assert not any(is_alive(pid) for pid in play.noted("front"))
    assert "preparation failed" in play.said()


def test_a_failed_preparation_is_tried_again_while_there_are_pages_to_serve(play: Play) -> None:
    play.start(
        ("front", play.child("front", SLEEP), False),
        ("newsroom", play.child("newsroom", SLEEP), True),
        prepare=play.child("prepare", f"os._exit(open({str(play.notes)!r}).read().count('prepare') < 3)"),
        can_wait=True,
    )
    wait_until(lambda: play.noted("newsroom"))
    assert len(play.noted("prepare")) == 3
    assert len(play.noted("front")) == 1
    play.end()


@pytest.mark.kill
def test_children_do_not_outlive_a_killed_supervisor(play: Play) -> None:
    play.start(
        ("a", play.child("a", SLEEP), False),
        ("deaf", play.child("deaf", "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEP), False),
        prepare=play.child("prepare", SLEEP),
    )
    wait_until(lambda: play.noted("a") and play.noted("deaf") and play.noted("prepare"))
    time.sleep(0.2)
    play.end(signal.SIGKILL)
    wait_until(lambda: not is_alive(play.noted("a")[0]), seconds=2)
    wait_until(lambda: not is_alive(play.noted("prepare")[0]), seconds=2)
    wait_until(lambda: not is_alive(play.noted("deaf")[0]), seconds=8)
