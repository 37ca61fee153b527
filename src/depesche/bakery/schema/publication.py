"""The publication: what stands on every page."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.bakery.schema.pictures import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRef:
    """A section as named in navigation, breadcrumb and cards."""

    name: str
    slug: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRef:
    """A topic (Thema) an article belongs to."""

    name: str
    slug: str
    path: str
    mediatopic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who answers for the publication (DDG § 5, MStV § 18). Addresses may run over several lines."""

    legal_name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    represented_by: str = ""
    responsible_person: str = ""
    responsible_address: str = ""
    register: str = ""
    vat_id: str = ""
    supervisory_body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Which of a theme's two faces headlines and text are set in: `serif`, `sans`, or as the theme has it (empty)."""

    headlines: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The publication whose page this is. `public_url` has no trailing slash; `accent` is `#rrggbb`. `notifications`
    says whether readers can choose push messages.
    """

    name: str
    public_url: str
    tagline: str = ""
    language: str = "de"
    time_zone: str = "Europe/Berlin"
    accent: str = "#a5121d"
    voices: Voices = field(default_factory=Voices)
    press_address: str = ""
    logo: Picture | None = None
    sections: tuple[SectionRef, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)
    ownership_html: str = ""
    ai_policy_html: str = ""
    corrections_policy_html: str = ""
    privacy_html: str = ""
    copyright_line: str = ""
    notice: str = ""
    notifications: bool = False
