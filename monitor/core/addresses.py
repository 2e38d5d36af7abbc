"""Which IP addresses may be reached: public ones, and those that the configuration allows.

`ipaddress.is_global` alone is not enough and differs between Python versions (it calls multicast and 192.0.0.192
global and knows nothing of addresses wrapped into others), so an explicit deny list comes first and every wrapped
IPv4 address is judged as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from monitor.records import dataclass

IPAddress = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

_DENIED: tuple[tuple[_Network, str], ...] = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "an address of this very machine"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a carrier's or cloud's internal address"),
        ("127.0.0.0/8", "a loopback address"),
        ("168.63.129.16/32", "a cloud's internal address"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "an address reserved for protocols"),
        ("192.0.2.0/24", "an address for documentation"),
        ("192.88.99.0/24", "a retired relay address"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "an address for benchmarks"),
        ("198.51.100.0/24", "an address for documentation"),
        ("203.0.113.0/24", "an address for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
        ("::1/128", "a loopback address"),
        ("::/96", "an address of this very machine or an outdated IPv4-compatible one"),
        ("64:ff9b:1::/48", "a private translation of an IPv4 address"),
        ("100::/32", "an address that leads nowhere"),
        ("2001:2::/48", "an address for benchmarks"),
        ("2001:10::/28", "an identifier, not an address"),
        ("2001:20::/28", "an identifier, not an address"),
        ("2001:db8::/32", "an address for documentation"),
        ("3fff::/20", "an address for documentation"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a private address"),
        ("ff00::/8", "a multicast address"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")
BLOCKED_PORTS = frozenset(
    {
        *(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104),
        *(109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515),
        *(526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049),
        *(3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    }
)
"""Ports of services which could be talked into something by an HTTP request (the Fetch standard's list)."""
_ALLOWED_FORM = re.compile(r"(?:\[(?P<v6>[^\]]+)\]|(?P<plain>[^\[\]]+?))(?::(?P<port>\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class Allowed:
    """A network that may be reached although it is not public; `port` None means every port."""

    network: _Network
    port: int | None = None

    def covers(self, address: IPAddress, port: int) -> bool:
        """Whether connecting to `address` at `port` is allowed by this entry."""
        return self.port in (None, port) and address.version == self.network.version and address in self.network


def parse_allowed(entries: Sequence[str]) -> tuple[Allowed, ...]:
    """The allow list of the configuration: `127.0.0.1`, `10.1.0.0/16`, `127.0.0.1:8080`, `fd00::/8`, `[::1]:8080`.

    Raises:
        ValueError: an entry is neither an address nor a network (the message quotes it).
    """
    return tuple(_parse_entry(entry.strip()) for entry in entries)


def _parse_entry(entry: str) -> Allowed:
    try:
        return Allowed(ip_network(entry))
    except ValueError:
        form = _ALLOWED_FORM.fullmatch(entry)
    if form is None or form["port"] is None or not 0 < int(form["port"]) <= 65_535:
        raise ValueError(f"{entry!r} is not an address or network such as 127.0.0.1, 10.1.0.0/16 or 127.0.0.1:8080")
    try:
        return Allowed(ip_network(form["v6"] or form["plain"]), int(form["port"]))
    except ValueError:
        raise ValueError(f"{entry!r} is not an address or network with a port such as 127.0.0.1:8080") from None


def unmapped(address: IPAddress) -> IPAddress:
    """`::ffff:a.b.c.d` as the IPv4 address that the kernel will connect to; any other address as it is."""
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def denial(address: IPAddress) -> str:
    """What is wrong with reaching `address`, as the end of a sentence ("a loopback address"); "" if it is public."""
    address = unmapped(address)
    for network, kind in _DENIED:
        if address.version == network.version and address in network:
            return kind
    for inner in _wrapped(address):
        if denial(inner):
            return f"a wrapping of {inner}, {denial(inner)}"
    if _wrapped(address):
        return ""
    outside = isinstance(address, IPv6Address) and address not in _UNICAST
    return "not a public address" if outside or not address.is_global or address.is_multicast else ""


def _wrapped(address: IPAddress) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that NAT64, 6to4 or Teredo would deliver to."""
    if isinstance(address, IPv4Address):
        return ()
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    return address.teredo or ()


@lru_cache(maxsize=4096)
def literal(host: str) -> IPAddress | None:
    """The address that `host` writes in canonical form, or None if it is a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def on_this_machine(host: str) -> bool:
    """Whether what is sent to `host` never leaves this machine."""
    address = literal(host.strip("[]"))
    return host.lower().removesuffix(".") == "localhost" if address is None else unmapped(address).is_loopback
