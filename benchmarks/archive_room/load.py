"""An archive of any size: made-up articles of our own words, with names and compounds as rare as in real news.

Words come from the sample newsroom and the running stories, the frequent ones often (a Zipf distribution); every
article belongs to a made-up matter with a place, two people and a compound of its own, as news does.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive_room.stories import SAMPLES, document
from depesche.bakery import schema

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECTIONS = ("politik", "lokales", "wirtschaft", "sport", "kultur", "panorama", "leute", "wissen")
_NEWSROOM = Path(__file__).parents[2] / "src/depesche/sample/articles"
_PLACES = """
Bran Hol Weiden Stein Krumm Ober Lauter Mühl Rauten Ganders Tellen Kaltern Sanders Eich Birken Erlen
burg feld bach hausen rode stedt au furt heim walde kirchen berg tal büttel moor see
"""
_BEGINNINGS, _ENDINGS = (line.split() for line in _PLACES.strip().splitlines())
_FIRST_NAMES = """
Anna Bernd Carla Dirk Eva Falk Gesa Hanno Ines Jonas Karla Lars Mira Nils Olga Paul Rosa Sven Tina Uwe
"""
_WORDS_OF_A_MATTER = 6


class Load:
    """Made-up articles, the same for the same seed."""

    def __init__(self, *, seed: int = 7) -> None:
        self._chance = random.Random(seed)
        text = " ".join(re.sub(r"<[^>]+>|\{[^}]*\}", " ", path.read_text("utf-8")) for path in _files())
        counts = Counter(re.findall(r"[^\W\d_]{2,}", text))
        self._words = [word for word, _ in counts.most_common()]
        self._nouns = [word for word in self._words if word[0].isupper() and len(word) > 5]
        total, self._cumulated = 0.0, list[float]()
        for rank in range(len(self._words)):
            total += 1 / (rank + 8)
            self._cumulated.append(total)

    def articles(self, count: int) -> Iterator[schema.ArticleDocument]:
        """`count` articles over ten years, five to a matter, oldest first."""
        matter: list[str] = []
        for number in range(count):
            if number % 5 == 0:
                matter = self._matter()
            day = NOW - timedelta(days=3650 * (1 - number / count), hours=1)
            section = SECTIONS[number // 5 % len(SECTIONS)]
            yield self._article(number, section, matter, day)

    def _article(self, number: int, section: str, matter: list[str], day: datetime) -> schema.ArticleDocument:
        chance = self._chance
        words = chance.choices(self._words, cum_weights=self._cumulated, k=chance.randrange(120, 320))
        for word in matter:
            words.insert(chance.randrange(len(words)), word)
        headline = " ".join([*chance.sample(matter, 2), *words[:4]])
        sentences = (" ".join(words[at : at + 14]) for at in range(4, len(words), 14))
        return document(f"/{section}/artikel-{number}/", section, headline, "", ". ".join(sentences) + ".", day)

    def _matter(self) -> list[str]:
        chance = self._chance
        place = chance.choice(_BEGINNINGS) + chance.choice(_ENDINGS)
        people = [f"{chance.choice(_FIRST_NAMES.split())} {self._surname()}" for _ in range(2)]
        thing = chance.choice(self._nouns) + chance.choice(self._nouns).lower()
        return [place, *people, thing, *chance.sample(self._nouns, _WORDS_OF_A_MATTER)]

    def _surname(self) -> str:
        chance = self._chance
        middle = "".join(chance.choice("bdfgklmnrst") + chance.choice("aeiou") for _ in range(2))
        return (middle + chance.choice(("mann", "sen", "er", "ke", "ling", "hoff"))).title()


def _files() -> list[Path]:
    return [*sorted(_NEWSROOM.glob("*.toml")), *sorted(SAMPLES.glob("stories_*.txt"))]
