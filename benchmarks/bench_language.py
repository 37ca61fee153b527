"""The language room against its goals: one line for each row that a module in `benchmarks/language/` measures.

A row module has `rows() -> list[Row]`. The samples are our own development and held-out sets in
`tests/samples/language/`; whoever measures with other texts will see other figures.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from language.table import print_table

FOLDER = Path(__file__).parent / "language"


def main() -> None:
    names = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "table"))
    print_table([row for name in names for row in importlib.import_module(f"language.{name}").rows()])


if __name__ == "__main__":
    main()
