"""Addresses on the public site, worked out from the page tree."""

from __future__ import annotations

from typing import Any

RESERVED_SLUGS = frozenset(
    [
        "archiv",
        "assets",
        "benachrichtigungen",
        "bilder",
        "datenschutz",
        "desk",
        "healthz",
        "impressum",
        "intake",
        "korrekturen",
        "live",
        "metrics",
        "organisation",
        "person",
        "readyz",
        "static",
        "suche",
        "thema",
    ]
)
"""First parts of addresses that are Depesche's own and cannot be sections."""


def path_of(page: Any) -> str:
    """The public path of a page: its place in the tree below the front page, with slashes at both ends."""
    return from_url_path(page.url_path)


def from_url_path(url_path: str) -> str:
    """Wagtail's `url_path` begins with the front page's own slug, which readers never see."""
    parts = [part for part in url_path.split("/") if part][1:]
    return "/" + "".join(f"{part}/" for part in parts)


def topic_of(path: str) -> str:
    """The live topic of an article's page, such as `article/politik/haushalt`."""
    return "article/" + path.strip("/")


def path_of_profile(kind: str, slug: str) -> str:
    """The page of a person or organisation (`Profile.Kind`). Authors have theirs among the persons."""
    return f"/{kind}/{slug}/"
