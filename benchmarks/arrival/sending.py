"""Clients that send mails over and over, as many at a time as there are connections, and count who was told 250."""

from __future__ import annotations

import random
import shutil
import smtplib
import subprocess
import threading
import time
from email.message import EmailMessage

_SYLLABLES = [
    "ver",
    "be",
    "ge",
    "an",
    "ort",
    "stadt",
    "haus",
    "rat",
    "ung",
    "en",
    "lich",
    "bau",
    "amt",
    "zeit",
    "mark",
    "te",
]
WORDS = ["die", "der", "und", "in", "den", "von", "zu", "mit", "sich", "auf"] + [
    first + second + third for first in _SYLLABLES for second in _SYLLABLES for third in _SYLLABLES
]
"""As many as a real text draws from, so that unlike texts look unlike."""


def rate_of_smtp_source(port: int, *, mails: int, size: int, connections: int) -> float:
    """Mails a second accepted, by Postfix's own load generator; it ends when all are answered 250, else fails."""
    program = shutil.which("smtp-source", path="/usr/sbin:/usr/bin") or "smtp-source"
    command = [program, "-d", "-s", str(connections), "-l", str(size), "-m", str(mails), "-f", "presse@stadt.example"]
    begun = time.monotonic()
    subprocess.run([*command, "-t", "redaktion@zeitung.example", f"127.0.0.1:{port}"], check=True)
    return mails / (time.monotonic() - begun)


def release(number: int, size: int) -> EmailMessage:
    """A release of about `size` bytes; each number another, with an office's usual words in it."""
    chance = random.Random(number)
    mail = EmailMessage()
    mail["From"] = "Pressestelle <presse@stadt.example>"
    mail["To"] = "redaktion@zeitung.example"
    mail["Subject"] = f"Stadt Musterau: {' '.join(chance.sample(WORDS, 4))}"
    mail["Message-ID"] = f"<{number}@bench.example>"
    paragraphs = []
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(" ".join(chance.choices(WORDS, k=60)).capitalize() + ".")
    mail.set_content("\n\n".join(paragraphs), charset="utf-8", cte="8bit")
    return mail


def send_steadily(port: int, *, mails: int, size: int, per_second: float) -> dict[str, float]:
    """Send `mails` at an even pace; when each (by Message-ID) was answered 250, in seconds of the steady clock."""
    accepted: dict[str, float] = {}
    begun = time.monotonic()
    lock = threading.Lock()
    numbers = iter(range(mails))

    def client() -> None:
        with smtplib.SMTP("127.0.0.1", port, local_hostname="bench.example", timeout=60) as line:
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                time.sleep(max(0.0, begun + number / per_second - time.monotonic()))
                mail = release(number, size)
                line.send_message(mail)
                accepted[str(mail["Message-ID"]).strip("<>")] = time.monotonic()

    clients = [threading.Thread(target=client) for _ in range(4)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return accepted
