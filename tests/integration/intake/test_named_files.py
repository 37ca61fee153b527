"""Files that settings name: each fault is told once, with setting, path and what to do; and `check` finds it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from depesche.cli import group
from depesche.commands import inspection
from depesche.intake import checking
from depesche.intake.fetchers import named_files, smtp
from depesche.kit.config import Config


def told(config: Config, *, now: datetime | None = None) -> str:
    return "\n".join(str(fault) for fault in named_files.faults(config, now=now or datetime.now(UTC)))


def test_what_is_well_is_not_told_of(config: Config, certificate: tuple[Path, Path], tmp_path: Path) -> None:
    chain, key = certificate
    names, both = tmp_path / "dns.json", tmp_path / "both.pem"
    names.write_text(json.dumps({"a.example": "v=spf1 -all"}), "utf-8")
    both.write_bytes(chain.read_bytes() + key.read_bytes())
    long_valid = datetime.now(UTC) - timedelta(days=7)  # the certificate holds for two days
    assert told(config) == ""
    good = replace(config, smtp_certificate=chain, smtp_key=key, dns_file=names)
    assert "expires on" in told(good)
    assert "holds from" in told(good, now=long_valid)
    assert "holds no usable key" not in told(replace(config, smtp_certificate=both))


def test_each_fault_names_setting_path_and_remedy(
    config: Config, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    chain, key = certificate
    missing, other, locked, list_ = (tmp_path / name for name in ("weg.pem", "other.pem", "locked.pem", "liste.json"))
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(other)], check=True, capture_output=True)
    command = ["openssl", "pkey", "-in", str(key), "-aes256", "-passout", "pass:x", "-out", str(locked)]
    subprocess.run(command, check=True, capture_output=True)
    list_.write_text("[]", "utf-8")
    for changed, setting, path, words in (
        ({"smtp_certificate": missing}, "DEPESCHE_SMTP_CERTIFICATE", missing, "cannot be read: No such file"),
        ({"smtp_certificate": tmp_path}, "DEPESCHE_SMTP_CERTIFICATE", tmp_path, "cannot be read: Is a directory"),
        ({"smtp_certificate": chain, "smtp_key": missing}, "DEPESCHE_SMTP_KEY", missing, "cannot be read"),
        ({"smtp_certificate": chain}, "DEPESCHE_SMTP_CERTIFICATE", chain, "set DEPESCHE_SMTP_KEY to the file"),
        ({"smtp_certificate": key}, "DEPESCHE_SMTP_CERTIFICATE", key, "holds no certificate in PEM form"),
        ({"smtp_certificate": chain, "smtp_key": other}, "DEPESCHE_SMTP_KEY", other, "is not the key of"),
        ({"smtp_certificate": chain, "smtp_key": locked}, "DEPESCHE_SMTP_KEY", locked, "that is not encrypted"),
        ({"smtp_key": key}, "DEPESCHE_SMTP_KEY", key, "no certificate"),
        ({"dns_file": missing}, "DEPESCHE_DNS_FILE", missing, "cannot be read: No such file"),
        ({"dns_file": list_}, "DEPESCHE_DNS_FILE", list_, "expected a JSON object"),
    ):
        (fault,) = named_files.faults(replace(config, **changed), now=datetime.now(UTC))
        assert (fault.setting, fault.path, fault.fatal) == (setting, path, True), changed
        assert words in str(fault)


def test_an_expired_certificate_is_told_of_and_goes_on(config: Config, certificate: tuple[Path, Path]) -> None:
    chain, key = certificate
    (fault,) = named_files.faults(
        replace(config, smtp_certificate=chain, smtp_key=key), now=datetime.now(UTC) + timedelta(days=30)
    )
    assert not fault.fatal
    assert "expired on" in str(fault)


def test_serve_refuses_with_one_line_and_check_finds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    missing = tmp_path / "weg.pem"
    monkeypatch.setenv("DEPESCHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DEPESCHE_SMTP_CERTIFICATE", str(missing))
    result = CliRunner().invoke(group, ["serve", "--only", "intake"])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert f"DEPESCHE_SMTP_CERTIFICATE: {missing}: cannot be read: No such file" in result.stderr
    (finding,) = inspection._named_files(Config(home=tmp_path, smtp_certificate=missing))
    assert not finding.ok
    assert (finding.what, str(missing) in finding.state) == ("DEPESCHE_SMTP_CERTIFICATE", True)


def test_a_listener_waits_for_its_certificate_and_says_so_once(
    config: Config, certificate: tuple[Path, Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    looks: list[datetime] = []

    def clock() -> datetime:
        looks.append(datetime.now(UTC))
        if len(looks) == 5:
            for target, source in zip((chain, key), certificate, strict=True):
                os.link(source, target)
        return datetime.now(UTC)

    settings = replace(config, smtp_certificate=chain, smtp_key=key)
    with caplog.at_level(logging.WARNING):
        asyncio.run(smtp.usable_certificate(settings, stop=asyncio.Event(), clock=clock, pause=0.0))
    assert len(looks) == 5
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]  # missing; expires soon


def test_a_table_of_names_that_is_gone_is_told_of_once(
    config: Config, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for _look in range(3):
        checking.open_names(replace(config, dns_file=tmp_path / "weg.json"))
    assert len(caplog.records) == 1
    assert "DEPESCHE_DNS_FILE" in caplog.text
