"""How long it takes to read a mail, from its raw bytes to a clean item, on one core.

Goal: 95 % of the mails without attachments in under 150 ms. Measured are our sample mails and, so that size counts,
a newsletter tool's HTML of 20, 100 and 500 kB, of which the text is a tenth, as such tools send it. Mails with files
are told apart, since their files are opened in a process of their own.
"""

from __future__ import annotations

from time import perf_counter

from parsing import samples

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsers import registry

HOW = Circumstances(fetcher="smtp")
ROUNDS = 5
GOAL = 0.150
USUAL = 100_000
"""Bytes of HTML: mail programs cut off what is longer, so newsletter tools stay below."""

STYLE = (
    "font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:150%;color:#333333;padding:4px 18px 4px 18px;"
)
CELL = f'<table border="0" cellpadding="0" cellspacing="0" width="100%" style="{STYLE}"><tbody><tr>'
PARAGRAPH = (
    f'{CELL}<td valign="top" class="mcnTextContent" style="{STYLE}word-break:break-word;text-align:left;">{CELL}'
    f'<td style="{STYLE}"><p style="{STYLE}margin:10px 0;mso-line-height-rule:exactly;">Die Stadt '
    '<b>Lindenau</b> baut die Brücke über die Erle neu. <a href="https://lindenau.example/b?u=1">Mehr</a></p></td>'
    "</tr></tbody></table></td></tr></tbody></table>\n"
)


def grown(size: int) -> bytes:
    """A newsletter tool's release of about `size` bytes."""
    head = (
        "From: Presse <presse@lindenau.example>\r\nSubject: Pressemitteilung: Neue Brücke\r\nMessage-ID: <a@b>\r\n"
        "Date: Mon, 7 Jul 2025 10:00:00 +0200\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    )
    body = "<html><body><h1>Neue Brücke über die Erle</h1><table>" + PARAGRAPH * (size // len(PARAGRAPH)) + "</table>"
    return (head + body).encode()


def times(raw: bytes) -> list[float]:
    """Seconds of each round."""
    found = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        registry.read(raw, HOW)
        found.append(perf_counter() - begun)
    return found


def has_files(raw: bytes) -> bool:
    return any(item.enclosures for item in registry.read(raw, HOW)[1].items)


def told(name: str, found: list[float], *, goal: float | None = None) -> None:
    found.sort()
    high = found[int(len(found) * 0.95)]
    mark = "" if goal is None else "met" if high < goal else "MISSED"
    figures = [f"{one * 1000:7.1f} ms" for one in (found[len(found) // 2], high, found[-1])]
    print(f"{name:30} median {figures[0]}   95 % {figures[1]}   slowest {figures[2]}  {mark}")


def main() -> None:
    mails = samples.mails()
    bare = [raw for raw in mails.values() if not has_files(raw)]
    laden = [raw for raw in mails.values() if has_files(raw)]
    told(f"{len(bare)} samples without files", [one for raw in bare for one in times(raw)], goal=GOAL)
    for size in (20_000, 100_000, 500_000):
        goal = GOAL if size <= USUAL else None
        found = [one for _ in range(4) for one in times(grown(size))]
        told(f"HTML of {size // 1000} kB", found, goal=goal)
    told(f"{len(laden)} samples with files", [one for raw in laden for one in times(raw)])


if __name__ == "__main__":
    main()
