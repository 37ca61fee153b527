import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.door import Delivery, Door
from depesche.intake.fetchers.commits import Commits
from depesche.intake.spool import Spool

HOW = Circumstances(fetcher="smtp")


class SlowDoor(Door):
    """Says how many were taken in together; the first commit waits until it may go on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(blobs=Blobs(folder / "raw"), spool=Spool(folder / "spool"))
        self.together: list[int] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    def accept_all(self, deliveries: Sequence[Delivery]) -> list[Arrival | OSError]:
        self.together.append(len(deliveries))
        self.begun.set()
        assert self.go_on.wait(10)
        return super().accept_all(deliveries)


def test_mails_that_come_while_the_disk_is_busy_are_committed_together(tmp_path: Path) -> None:
    door = SlowDoor(tmp_path)

    async def run() -> list[Arrival]:
        commits = Commits(door)
        tasks = [asyncio.create_task(commits.accept(b"first", HOW))]
        await asyncio.to_thread(door.begun.wait, 10)
        tasks += [asyncio.create_task(commits.accept(b"mail %d" % number, HOW)) for number in range(9)]
        await asyncio.sleep(0)
        door.go_on.set()
        arrivals = await asyncio.gather(*tasks)
        await commits.stop()
        return arrivals

    arrivals = asyncio.run(run())
    assert door.together == [1, 9]
    assert Spool(tmp_path / "spool").waiting() == arrivals


def test_who_hangs_up_keeps_nobody_waiting(tmp_path: Path) -> None:
    door = SlowDoor(tmp_path)

    async def run() -> Arrival:
        commits = Commits(door)
        gone = asyncio.create_task(commits.accept(b"gone", HOW))
        await asyncio.to_thread(door.begun.wait, 10)
        stays = asyncio.create_task(commits.accept(b"stays", HOW))
        gone.cancel()
        door.go_on.set()
        arrival = await stays
        await commits.stop()
        return arrival

    arrival = asyncio.run(run())
    assert arrival in Spool(tmp_path / "spool").waiting()


class BrokenDoor(SlowDoor):
    def accept_all(self, deliveries: Sequence[Delivery]) -> list[Arrival | OSError]:
        raise RuntimeError("a mistake of ours")


def test_a_mistake_of_ours_is_told_to_all_and_the_next_are_heard(tmp_path: Path) -> None:
    async def run() -> list[Arrival | BaseException]:
        commits = Commits(BrokenDoor(tmp_path))
        told = await asyncio.gather(*(commits.accept(b"x", HOW) for _ in range(3)), return_exceptions=True)
        with pytest.raises(RuntimeError):
            await commits.accept(b"y", HOW)
        await commits.stop()
        return told

    assert [str(one) for one in asyncio.run(run())] == ["a mistake of ours"] * 3
