"""A newsroom that takes mails and wires in and reads them, one after the other; and a story that several tell."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from depesche.desk.models import Item
from depesche.intake import reading
from depesche.intake.arrivals import Circumstances
from depesche.intake.door import open_door
from depesche.kit.config import Config

NOW = datetime.now(UTC).replace(microsecond=0)
STORY = (
    "Die Stadtwerke erneuern von Montag an die Wasserleitung in der Gerbergasse. Die Straße ist deshalb bis Ende"
    " August gesperrt, Busse halten am Kornmarkt. Anwohner kommen zu Fuß zu ihren Häusern, sagte Bauleiter Jens Ott."
    " Die alten Rohre stammen aus dem Jahr 1931 und sind in den vergangenen Wintern mehrmals gebrochen."
)
REWRITE = (
    "Wegen eines Rohrbaus ist die Gerbergasse gesperrt. Die Stadtwerke erneuern von Montag an die Wasserleitung,"
    " Busse halten am Kornmarkt. Die alten Rohre stammen aus dem Jahr 1931 und sind mehrmals gebrochen."
)


class House:
    """Takes mails in and reads them."""

    def __init__(self, home: Path) -> None:
        self.config = Config(home=home)
        self.count = 0

    def take(
        self, text: str, *, sender: str = "a@eins.example", subject: str = "", hours: float = 0, **more: str
    ) -> Item:
        self.count += 1
        headers = {
            "From": sender,
            "Subject": subject or text.partition(".")[0][:60],
            "Message-ID": f"<{self.count}@x>",
            **more,
        }
        raw = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        how = Circumstances(fetcher="smtp", received_at=NOW + timedelta(hours=hours))
        raw = f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n{raw}\r\n{text}\r\n"
        return self.read(raw.encode(), how)

    def wire(self, version: int, text: str, **more: Any) -> Item:
        self.count += 1
        wire = {
            "uri": "urn:wire:1",
            "version": str(version),
            "headline": f"Fassung {version}",
            "body_text": text,
            **more,
        }
        return self.read(json.dumps(wire).encode(), Circumstances(fetcher="push", received_at=NOW, source="Agentur"))

    def read(self, raw: bytes, how: Circumstances) -> Item:
        arrival = open_door(self.config).accept(raw, how)
        reading.drain(self.config)
        return Item.objects.get(pk=arrival.id)
