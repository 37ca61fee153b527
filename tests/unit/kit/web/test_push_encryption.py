"""RFC 8291 with the example of its fifth section, and RFC 8292 with a key of our own."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.kit.web import vapid
from depesche.kit.web.push_encryption import BadKeys, decoded, encoded, encrypt, keys

MESSAGE = b"When I grow up, I want to be a watermelon"
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SENDER = int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
SALT = decoded("DGv6ra1nlYgDCS1FRnbzlw")
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard() -> None:
    sender = ec.derive_private_key(SENDER, ec.SECP256R1())
    body = encrypt(MESSAGE, keys(P256DH, AUTH), generate=lambda: sender, random=lambda _size: SALT)
    assert encoded(body) == BODY


def test_two_messages_share_nothing() -> None:
    one, other = (encrypt(MESSAGE, keys(P256DH, AUTH)) for _ in range(2))
    assert one[:86] != other[:86]
    assert one[86:] != other[86:]
    with pytest.raises(ValueError, match="3000"):
        encrypt(b"x" * 3001, keys(P256DH, AUTH))


@settings(max_examples=100)
@given(st.text(max_size=120), st.text(max_size=40))
def test_what_is_no_key_is_refused(public: str, auth: str) -> None:
    with pytest.raises(BadKeys):
        keys(public, auth)


@settings(max_examples=40)
@given(st.binary(min_size=64, max_size=64))
def test_a_point_that_is_not_on_the_curve_is_refused(rest: bytes) -> None:
    with pytest.raises(BadKeys):
        keys(encoded(b"\x04" + rest), AUTH)


def test_the_key_makes_itself_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "home" / "vapid_key"
    first = vapid.Identity(vapid.obtain(file), "mailto:redaktion@depesche.example")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert vapid.Identity(vapid.obtain(file), "").public == first.public
    assert [one.name for one in file.parent.iterdir()] == ["vapid_key"]


def test_the_token_names_the_service_the_end_and_the_house_and_is_signed(tmp_path: Path) -> None:
    identity = vapid.Identity(vapid.obtain(tmp_path / "vapid_key"), "mailto:redaktion@depesche.example")
    token, key = (
        identity.authorization("https://push.example:8443/abc?x=1", now=1000).removeprefix("vapid t=").split(", k=")
    )
    head, claims, signature = token.split(".")
    assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(decoded(claims)) == {
        "aud": "https://push.example:8443",
        "exp": 1000 + 12 * 3600,
        "sub": "mailto:redaktion@depesche.example",
    }
    raw = decoded(signature)
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    public.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    assert key == identity.public
