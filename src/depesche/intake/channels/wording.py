"""What is wrong with a source, in a sentence that an editor understands."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from depesche.intake.channels.trouble import Code

_SENTENCES: Mapping[str, str] = {
    Code.ADDRESS: gettext_noop("This is no address that can be fetched. Please check how it is written."),
    Code.FORBIDDEN: gettext_noop(
        "The address leads into a private network and is not fetched. DEPESCHE_FETCH_PRIVATE allows it."
    ),
    Code.NEVER: gettext_noop(
        "The address leads to %(detail)s. Such addresses (link-local, a hoster's metadata, numbers written in unusual "
        "ways) are never fetched; no setting allows it."
    ),
    Code.NO_HOST: gettext_noop("The server's name is not known. Please check the address."),
    Code.REFUSED: gettext_noop("The server cannot be reached or hung up."),
    Code.TOO_SLOW: gettext_noop("The server did not answer in time."),
    Code.TOO_LARGE: gettext_noop("The answer is too large and was not taken in."),
    Code.TLS: gettext_noop("The server's certificate does not hold (%(detail)s)."),
    Code.PROTOCOL: gettext_noop("What came back is not a proper answer (%(detail)s)."),
    Code.REDIRECTS: gettext_noop("The address is passed on too often, or from https back to http."),
    Code.STATUS: gettext_noop("The server answers with an error (HTTP %(detail)s)."),
    Code.GONE: gettext_noop("The source was given up: the server says that it is gone for good (HTTP 410)."),
    Code.BUSY: gettext_noop("The server asks us to come back later (HTTP %(detail)s)."),
    Code.EMPTY: gettext_noop("The answer was empty."),
    Code.WEB_PAGE: gettext_noop(
        "This is a web page, not a feed. Perhaps one has to sign in, or the feed has another address now."
    ),
    Code.STORAGE: gettext_noop("It could not be stored here: %(detail)s. Please tell whoever runs this server."),
    Code.SIGN_IN: gettext_noop("The sign-in was refused. Please check user name and password (%(detail)s)."),
    Code.SECRET: gettext_noop("The file with the password cannot be read: %(detail)s."),
    Code.MAILBOX: gettext_noop("The mailbox has no folder “%(detail)s”."),
    Code.FOLDER: gettext_noop("The folder cannot be used: %(detail)s."),
    Code.OVERSIZE: gettext_noop("Mails larger than allowed stay in the mailbox, unread: %(detail)s."),
    Code.SAME: gettext_noop("The source has moved to an address that is fetched already: %(detail)s."),
    Code.BY_HAND: gettext_noop("Paused by hand."),
    Code.INTERNAL: gettext_noop("Fetching failed for a reason unknown so far (%(detail)s). It is tried again."),
}

_ADDRESSES: Mapping[str, str] = {
    "scheme": gettext_noop(
        "Only feeds (https:// or http://), mailboxes (imaps:// or imap://) and folders of this machine can be fetched."
    ),
    "credentials": gettext_noop("The address must not hold a password, nor, of a feed, a user name."),
    "mailbox": gettext_noop("The address of a mailbox is imaps://user@host/FOLDER."),
}
"""What is wrong with an address (`Code.ADDRESS`), where more can be said than that it is none."""


def sentence(facts: Mapping[str, str]) -> str:
    """`Trouble.facts` in the language that is active; "" when there is no trouble."""
    if not facts:
        return ""
    code, detail = facts.get("code", ""), facts.get("detail", "")
    said = _ADDRESSES.get(detail) if code == Code.ADDRESS else None
    return _(said or _SENTENCES.get(code, _SENTENCES[Code.INTERNAL])) % {"detail": detail or "?"}
