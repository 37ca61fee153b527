"""The archive against its goals: related stories, search, speed, memory, and other engines on the same questions.

    make bench-archive       or: .venv/bin/python benchmarks/bench_archive.py [--only related] [--articles 100000]

One row module in `benchmarks/archive_room/` for each subject, with `rows() -> list[Row]`. All texts are ours.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from language.table import print_table

SUBJECTS = ("related", "compounds", "speed")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", choices=SUBJECTS, action="append")
    subjects = asked.parse_args().only or SUBJECTS
    rows = [row for subject in subjects for row in importlib.import_module(f"archive_room.{subject}").rows()]
    print_table(rows)
    return 0 if all(row.met is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
