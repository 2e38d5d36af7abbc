from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.addresses import denial, parse_allowed

# fmt: off
REFUSED = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
    "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1",
    "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1",
    "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "64:ff9b:1::808:808", "100::1",
    "2001:0:7f00:1::f5ff:fffe", "2001:0:808:808::80ff:fffe", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1",
    "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "feff::1", "ff02::1", "ff0e::1",
]
# fmt: on

# fmt: off
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "128.0.0.1",
    "172.15.255.255", "172.32.0.1", "192.0.1.1", "192.167.255.255", "198.17.255.255", "198.20.0.1", "223.255.255.254",
    "2606:4700:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
    "2001:0:808:808::f7f7:f7f7", "2001:4860:4860::8888",
]
# fmt: on


@pytest.mark.parametrize("text", REFUSED)
def test_an_address_that_is_not_public_is_refused_with_its_kind(text: str) -> None:
    assert denial(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_address_may_be_reached(text: str) -> None:
    assert denial(ip_address(text)) == ""


WRAPPINGS = {
    "mapped": lambda v4: (0xFFFF << 32) | v4,
    "compatible": lambda v4: v4,
    "nat64": lambda v4: (0x64FF9B << 96) | v4,
    "6to4": lambda v4: (0x2002 << 112) | (v4 << 80) | 1,
    "teredo server": lambda v4: (0x20010000 << 96) | (v4 << 64) | (0x08080808 ^ 0xFFFF_FFFF),
    "teredo client": lambda v4: (0x20010000 << 96) | (0x08080808 << 64) | (v4 ^ 0xFFFF_FFFF),
}


@pytest.mark.parametrize("wrapping", list(WRAPPINGS))
@settings(deadline=None)
@given(v4=st.ip_addresses(v=4))
def test_no_wrapping_makes_a_refused_address_reachable(wrapping: str, v4: object) -> None:
    wrapped = ip_address(WRAPPINGS[wrapping](int(v4)).to_bytes(16, "big"))  # type: ignore[call-overload]
    assert denial(wrapped) or not denial(v4)  # type: ignore[arg-type]


@settings(deadline=None)
@given(address=st.ip_addresses())
def test_what_python_itself_calls_not_global_is_never_reachable(address: object) -> None:
    if not address.is_global or address.is_multicast:  # type: ignore[attr-defined]
        wrapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
        assert wrapped or getattr(address, "teredo", None) or denial(address)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "address", "port", "covered"),
    [
        ("127.0.0.1", "127.0.0.1", 80, True),
        ("127.0.0.1", "127.0.0.2", 80, False),
        ("10.1.0.0/16", "10.1.200.3", 8080, True),
        ("10.1.0.0/16", "10.2.0.1", 8080, False),
        ("127.0.0.1:8080", "127.0.0.1", 8080, True),
        ("127.0.0.1:8080", "127.0.0.1", 8081, False),
        ("10.1.0.0/16:443", "10.1.0.9", 443, True),
        ("10.1.0.0/16:443", "10.1.0.9", 80, False),
        ("::1", "::1", 80, True),
        ("[::1]:8080", "::1", 8080, True),
        ("[::1]:8080", "::1", 80, False),
        ("fd00::/8", "fd12::1", 80, True),
        ("fd00::/8", "127.0.0.1", 80, False),
        (" 127.0.0.1 ", "127.0.0.1", 80, True),
    ],
)
def test_allow_list_entry(entry: str, address: str, port: int, covered: bool) -> None:
    assert parse_allowed([entry])[0].covers(ip_address(address), port) is covered


@pytest.mark.parametrize("entry", ["", "localhost", "10.1.0.1/16", "127.0.0.1:0", "127.0.0.1:70000", "::1:x", "[::1]"])
def test_an_entry_that_cannot_be_meant_is_refused_with_its_text(entry: str) -> None:
    with pytest.raises(ValueError, match="is not an address or network") as caught:
        parse_allowed([entry])
    assert repr(entry) in str(caught.value)
