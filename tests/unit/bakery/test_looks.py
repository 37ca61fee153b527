"""The fingerprint tells when pages would come out otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

from depesche.bakery import themes
from depesche.bakery.themes import looks


def test_it_changes_with_a_template_and_not_with_a_copy(tmp_path: Path) -> None:
    bakery = Path(looks.__file__).parents[1]
    first = shutil.copytree(bakery, tmp_path / "first", ignore=shutil.ignore_patterns("__pycache__"))
    second = shutil.copytree(bakery, tmp_path / "second", ignore=shutil.ignore_patterns("*.pyc"))
    assert looks.fingerprint(first) == looks.fingerprint(second) == themes.fingerprint()
    template = second / "themes" / "depesche" / "templates" / "article.html"
    template.write_text(template.read_text("utf-8") + "\n", "utf-8")
    assert looks.fingerprint.__wrapped__(second) != looks.fingerprint(first)
