from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from depesche.kit.config import PREFIX, Config, ConfigError, load, misspelled


def test_defaults_need_nothing() -> None:
    config = load({})
    assert (config.host, config.port, config.smtp_port) == ("127.0.0.1", 8000, 2525)
    assert config.origin == "http://127.0.0.1:8000"


def test_environment_beats_file(tmp_path: Path) -> None:
    file = tmp_path / "depesche.toml"
    file.write_text('port = 9000\nlanguage = "en"\n')
    config = load({"DEPESCHE_PORT": "9001"}, file=file)
    assert (config.port, config.language) == (9001, "en")


def test_a_secret_file_beats_the_environment(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://u:p@h/n\n")
    config = load({"DEPESCHE_DATABASE_URL": "postgresql://x/y", "DEPESCHE_DATABASE_URL_FILE": str(secret)})
    assert config.database_url == "postgresql://u:p@h/n"


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("PORT", "http", "whole number"),
        ("PORT", "70000", "out of range"),
        ("FAST_LANE", "perhaps", "neither on nor off"),
        ("LANGUAGE", "fr", "use de or en"),
        ("TIME_ZONE", "Europe/Lindenbrueck", "IANA"),
        ("DATABASE_URL", "mysql://x", "postgresql://"),
        ("PUBLIC_URL", "example.org", "https://"),
        ("PUBLIC_URL", "https://[::1", "no address"),
        ("CDN_URL", "http://[x", "no address"),
        ("VALKEY_URL", "redis://host:99999", "no address"),
        ("WORKERS", "5000", "out of range"),
        ("SECRET_KEY_FILE", "/nowhere/key", "cannot be read"),
    ],
)
def test_a_wrong_value_names_the_setting_and_the_way_out(name: str, value: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load({PREFIX + name: value})
    assert PREFIX + name.removesuffix("_FILE") in str(caught.value)
    assert hint in str(caught.value)


def test_an_unknown_setting_in_the_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "depesche.toml"
    file.write_text("prot = 9000\n")
    with pytest.raises(ConfigError, match="'prot'"):
        load({}, file=file)


def test_broken_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "depesche.toml"
    file.write_text("port = \n")
    with pytest.raises(ConfigError, match="TOML"):
        load({}, file=file)


def test_the_configuration_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load({}).port = 1  # type: ignore[misc]


def test_every_setting_says_what_it_is() -> None:
    for field in dataclasses.fields(Config):
        assert field.metadata["help"].endswith("."), field.name


def test_a_misspelled_name_in_the_environment_is_told_with_the_nearest_setting() -> None:
    environ = {"DEPESCHE_POTR": "1", "DEPESCHE_PORT": "2", "DEPESCHE_SECRET_KEY_FILE": "/x", "DJANGO_SETTINGS": "y"}
    assert misspelled(environ) == {"DEPESCHE_POTR": "DEPESCHE_PORT"}
    assert misspelled({"DEPESCHE_SECRET_KEYFILE": "1"}) == {"DEPESCHE_SECRET_KEYFILE": "DEPESCHE_SECRET_KEY_FILE"}
    assert misspelled({"DEPESCHE_QQQQQQQQQQQQQQ": "1"}) == {"DEPESCHE_QQQQQQQQQQQQQQ": ""}
    assert misspelled({"DEPESCHE_SERVICE_HOST": "1", "DEPESCHE_PORT_8000_TCP": "2"}) == {}
