"""Which addresses of articles may be made links: none that the guard of our own fetches would refuse.

A reader clicks from inside of a network, and scanners of mail and chat open each link by themselves: the address of a
router or of a cloud's metadata must not become one. The host is shown as text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from ipaddress import IPv4Address
from urllib.parse import urlsplit

from monitor.core.addresses import BLOCKED_PORTS, Allowed, IPAddress, denial, literal, parse_allowed, unmapped
from monitor.core.urls import host_of
from monitor.model.coverage import Coverage
from monitor.model.digests import Digest, DigestStory
from monitor.records import dataclass

_PORTS = {"http": 80, "https": 443}
_LONGEST_LABEL = 63
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_INSIDE = re.compile(
    r"[^.]+|(?:.+\.)?(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|"
    r"in-addr\.arpa|ip6\.arpa|onion|test|invalid|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)"
)
"""Names that lead inside wherever they are asked for: without a dot, in zones for inner use, known for loopback."""
_TELLS_NUMBER = re.compile(r"(?:.*[.-])?(\d{1,3}(?:[.-]\d{1,3}){3})\.(?:nip|sslip|xip)\.io")
_SHOWN_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]{1,253})(?::\d{1,5})?")
_LINK = re.compile(
    r"\b(?P<scheme>https?:/{2,})(?:[^\s<>\"'\[\]/]*@)?(?:\[[^\s\]]*\])?[^\s<>\"'“”«»\[\]]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What is inside and may be linked all the same: what the operator allows to be fetched."""

    allowed: tuple[Allowed, ...] = ()
    """Networks and addresses."""
    hosts: frozenset[str] = frozenset()
    """Hosts of feeds that are configured, those with names that lead inside; all others may be linked anyway."""

    def may_link(self, url: str) -> bool:
        """Whether an http(s) address leads where we would fetch from, as far as that is told without asking DNS."""
        found = _host_and_port(url)
        if found is None:
            return False
        host, port = found
        address = literal(host)
        if address is None and (told := _TELLS_NUMBER.fullmatch(host)) is not None:
            address = literal(told[1].replace("-", "."))
        if address is not None:
            return not denial(address) or any(
                one.covers(inner, port) for one in self.allowed for inner in _meant(address)
            )
        *_, last = labels = host.split(".")
        named = all(0 < len(label) <= _LONGEST_LABEL for label in labels) and not _NUMBER.fullmatch(last)
        return named and (host in self.hosts or not _INSIDE.fullmatch(host))


PUBLIC = Reach()
"""What everybody reaches."""


def reach_of(allow_private: Sequence[str], feeds: Iterable[str]) -> Reach:
    """From the allow list and the addresses of the feeds."""
    return Reach(parse_allowed(allow_private), frozenset(filter(_INSIDE.fullmatch, map(host_of, feeds))))


def shown_host(url: str) -> str:
    """The host of an address that is no link, as text; "" where none can be told."""
    try:
        host = urlsplit(_plain(url) if "://" in url else f"//{_plain(url)}").netloc.rpartition("@")[2]
    except ValueError:
        return ""
    return host if _SHOWN_HOST.fullmatch(host) else ""


def schemes_to_drop(text: str) -> list[tuple[int, int]]:
    """Where in `text` schemes of addresses stand that are no links: programs make one of each address that they see."""
    if ":/" not in text:
        return []
    return [found.span("scheme") for found in _LINK.finditer(text) if not PUBLIC.may_link(found[0])]


def unlinked(text: str) -> str:
    """`text` without the schemes of addresses that must not become links."""
    for start, end in reversed(schemes_to_drop(text)):
        text = text[:start] + text[end:]
    return text


def linked_where_it_may(digest: Digest, reach: Reach) -> Digest:
    """`digest` with the host alone in place of each address that may not be linked."""

    def url(of: str) -> str:
        return of if reach.may_link(of) else shown_host(of)

    def story(one: DigestStory) -> DigestStory:
        return replace(one, url=url(one.url), copies=tuple(replace(copy, url=url(copy.url)) for copy in one.copies))

    def coverage(of: Coverage) -> Coverage:
        return replace(of, unfollowed=tuple(replace(one, url=url(one.url)) for one in of.unfollowed))

    return replace(
        digest,
        sections=tuple(replace(one, stories=tuple(map(story, one.stories))) for one in digest.sections),
        weak=tuple(map(story, digest.weak)),
        coverage=coverage(digest.coverage),
    )


def _host_and_port(url: str) -> tuple[str, int] | None:
    """Host and port, full-width digits and dots read as browsers read them; None: no web address."""
    try:
        parts = urlsplit(_plain(url))
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    host = host.removesuffix(".")
    invisible = any(unicodedata.category(char)[0] in "CZ" for char in host)
    broken = not host or invisible or "%" in host or "\\" in url or parts.scheme not in _PORTS or "@" in parts.netloc
    return None if broken or port in BLOCKED_PORTS else (host, port)


def _plain(url: str) -> str:
    return unicodedata.normalize("NFKC", url).replace("。", ".").replace("｡", ".")


def _meant(address: IPAddress) -> tuple[IPAddress, ...]:
    """The address itself and, where it only writes an IPv4 address otherwise, that one."""
    inner = unmapped(address)
    return (address, inner) if isinstance(inner, IPv4Address) else (address,)
