"""Links that may be shown: http and https only, with the host that they really lead to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

import idna

from monitor.core.trust.links import shown_host
from monitor.records import dataclass

_UNSAFE = re.compile(
    r"[\s\x00-\x20\x7f\\<>\"`{}|^\u0085\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]+")
_MAX_URL = 2_000


@dataclass(frozen=True, slots=True)
class Link:
    """`href` is "" where the address must not be made a link; `host` is what a reader must be shown, "" for nothing."""

    href: str
    host: str


def safe_link(url: str) -> Link:
    """The link as it may stand in a mail; a userinfo part, a backslash or another scheme makes it none."""
    if _UNSAFE.search(url) or len(url) > _MAX_URL:
        return Link("", "")
    if "://" not in url:
        # Composing left the host alone of what may not be linked.
        return Link("", shown_host(url))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        shown = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except ValueError:
        return Link("", "")
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(shown):
        return Link("", "")
    bracketed = f"[{shown}]" if ":" in shown else shown
    netloc = f"{bracketed}:{port}" if port else bracketed
    return Link(urlunsplit(parts._replace(netloc=netloc)), netloc)
