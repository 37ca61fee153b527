"""An empty newsroom is set up by who has the code, once; from then on its first account needs two factors."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from click.testing import CliRunner
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory

from depesche.accounts import invitation, lost_factors, passkeys, second_factor
from depesche.accounts.models import User
from depesche.cli import group
from depesche.stories import plant
from depesche.stories.models import PublicationSettings, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SETUP = "/desk/setup/"
STEP = "/desk/login/second-factor/"
FORM = {
    "name": "Merle-Bote",
    "language": "de",
    "sections": "Rathaus\nSport",
    "press_address": "presse@merle.example",
    "accent": "#205030",
    "legal_name": "Merle Verlag",
    "address": "Markt 1\n12345 Merle",
    "email": "post@merle.example",
    "responsible_person": "Ute Brandt",
    "full_name": "Ute Brandt",
    "username": "ute",
    "account_email": "ute@merle.example",
    "password": "Zeilenhonorar-17",
    "password_again": "Zeilenhonorar-17",
}


@pytest.fixture
def code(plant_folders: Path) -> Iterator[str]:
    cache.clear()
    yield invitation.issue(settings.HOME)
    invitation.withdraw(settings.HOME)


def app_code(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def invited(code: str) -> Client:
    client = Client()
    answer = client.get(SETUP, {"code": code})
    assert (answer.status_code, answer.headers["Location"]) == (302, SETUP)
    return client


def set_up(client: Client) -> tuple[str, list[str]]:
    """Both steps; the app's secret and the recovery codes."""
    assert client.post(SETUP, FORM).headers["Location"] == f"{SETUP}second-factor/"
    page = client.get(f"{SETUP}second-factor/").content.decode()
    assert "<svg" in page
    secret = re.findall(r"<code>([A-Z2-7]+)</code>", page)[0]
    assert client.post(f"{SETUP}second-factor/", {"token": "000000"}).status_code == 422
    done = client.post(f"{SETUP}second-factor/", {"token": app_code(secret)}).content.decode()
    return secret, re.findall(r"<code>(\d+)</code>", done)


def test_strangers_cannot_set_up_and_learn_nothing(code: str) -> None:
    for asked in (Client().get(SETUP), Client().post(SETUP, FORM), Client().get(SETUP, {"code": "guessed"})):
        assert asked.status_code == 403
        assert code not in asked.content.decode()
    assert Client().get(f"{SETUP}second-factor/").status_code == 404
    assert not User.objects.exists()


def test_an_empty_home_is_on_the_air_after_two_steps(code: str) -> None:
    client = invited(code)
    assert client.post(SETUP, {**FORM, "password_again": "another", "sections": "Desk"}).status_code == 422
    assert not User.objects.exists()
    _secret, recovery = set_up(client)
    assert len(recovery) == 10
    own = PublicationSettings.load()
    assert (own.name, own.accent, own.press_address) == ("Merle-Bote", "#205030", "presse@merle.example")
    assert own.responsible_address.splitlines() == ["Markt 1", "12345 Merle"]  # as the publisher's own
    assert [page.title for page in SectionPage.objects.order_by("path")] == ["Rathaus", "Sport"]
    assert "Merle-Bote" in (plant.store().get("index.html") or b"").decode()
    assert "Merle Verlag" in (plant.store().get("impressum/index.html") or b"").decode()
    assert client.get("/desk/").status_code == 200  # signed in already
    for late in (client, Client()):
        assert late.get(SETUP, {"code": code}).status_code == 404
        assert late.post(SETUP, FORM).status_code == 404


def test_a_closed_window_loses_nothing(code: str) -> None:
    invited(code).post(SETUP, FORM)
    again = invited(code)
    assert again.get(SETUP).headers["Location"] == f"{SETUP}second-factor/"
    assert again.get(f"{SETUP}second-factor/").status_code == 200
    assert User.objects.count() == 1


def test_the_password_alone_signs_nobody_in(code: str) -> None:
    secret, recovery = set_up(invited(code))
    cache.clear()

    def signs_in(given: str) -> bool:
        client = Client()
        words = {"username": "ute", "password": FORM["password"], "next": "/desk/pages/"}
        assert client.post("/desk/login/", words).headers["Location"] == STEP
        assert client.get("/desk/").status_code == 302  # the password alone opens nothing
        proved = client.post(STEP, {"token": given})
        assert proved.headers.get("Location", "/desk/pages/") == "/desk/pages/"
        return client.get("/desk/").status_code == 200

    assert not signs_in("")
    assert not signs_in("000000")
    assert signs_in(app_code(secret))
    assert not signs_in(app_code(secret))  # a code is good once
    assert signs_in(recovery[0])
    assert not signs_in(recovery[0])
    for _attempt in range(5):
        signs_in("111111")
    assert not signs_in(recovery[1])  # whoever guesses is stopped
    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data)
    cache.clear()
    user = User.objects.get()
    assert lost_factors.take_away(user, {factor.key for factor in lost_factors.of(user).factors}, by=None)
    words = {"username": "ute", "password": FORM["password"], "next": "/desk/"}
    assert Client().post("/desk/login/", words).headers["Location"] == "/desk/"


def test_the_second_step_is_for_who_knew_the_password(code: str) -> None:
    secret, _recovery = set_up(invited(code))
    assert Client().post(STEP, {"token": app_code(secret, later=1)}).headers["Location"] == "/desk/login/"
    client = Client()
    client.post("/desk/login/", {"username": "ute", "password": FORM["password"]})
    for answer in ("{}", "[]", "null", "nonsense", '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}'):
        assert client.post(STEP, {"credential": answer}).status_code == 422, answer
    User.objects.update(is_active=False)
    assert client.post(STEP, {"token": app_code(secret, later=1)}).headers["Location"] == "/desk/login/"


@pytest.mark.parametrize(
    ("address", "secure", "possible", "elsewhere"),
    [
        ("localhost:8000", False, True, ""),
        ("desk.merle.example", True, True, ""),
        ("desk.merle.example", False, False, ""),
        ("127.0.0.1:8000", False, False, "http://localhost:8000/desk/"),
        ("[::1]", False, False, "http://localhost/desk/"),
        ("192.168.1.4:8000", True, False, ""),
    ],
)
def test_passkeys_are_offered_where_browsers_allow_them(
    address: str, secure: bool, possible: bool, elsewhere: str, rf: RequestFactory
) -> None:
    request = rf.get("/desk/setup/", secure=secure, headers={"Host": address})
    assert (passkeys.possible(request), passkeys.elsewhere(request, "/desk/")) == (possible, elsewhere)


def test_an_account_without_a_second_factor_signs_in_as_before(db: None) -> None:
    User.objects.create_superuser("redaktion", password="Zeilenhonorar-17")
    words = {"username": "redaktion", "password": "Zeilenhonorar-17", "next": "/desk/"}
    assert Client().post("/desk/login/", words).status_code == 302
    assert Client().get(SETUP).status_code == 404


def test_the_terminal_sets_up_too(plant_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    monkeypatch.setattr(second_factor, "new_secret", lambda: secret)
    told = ["setup", "--name", "Merle-Bote", "--press-address", "", "--legal-name", "Merle Verlag", "--editor", "ute"]
    typed = f"Zeilenhonorar-17\nZeilenhonorar-17\n000000\n{app_code(secret)}\n"
    done = CliRunner().invoke(group, told, input=typed)
    assert done.exit_code == 0, done.output
    assert "█" in done.output
    assert "setup/?code" not in done.output
    assert PublicationSettings.load().legal_name == "Merle Verlag"
    assert second_factor.is_on(User.objects.get(username="ute"))
    assert CliRunner().invoke(group, ["second-factor", "ute"]).output == "on\n"
    assert CliRunner().invoke(group, ["second-factor", "ute", "--off"]).output == "taken away\n"
    assert not second_factor.is_on(User.objects.get(username="ute"))
