"""The running stories: 24 of five articles each, all written by us, in pairs that share section, place and words.

`tests/samples/archive/stories_*.txt`: a story begins with `== name`, an article with its day, section and headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from depesche.bakery import schema

SAMPLES = Path(__file__).parents[2] / "tests/samples/archive"
_ARTICLE = re.compile(r"(\d{4}-\d\d-\d\d) \| (\w+) \| (.+)")
_COPY_STRIDE = 9


@dataclass(frozen=True)
class Article:
    """One article of a running story."""

    story: str
    number: int
    day: datetime
    section: str
    headline: str
    text: str

    @property
    def path(self) -> str:
        return f"/{self.section}/{self.story}-{self.number}/"

    def document(self) -> schema.ArticleDocument:
        """The article as the bakery knows it: the first sentence leads, no topics, no series."""
        lead, _, rest = self.text.partition(". ")
        return document(self.path, self.section, self.headline, f"{lead}.", rest, self.day)


def document(  # noqa: PLR0917 - as they stand in a file
    path: str, section: str, headline: str, lead: str, text: str, day: datetime
) -> schema.ArticleDocument:
    return schema.ArticleDocument(
        path=path,
        uri=f"urn:sample:{path}",
        guid=path,
        version=1,
        section=schema.SectionRef(name=section.title(), slug=section, path=f"/{section}/"),
        headline=headline,
        lead=lead,
        body=(schema.TextBlock(html=f"<p>{text}</p>"),) if text else (),
        first_published=day,
        updated=day,
        modified=day,
    )


def articles() -> list[Article]:
    """All articles in the order of their stories."""
    found: list[Article] = []
    story = ""
    for file in sorted(SAMPLES.glob("stories_*.txt")):
        lines = iter(file.read_text("utf-8").splitlines())
        for line in lines:
            if line.startswith("== "):
                story = line[3:]
            elif match := _ARTICLE.fullmatch(line):
                day = datetime.fromisoformat(match[1]).replace(hour=8, tzinfo=UTC)
                number = sum(article.story == story for article in found) + 1
                found.append(Article(story, number, day, match[2], match[3], next(lines)))
    return found


def copies(originals: list[Article]) -> list[schema.ArticleDocument]:
    """Of each story's third article what an agency or a partner makes of it: every ninth word another, a day later."""
    made = []
    for article in originals:
        if article.number == 3:
            words = ["laut Agentur" if at % _COPY_STRIDE == 4 else word for at, word in enumerate(article.text.split())]
            day = article.day + timedelta(days=1)
            headline = f"Meldung: {article.headline}"
            made.append(document(f"/kopien/{article.story}/", article.section, headline, "", " ".join(words), day))
    return made
