"""What one front process holds, shared by its two roads: the fast lane and plain ASGI."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from depesche.delivery.headers import Edge
from depesche.delivery.live.addresses import AddressCounts
from depesche.delivery.live.hub import Hub
from depesche.delivery.pages import Pages
from depesche.delivery.runtime import run_folder
from depesche.delivery.server.clients import Trust
from depesche.delivery.server.live_sockets import LiveSockets
from depesche.delivery.stores import open_store
from depesche.kit.config import Config, ConfigError


@dataclass(slots=True)
class Counters:
    """Since the process started. Names are those of `/metrics`, after `depesche_` and before `_total`."""

    pages: int = 0
    pages_not_modified: int = 0
    page_errors: int = 0
    proxied: int = 0
    proxy_failures: int = 0
    live_opened: int = 0
    live_refused: int = 0
    live_cut: int = 0

    def as_dict(self) -> dict[str, float]:
        return dataclasses.asdict(self)


@dataclass(slots=True, kw_only=True)
class FrontState:
    """`hub` is None while the live log cannot be read, `sockets` while the server does not run. `index` counts the
    fronts from 0."""

    config: Config
    pages: Pages
    trust: Trust
    addresses: AddressCounts
    index: int = 0
    fronts: int = 1
    hub: Hub | None = None
    sockets: LiveSockets | None = None
    counters: Counters = field(default_factory=Counters)


def make(config: Config, *, index: int = 0, fronts: int = 1) -> FrontState:
    """Open what a front needs. Raises `ConfigError` and `OSError`."""
    try:
        trust = Trust(config.trusted_proxies)
    except ValueError as error:
        raise ConfigError(f"DEPESCHE_TRUSTED_PROXIES: {error}") from None
    addresses = AddressCounts(run_folder(config.home), index=index, fronts=fronts, limit=config.live_per_address)
    # Without a time to keep pages, a CDN asks each time, and needs no keys to forget them by.
    edge = Edge(config.cdn_seconds, config.cdn_stale_seconds) if config.cdn_seconds else None
    pages = Pages(open_store(config), edge=edge)
    return FrontState(config=config, pages=pages, trust=trust, addresses=addresses, index=index, fronts=fronts)
