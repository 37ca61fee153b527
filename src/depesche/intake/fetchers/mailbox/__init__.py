"""Mailboxes at a hoster: mails fetched by IMAP, marked as read once they are durable here."""
