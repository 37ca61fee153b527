"""The page on which readers choose what their device tells them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationTopic:
    """Something a reader can be told of. `key` is as in live topics: `breaking`, `section/<slug>`, `live/<slug>`."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsDocument:
    """`public_key` is what browsers subscribe with, in base64url. Never stored. With `token` the page is that of one
    subscription, to end it without a script; `ended` says that this was done.
    """

    path: str = "/benachrichtigungen/"
    public_key: str = ""
    topics: tuple[NotificationTopic, ...] = ()
    token: str = ""
    ended: bool = False
