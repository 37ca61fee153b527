"""Administrators see what everybody signs in with, and take away what is lost: by their password, on record."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from wagtail.models import ModelLogEntry

from depesche.accounts import lost_factors, second_factor
from depesche.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plant_folders")]
PAGE = "/desk/second-factors/"
PASSWORD = "Zeilenhonorar-17"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ute() -> User:
    """The administrator."""
    return User.objects.create_superuser("ute", password=PASSWORD, first_name="Ute", last_name="Brandt")


@pytest.fixture
def administration(ute: User) -> Client:
    client = Client()
    client.force_login(ute)
    return client


def with_app(user: User) -> int:
    """The key of the account's app; its recovery codes are there too."""
    secret = second_factor.new_secret()
    code = str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    assert second_factor.switch_on(user, secret=secret, code=code)
    return lost_factors.of(user).factors[-1].key


def with_passkey(user: User) -> int:
    made = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Telefon", "credential": {}})
    return int(made.pk)


def test_the_list_says_who_signs_in_with_what(administration: Client, anna: User, chefin: User) -> None:
    with_app(anna)
    with_passkey(anna)
    shown = administration.get(PAGE).content.decode()
    assert "Authenticator-App" in shown
    assert "Passkey „Telefon“" in shown
    assert "Notfall-Codes übrig: 10" in shown
    assert f'href="{PAGE}{anna.pk}/"' in shown
    assert "Meldet sich allein mit dem Passwort an." in shown
    assert f'href="{PAGE}{chefin.pk}/"' not in shown


def test_one_lost_factor_goes_and_the_others_stay(administration: Client, anna: User, ute: User) -> None:
    app, passkey = with_app(anna), with_passkey(anna)
    page = f"{PAGE}{anna.pk}/"
    for refused in (
        {"factors": [passkey], "password": ""},
        {"factors": [passkey], "password": "geraten"},
        {"factors": [], "password": PASSWORD},
        {"factors": [passkey + 99], "password": PASSWORD},
    ):
        assert administration.post(page, refused).status_code == 422, refused
    assert len(lost_factors.of(anna).factors) == 2
    assert administration.post(page, {"factors": [passkey], "password": PASSWORD}).status_code == 302
    assert [factor.key for factor in lost_factors.of(anna).factors] == [app]
    assert lost_factors.of(anna).codes == 10
    entry = ModelLogEntry.objects.get(action=lost_factors.TAKEN_AWAY)
    assert (entry.user, entry.object_id, entry.data) == (ute, str(anna.pk), {"factors": [["passkey", "Telefon"]]})
    shown = administration.get(PAGE).content.decode()
    assert "Zuletzt weggenommen" in shown
    assert "Ute Brandt" in shown


def test_with_the_last_one_the_recovery_codes_go(administration: Client, anna: User) -> None:
    app = with_app(anna)
    said = administration.post(f"{PAGE}{anna.pk}/", {"factors": [app], "password": PASSWORD}, follow=True)
    assert "Jetzt genügt das Passwort." in said.content.decode()
    assert not Authenticator.objects.filter(user=anna).exists()
    again = administration.post(f"{PAGE}{anna.pk}/", {"factors": [app], "password": PASSWORD}, follow=True)
    assert "hat keinen zweiten Faktor" in again.content.decode()
    assert ModelLogEntry.objects.filter(action=lost_factors.TAKEN_AWAY).count() == 1


def test_who_guesses_the_password_is_stopped(administration: Client, anna: User) -> None:
    app = with_app(anna)
    page = f"{PAGE}{anna.pk}/"
    for _guess in range(5):
        administration.post(page, {"factors": [app], "password": "geraten"})
    assert administration.post(page, {"factors": [app], "password": PASSWORD}).status_code == 422
    assert second_factor.is_on(anna)


def test_only_administrators_and_never_for_oneself(
    administration: Client, chief_desk: Client, anna: User, ute: User
) -> None:
    with_app(anna)
    own = with_app(ute)
    for address in (PAGE, f"{PAGE}{anna.pk}/"):
        assert chief_desk.get(address).status_code == 302  # Wagtail leads who may not back to the desk
        assert Client().get(address).status_code == 302
    assert "second-factors" not in chief_desk.get("/desk/").content.decode()
    assert "second-factors" in administration.get("/desk/").content.decode()
    assert "Ihr eigener" in administration.get(PAGE).content.decode()
    administration.post(f"{PAGE}{ute.pk}/", {"factors": [own], "password": PASSWORD})
    assert second_factor.is_on(ute)


def test_a_changed_secret_key_hides_no_account(
    administration: Client, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_app(anna)
    monkeypatch.setattr("django.conf.settings.SECRET_KEY", "another one")
    administration.force_login(User.objects.get(username="ute"))
    assert "Der geheime Schlüssel der Redaktion wurde geändert" in administration.get(PAGE).content.decode()
