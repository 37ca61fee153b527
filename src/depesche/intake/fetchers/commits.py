"""Mails of many conversations that wait for the disk: those that came while it was busy are taken in together next."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.door import Delivery, Door, groups

_Waiting = tuple[Delivery, "asyncio.Future[Arrival]"]


class Commits:
    """One commit at a time, in a thread of its own, as long as mails wait. To be used within one event loop."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._waiting: deque[_Waiting] = deque()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="intake-sync")
        self._task: asyncio.Task[None] | None = None

    async def accept(self, raw: bytes, how: Circumstances) -> Arrival:
        """As `Door.accept`: raises OSError when the mail could not be made durable."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Arrival] = loop.create_future()
        self._waiting.append((Delivery(raw, how), future))
        if self._task is None:
            self._task = loop.create_task(self._commit_all())
        return await future

    async def stop(self) -> None:
        """Wait for the disk; what was handed over is taken in."""
        if self._task is not None:
            await asyncio.wait([self._task])
        self._thread.shutdown()

    async def _commit_all(self) -> None:
        try:
            while self._waiting:
                batch = [self._waiting.popleft() for _ in next(groups([delivery for delivery, _ in self._waiting]))]
                for (_, future), outcome in zip(batch, await self._commit(batch), strict=True):
                    if future.done():  # the peer has hung up
                        continue
                    if isinstance(outcome, Arrival):
                        future.set_result(outcome)
                    else:
                        future.set_exception(outcome)
        finally:
            self._task = None

    async def _commit(self, batch: Sequence[_Waiting]) -> Sequence[Arrival | Exception]:
        deliveries = [delivery for delivery, _ in batch]
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._door.accept_all, deliveries)
        except Exception as error:  # not the disk's fault: whoever waits must be told all the same
            return [error] * len(batch)
