"""The sample newsroom's pictures: what must be said about each, and the drawing itself, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType

from depesche.sample import fields
from depesche.sample.drawing.press import HEIGHT, WIDTH, Sheet
from depesche.sample.drawing.scenes import (
    allotment,
    bakery,
    bookshelf,
    bridge,
    calendar,
    clapperboard,
    concert,
    corridor,
    council,
    cycling,
    dachshund,
    drones,
    dyke,
    ferry,
    handball,
    hands,
    lawn,
    market_in_rain,
    pot,
    regatta,
    sleep_chart,
    stadium,
    swimming,
    telephone,
    town_map,
    tram,
    wind_park,
)
from depesche.sample.records import SamplePicture

SIZE = (WIDTH, HEIGHT)
"""Width and height of every picture in pixels."""

CREATOR = "Depesche, mit einem Zeichenprogramm"
CREDIT = "Zeichnung: Depesche"
DIGITAL_SOURCE_TYPE = "digitalCreation"
"""IPTC NewsCodes: made with software, from no photograph and no trained model."""

USAGE_TERMS = "Frei verwendbar unter der Lizenz von Depesche (BSD-3-Clause)"

_SCENES: dict[str, Callable[[Sheet], None]] = {
    "telefonat": telephone.draw,
    "drohnen": drones.draw,
    "deich": dyke.draw,
    "kalenderblatt": calendar.draw,
    "ratssaal": council.draw,
    "kartenplot": town_map.draw,
    "bruecke": bridge.draw,
    "faehre": ferry.draw,
    "marktplatz": market_in_rain.draw,
    "strassenbahn": tram.draw,
    "haende": hands.draw,
    "windpark": wind_park.draw,
    "baeckerei": bakery.draw,
    "buecherregal": bookshelf.draw,
    "schulflur": corridor.draw,
    "liniendiagramm": sleep_chart.draw,
    "stadion": stadium.draw,
    "regatta": regatta.draw,
    "turnhalle": handball.draw,
    "radrennen": cycling.draw,
    "rasen": lawn.draw,
    "schwimmbad": swimming.draw,
    "konzertbuehne": concert.draw,
    "dackel": dachshund.draw,
    "schrebergarten": allotment.draw,
    "kochtopf": pot.draw,
    "filmklappe": clapperboard.draw,
}


def draw(slug: str) -> bytes:
    """The picture as a JPEG, always the same bytes on one machine. Raises `KeyError` for a slug not in `PICTURES`."""
    sheet = Sheet()
    _SCENES[slug](sheet)
    return sheet.printed(seed=list(_SCENES).index(slug))


def _said(slug: str, source: fields.Fields) -> SamplePicture:
    picture = SamplePicture(
        slug=slug,
        title=source.text("title"),
        alt=source.text("alt"),
        caption=source.text("caption"),
        creator=CREATOR,
        credit=CREDIT,
        usage_terms=USAGE_TERMS,
        digital_source_type=DIGITAL_SOURCE_TYPE,
        focus=source.pair("focus", most=1000),
    )
    source.close()
    return picture


def _read() -> Mapping[str, SamplePicture]:
    source = fields.read(files("depesche.sample") / "pictures.toml")
    pictures = {slug: _said(slug, source.table(slug)) for slug in source.names}
    source.close()
    return MappingProxyType(pictures)


PICTURES: Mapping[str, SamplePicture] = _read()
"""What must be said about each picture, by slug."""
