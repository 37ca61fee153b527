"""Which addresses a fetch may go to, in every way of writing them."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.kit.trouble import Code, Trouble
from depesche.kit.web import addresses

PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"]
OURS = [
    "127.0.0.1",
    "127.8.8.8",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fd12::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
]
NEVER = [
    "0.0.0.0",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "224.0.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "2001:0:7f00:1::",
    "64:ff9b:1::a00:1",
    "100::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    addresses.check(address, private=False)


@pytest.mark.parametrize("address", OURS)
def test_our_own_networks_only_when_asked_for(address: str) -> None:
    with pytest.raises(Trouble) as refused:
        addresses.check(address, private=False)
    assert refused.value.code == Code.FORBIDDEN
    addresses.check(address, private=True)


@pytest.mark.parametrize("address", NEVER)
@pytest.mark.parametrize("private", [False, True])
def test_metadata_multicast_and_the_like_never(address: str, *, private: bool) -> None:
    with pytest.raises(Trouble) as refused:
        addresses.check(address, private=private)
    assert refused.value.code == Code.NEVER


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_no_way_around(address: ipaddress.IPv4Address) -> None:
    plain = addresses.is_allowed(address, private=False)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | int(address))
    nat64 = ipaddress.IPv6Address((0x64FF9B << 96) | int(address))
    six_to_four = ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80))
    assert {addresses.is_allowed(one, private=False) for one in (mapped, nat64)} == {plain}
    assert plain or not addresses.is_allowed(six_to_four, private=False)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://Example.ORG:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("http://[2606:4700:0::1111]/x", "http://[2606:4700::1111]/x"),
        ("http://example.org./", "http://example.org/"),
    ],
)
def test_addresses_are_brought_into_one_form(url: str, expected: str) -> None:
    assert addresses.parse(url).url == expected


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://user:secret@example.org/",
        "http://user@example.org/",
        "http://:@example.org/",
        "http:///nowhere",
        "//example.org/",
        "example.org",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nX: y",
        "http://a..b/",
        "http://[::1/",
        "http://" + "a" * 5000,
        "http://ex%61mple.org/",
        "",
    ],
)
def test_what_is_no_address_to_fetch_is_refused(url: str) -> None:
    with pytest.raises(Trouble) as refused:
        addresses.parse(url)
    assert refused.value.code == Code.ADDRESS


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.0x1", "0x7f.1", "017700000001", "１２７.0.0.1"]
)
def test_numbers_that_some_programs_read_as_an_address_are_refused(host: str) -> None:
    with pytest.raises(Trouble) as refused:
        addresses.check(addresses.parse(f"http://{host}/").host, private=False)
    assert refused.value.code in (Code.NEVER, Code.ADDRESS)


@given(st.text(max_size=60))
def test_parsing_raises_nothing_else(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            again = addresses.parse(url)
        except Trouble:
            continue
        assert addresses.parse(again.url) == again
