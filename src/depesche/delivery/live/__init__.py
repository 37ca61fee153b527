"""Live: a durable log of what happened, and its way to the readers whose pages are open."""

from __future__ import annotations

from depesche.delivery.live.events import JSON, RETENTION, Event, EventLog, LogError, NewEvent, Reservation
from depesche.delivery.runtime import socket_folder
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

__all__ = ["JSON", "RETENTION", "Event", "EventLog", "LogError", "NewEvent", "Reservation", "open_log"]


def open_log(config: Config, *, clock: Clock = utc_now) -> EventLog:
    """The log that the configuration names. Raises `LogError`, and `ConfigError` when an extra is missing."""
    if config.valkey_url:
        from depesche.delivery.live.valkey_log import ValkeyLog

        return ValkeyLog(config.valkey_url, clock=clock)
    from depesche.delivery.live.sqlite_log import SqliteLog

    return SqliteLog(config.live_log_file, bells=socket_folder(config.home), clock=clock)
