"""Dovecot and Postfix from Debian's packages, started on loopback with a folder of their own."""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PASSWORD = "geheim-ünd-lang"


def program(name: str) -> str:
    """Where a program lies. Without it the test is skipped, in CI it fails: `.ci/packages` installs it."""
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if not found and os.environ.get("CI"):
        pytest.fail(f"{name} is missing: .ci/packages installs it")
    if not found:
        pytest.skip(f"{name} is not installed: .ci/packages installs it")
    return str(found)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that servers which drop their privileges can enter; pytest's own are closed to them."""
    path = Path(tempfile.mkdtemp(prefix="depesche-mail-", dir="/tmp"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_greeting(port: int, greeting: bytes, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
                if line.recv(100).startswith(greeting):
                    return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(log.read_text() if log.exists() else f"nobody on port {port}")


@dataclass(frozen=True, slots=True)
class Dovecot:
    plain: int
    tls: int
    mails: Path

    def deliver(self, raw: bytes, *, folder: str = "", name: str) -> None:
        """As a mail server would: into `new` by rename."""
        maildir = self.mails / folder if folder else self.mails
        (maildir / "tmp" / name).write_bytes(raw)
        _own(maildir / "tmp" / name)
        (maildir / "tmp" / name).rename(maildir / "new" / name)


@contextmanager
def dovecot(certificate: tuple[Path, Path]) -> Iterator[Dovecot]:
    """An IMAP server; everybody may sign in with `PASSWORD`."""
    binary = program("dovecot")
    with folder() as path:
        plain, tls = free_port(), free_port()
        for source, target in zip(certificate, ("c.pem", "k.pem"), strict=True):
            shutil.copy(source, path / target)
        mails = path / "mails"
        for name in ("", ".Pr&AOk-sse"):
            for sub in ("new", "cur", "tmp"):
                (mails / name / sub).mkdir(parents=True)
        _own(mails)
        root = os.getuid() == 0
        user, group = ("mail", "mail") if root else _me()
        internal = "" if root else f"default_login_user = {user}\ndefault_internal_user = {user}\n"
        internal += "" if root else f"default_internal_group = {group}\n"
        chroots = "" if root else "service anvil {\n chroot =\n}\n"
        (path / "dovecot.conf").write_text(
            f"""base_dir = {path}/run
log_path = {path}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{path}/c.pem
ssl_key = <{path}/k.pem
auth_mechanisms = plain login xoauth2
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:{mails}
mailbox_list_index = no
{internal}{chroots}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={path}
}}
"""
        )
        command = [binary, "-F", "-c", str(path / "dovecot.conf")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            wait_for_greeting(plain, b"* OK", path / "log")
            yield Dovecot(plain, tls, mails)
        finally:
            process.terminate()
            try:
                process.wait(5)
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait(5)


@dataclass(frozen=True, slots=True)
class Postfix:
    smtp: int
    log: Path


def relaying(lmtp: str) -> str:
    """Settings: `zeitung.example` goes on by LMTP to `inet:host:port` or `unix:path`."""
    return f"relay_domains = zeitung.example\nrelay_transport = lmtp:{lmtp}\n"


def delivering(mails: Path) -> str:
    """Settings: `zeitung.example` goes into Maildirs below `mails`, by virtual(8), which syncs each mail. The queue may
    run ahead of the delivery as fast as it likes."""
    user = pwd.getpwnam("mail")
    return f"""virtual_mailbox_domains = zeitung.example
virtual_mailbox_base = {mails}
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{user.pw_uid}
virtual_gid_maps = static:{user.pw_gid}
virtual_minimum_uid = 1
in_flow_delay = 0
"""


@contextmanager
def postfix(settings: str) -> Iterator[Postfix]:
    """A mail server on loopback; `settings` (`relaying`, `delivering`) say where mails go."""
    binary = program("postfix")
    if os.getuid() != 0:
        if os.environ.get("CI"):
            pytest.fail("Postfix is started by root only: run CI as root")
        pytest.skip("Postfix is started by root only")
    with folder() as path:
        port = free_port()
        for name in ("config", "queue", "data"):
            (path / name).mkdir()
        shutil.chown(path / "data", "postfix", "postfix")
        (path / "config" / "main.cf").write_text(
            f"""compatibility_level = 3.6
queue_directory = {path}/queue
data_directory = {path}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.zeitung.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
{settings}
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
maillog_file = {path}/postfix.log
maillog_file_prefixes = {path}
alias_maps =
alias_database =
minimal_backoff_time = 2s
maximal_backoff_time = 2s
queue_run_delay = 2s
"""
        )
        template = Path("/usr/share/postfix/master.cf.dist")
        master = template.read_text() if template.exists() else Path("/etc/postfix/master.cf").read_text()
        lines = []
        for line in master.splitlines():
            words = line.split()
            if words[:2] == ["smtp", "inet"]:
                words[0] = f"127.0.0.1:{port}"
            if len(words) >= 8 and not line.startswith(("#", " ")):
                words[4] = "n"  # no chroot: this queue has none of its files
                lines.append(" ".join(words))
            else:
                lines.append(line)
        if not any("postlog" in line for line in lines):
            lines.append("postlog unix-dgram n - n - 1 postlogd")
        (path / "config" / "master.cf").write_text("\n".join(lines) + "\n")
        command = [binary, "-c", str(path / "config")]
        started = subprocess.run([*command, "start"], capture_output=True, text=True, check=False, timeout=60)
        assert started.returncode == 0, started.stderr + started.stdout
        try:
            wait_for_greeting(port, b"220", path / "postfix.log")
            yield Postfix(port, path / "postfix.log")
        finally:
            subprocess.run([*command, "stop"], capture_output=True, check=False, timeout=60)


def _me() -> tuple[str, str]:
    return pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name


def _own(path: Path) -> None:
    """Give files to the user under whom the mailbox is read."""
    if os.getuid() == 0:
        for found in (path, *path.rglob("*")):
            shutil.chown(found, "mail", "mail")
