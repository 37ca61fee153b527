from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from depesche.stories.models import ArticlePage, SectionPage


@pytest.fixture
def politik(plant_folders: Path) -> SectionPage:
    """A newsroom with two sections, its assets baked."""
    from depesche.stories import press, services

    services.home()
    services.section("nachrichten", name="Nachrichten")
    section = services.section("politik", name="Politik")
    press.bake_assets()
    return section


@pytest.fixture
def article(politik: SectionPage) -> ArticlePage:
    """A draft."""
    from depesche.stories import services
    from depesche.stories.models import Author, Topic

    author = Author.objects.create(name="Mara Nadolny", slug="mara-nadolny")
    topic = Topic.objects.create(name="Haushalt", slug="haushalt")
    draft = services.ArticleDraft(
        headline="Stadtrat beschließt den Haushalt",
        kicker="Lindenbrück",
        lead="Nach langer Sitzung stimmte die Mehrheit zu.",
        body=[
            ("text", "<p>Der Stadtrat hat am Montag den Haushalt beschlossen. Er umfasst 214 Millionen Euro.</p>"),
            ("subheading", "Kritik der Opposition"),
            ("quote", {"text": "Das reicht nicht.", "speaker": "Jonte Kripp", "role": "Fraktionschef", "said": ""}),
        ],
        authors=[author],
        topics=[topic],
        sources=[services.SourceDraft(name="Stadt Lindenbrück", kind="organisation")],
    )
    return services.create_article(politik, draft)
