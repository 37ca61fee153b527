"""Everything baked anew, 10,000 articles: pages a second of `depesche bake --all`, and of Hugo where it is installed.

    make bench-rebake   or: .venv/bin/python benchmarks/bench_rebake.py [--articles 10000]

Ours renders each page in HTML and its data in JSON, packs both twice, and syncs every file to the disk. Hugo writes
HTML from Markdown with one small template, unpacked and unsynced: its number shows what the machine can do, no more.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from goals import Row, report
from sized_newsroom import sized

GOAL = 250.0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=10_000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="dp-rebake-") as folder:
        home = Path(folder) / "home"
        with sized(home, options.articles, index=False) as room:
            room.answer()
        settings = {name: value for name, value in os.environ.items() if not name.startswith("DEPESCHE_")}
        settings["DEPESCHE_HOME"] = str(home)
        command = [sys.executable, "-m", "depesche", "bake", "--all"]
        done = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
        found = re.search(r"(\d+) pages in ([\d.]+) s", done.stderr)
        assert found is not None, done.stderr
        pages, seconds = int(found[1]), float(found[2])
        rows = [
            Row(
                f"{pages:,} pages baked anew",
                f"{pages / seconds:.0f} pages/s",
                f"at least {GOAL:.0f}",
                pages / seconds >= GOAL,
            )
        ]
        if shutil.which("hugo"):
            rows.append(Row("Hugo, as many pages", f"{pages / _hugo(Path(folder) / 'hugo', pages):.0f} pages/s"))
        else:
            rows.append(Row("Hugo", "not installed"))
    return report("Everything anew", rows)


def _hugo(site: Path, pages: int) -> float:
    """Seconds that Hugo takes to build that many pages."""
    (site / "content").mkdir(parents=True)
    (site / "layouts" / "_default").mkdir(parents=True)
    (site / "config.toml").write_text(
        'baseURL = "https://zeitung.example/"\ntitle = "Zeitung"\ndisableKinds = ["taxonomy", "term"]\n'
    )
    page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
    (site / "layouts" / "_default" / "single.html").write_text(page)
    (site / "layouts" / "_default" / "list.html").write_text("<!doctype html><h1>{{ .Title }}</h1>")
    text = "Der Stadtrat hat am Montag den Haushalt beschlossen und die Kosten gekürzt. " * 12
    for number in range(pages):
        (site / "content" / f"meldung-{number}.md").write_text(f"---\ntitle: Meldung {number}\n---\n{text}\n\n{text}\n")
    began = time.monotonic()
    subprocess.run(["hugo", "--quiet", "--source", str(site)], check=True, env={**os.environ, "HOME": str(site)})
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
