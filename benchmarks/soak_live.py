"""The soak test: 5,000 readers for ten minutes, random disconnects, a SIGTERM and a SIGKILL, 300 deeds.

    make soak   or: .venv/bin/python benchmarks/soak_live.py [--minutes 10] [--readers 5000] [--events 300] [--nginx]

What must hold for every reader, and how it is judged, is told in `tests/soaking.py`. Ends with 1 if anything is amiss.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import edge_servers, soaking
from tests.running import Newsroom


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--readers", type=int, default=5000)
    asked.add_argument("--events", type=int, default=300)
    asked.add_argument("--nginx", action="store_true", help="readers come through deploy/nginx.conf")
    options = asked.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="dp-soak-") as folder, ExitStack() as stack:
        newsroom = Newsroom(
            home=Path(folder) / "home", arguments=("--with-demo",), environment={"DEPESCHE_LIVE_PER_ADDRESS": "0"}
        )
        newsroom.start()
        stack.callback(newsroom.stop)
        newsroom.wait_ready(seconds=300)
        port = None
        if options.nginx:
            port = stack.enter_context(edge_servers.nginx_in_front(newsroom.home / "public", newsroom.port, workers=2))
        report = soaking.soak(
            newsroom,
            readers=options.readers,
            events=options.events,
            seconds=options.minutes * 60,
            port=port,
            addresses=8,
            say=print,
        )
    print(f"{report.readers} readers, {report.events} events in the log, {report.seconds:.0f} s")
    print(f"{report.connections} connections, {report.refusals} refusals, {report.resets} resets")
    for complaint in report.complaints[:20]:
        print(f"  {complaint}")
    print(f"{len(report.complaints)} complaints: {'MET' if not report.complaints else 'NOT MET'}")
    return bool(report.complaints)


if __name__ == "__main__":
    sys.exit(main())
