"""What a listener did to its files and said to its clients, in order, and whether each 250 stood behind its syncs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from depesche.intake.arrivals import Arrival
from depesche.kit.config import Config

_CALL = re.compile(r"^(?P<pid>\d+) +(?P<rest>.*)$")
_SYNC = re.compile(r"^f(?:data)?sync\(\d+<(?P<path>[^>]*)>")
_PATH = r'(?:AT_FDCWD[^,]*, )?"(?P<{}>[^"]*)"'
_RENAME = re.compile(rf"^rename(?:at2?)?\({_PATH.format('path')}, {_PATH.format('target')}")
_REPLY = re.compile(r'^(?:write|sendto|sendmsg|writev)\(.*?"(?P<text>250 2\.0\.0 Accepted as \w+)')
_RESUMED = re.compile(r"^<\.\.\. \w+ resumed>.*= (?P<result>-?\d+)")


@dataclass(frozen=True, slots=True)
class Event:
    """`sync` of `path`, `rename` of `path` to `target`, or `reply` with the text `path`; each when it was done."""

    kind: str
    path: str
    target: str = ""


def read_strace(lines: Iterable[str]) -> list[Event]:
    """The events in a trace by `strace -f -y`. A sync and a rename count from their end, a reply from its beginning."""
    events: list[Event] = []
    begun: dict[str, Event] = {}
    for line in lines:
        call = _CALL.match(line)
        if call is None:
            continue
        pid, rest = call["pid"], call["rest"]
        if resumed := _RESUMED.match(rest):
            event = begun.pop(pid, None)
            if event is not None and resumed["result"] == "0":
                events.append(event)
        elif reply := _REPLY.match(rest):
            events.append(Event("reply", reply["text"]))
        elif found := _event(rest):
            if "<unfinished" in rest:
                begun[pid] = found
            elif rest.endswith("= 0"):
                events.append(found)
    return events


def _event(call: str) -> Event | None:
    if sync := _SYNC.match(call):
        return Event("sync", sync["path"])
    if rename := _RENAME.match(call):
        return Event("rename", rename["path"], rename["target"])
    return None


def unsafe_replies(events: Sequence[Event], arrivals: Iterable[Arrival], config: Config) -> list[str]:
    """What is missing before each 250; [] when each stands behind all its syncs."""
    by_reply = {f"250 2.0.0 Accepted as {arrival.id}": arrival for arrival in arrivals}
    missing = []
    for position, event in enumerate(events):
        if event.kind == "reply":
            before, arrival = events[:position], by_reply.pop(event.path)
            blob = config.raw_folder.absolute() / arrival.sha256[:2] / arrival.sha256
            receipt = config.home.absolute() / "intake" / "spool" / f"{arrival.id}.json"
            missing += [f"{event.path}: {one}" for path in (blob, receipt) for one in _missing(before, path)]
            if _renamed(before, blob) >= _renamed(before, receipt) and not missing:
                missing.append(f"{event.path}: the receipt was there before the bytes")
    return missing + [f"{reply}: never said" for reply in by_reply]


def _missing(before: Sequence[Event], path: Path) -> list[str]:
    """The bytes synced, then the file renamed to its name, then its folder synced."""
    renamed = _renamed(before, path)
    if renamed < 0:
        return [f"{path.name} is not there"]
    draft = before[renamed].path
    found = []
    if Event("sync", draft) not in before[:renamed]:
        found.append(f"the bytes of {path.name} are not synced")
    if Event("sync", str(path.parent)) not in before[renamed:]:
        found.append(f"the folder of {path.name} is not synced")
    return found


def _renamed(events: Sequence[Event], path: Path) -> int:
    places = [place for place, one in enumerate(events) if one.kind == "rename" and one.target == str(path)]
    return places[0] if places else -1
