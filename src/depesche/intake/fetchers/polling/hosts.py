"""Politeness: each host is asked one thing at a time, with a pause in between."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from depesche.intake.channels.jobs import Job


@dataclass(slots=True)
class _Host:
    waiting: deque[Job] = field(default_factory=deque)
    busy: bool = False
    ready_at: float = 0.0
    turned_away: int = 0


class Hosts:
    """Jobs that wait for their host's turn. `gap` is the pause after each answer; times are seconds of any clock."""

    def __init__(self, *, gap: float, most_waiting: int = 10) -> None:
        self._gap = gap
        self._most_waiting = most_waiting
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._jobs: dict[int, str] = {}

    def __len__(self) -> int:
        """Jobs that wait or run."""
        return len(self._jobs)

    def __iter__(self) -> Iterator[int]:
        """The keys of the jobs that wait or run."""
        return iter(self._jobs)

    def __contains__(self, job_id: int) -> bool:
        return job_id in self._jobs

    def add(self, job: Job, host: str) -> float | None:
        """Let a job wait. When too many do, the seconds after which to bring it again."""
        place = self._hosts.setdefault(host, _Host())
        if len(place.waiting) >= self._most_waiting:
            place.turned_away += 1
            return max(self._gap, 0.1) * (self._most_waiting + place.turned_away)
        place.waiting.append(job)
        self._jobs[job.id] = host
        return None

    def take(self, *, now: float) -> Job | None:
        """A job whose host may be asked now; hosts take turns. `done` must follow."""
        for name, place in self._hosts.items():
            if place.waiting and not place.busy and place.ready_at <= now:
                place.busy, place.turned_away = True, 0
                self._hosts.move_to_end(name)
                return place.waiting.popleft()
        return None

    def done(self, job_id: int, *, now: float) -> None:
        """The host of this job has answered, or has not."""
        name = self._jobs.pop(job_id)
        place = self._hosts[name]
        place.busy, place.ready_at = False, now + self._gap
        for idle in [other for other, found in self._hosts.items() if not (found.waiting or found.busy)]:
            if self._hosts[idle].ready_at <= now:
                del self._hosts[idle]
