"""What kind of source an address names, as a user writes it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from depesche.intake.fetchers.mailbox import addresses as mailboxes
from depesche.intake.polling_models import ChannelKind
from depesche.kit.web import addresses as web


def recognise(address: str) -> tuple[ChannelKind, str]:
    """The kind, and the address in its one form; what has no scheme is a folder. Raises Trouble (ADDRESS)."""
    scheme = urlsplit(address).scheme if "://" in address else ""
    if scheme in ("imap", "imaps"):
        return ChannelKind.MAILBOX, mailboxes.parse(address).url
    if scheme:
        return ChannelKind.FEED, web.parse(address).url
    return ChannelKind.FOLDER, str(Path(address).expanduser().absolute())


def check_folder(path: str) -> None:
    """Raises NotADirectoryError, with a line for whoever names it, unless this is a folder that is there."""
    folder = Path(path)
    if folder.is_dir():
        return
    if folder.exists():
        raise NotADirectoryError(f"{path}: this is a file; name the folder in which files will arrive")
    raise NotADirectoryError(
        f"{path}: there is no such folder; make it first (mkdir -p), "
        "or write the address of a feed with https:// and that of a mailbox with imaps:// before it"
    )
