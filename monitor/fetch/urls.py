"""Checks a URL for fetching, once; the checked parts, never the text again, are what the client works with."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

import idna

from monitor.core.addresses import BLOCKED_PORTS, literal
from monitor.fetch.refusal import Refusal
from monitor.model.outcomes import FetchReason
from monitor.records import dataclass

MAX_URL = 8_192
"""Characters of a URL, as given and as sent."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\s\\\x00-\x20\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_REFERENCE = re.compile(
    r"(?P<scheme>(?:[A-Za-z][A-Za-z0-9+.-]*:)?)(?P<authority>(?:[/\\]{2}[^/\\?#]*)?)(?P<rest>.*)", re.DOTALL
)
_BREAKS = re.compile(r"[\t\r\n]")
_BLANKS = "".join(map(chr, range(0x21)))
_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?P<authority>[^/?#]*))?(?P<target>[^#]*)(?:#.*)?")
_AUTHORITY = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^:\[\]]+))(?::(?P<port>[0-9]{0,5}))?")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_TARGET_SAFE = "/:@!$&'()*+,;=-._~?%[]|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL that may be asked for, in parts."""

    scheme: str
    """`http` or `https`."""
    host: str
    """ASCII name in lower case without trailing dot, or a canonical IP literal without brackets."""
    port: int
    target: str
    """Path and query in ASCII, as sent."""

    @property
    def authority(self) -> str:
        """Value of the Host header: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what secrets are bound to."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole URL, normalised, without fragment."""
        return f"{self.origin}{self.target}"


def check_url(url: str) -> Target | Refusal:
    """The parts of an absolute URL, or why it may not be fetched (reason `bad_url`).

    Refused: anything but http and https; user names and passwords; backslashes, white space, control and
    direction characters; IP addresses that are not written in canonical form (`2130706433`, `0x7f.1`, `127.1`);
    ports of other services.
    """
    if len(url) > MAX_URL:
        return _too_long()
    parts = None if _FORBIDDEN.search(url) else _PARTS.fullmatch(url)
    if parts is None:
        return _bad("the URL is not absolute, or contains white space, a backslash or an invisible character")
    scheme, authority = parts["scheme"].lower(), parts["authority"] or ""
    if scheme not in _DEFAULT_PORTS:
        return _bad(f"only http and https can be fetched, not {scheme[:20]}:")
    if not authority or "@" in authority:
        return _bad("the URL contains a user name or password" if authority else "the URL has no host")
    return _assemble(scheme, authority, parts["target"])


def join_url(base: Target, location: str, own_base: str = "") -> Target | Refusal:
    """Where a redirect from `base` leads, as browsers read it; the same checks as `check_url`.

    Line breaks and tabs in it mean nothing, spaces and letters are encoded, a backslash is a slash. `own_base` is what
    a page calls the base of its links, itself relative to `base`.
    """
    try:
        start = urljoin(base.url, _as_written(own_base)) if own_base else base.url
        return check_url(urljoin(start, _as_written(location)))
    except ValueError:
        return _bad("the redirect leads to something that is not a URL")


def _as_written(location: str) -> str:
    parts = _REFERENCE.fullmatch(_BREAKS.sub("", location.strip(_BLANKS)))
    if parts is None:
        return ""
    authority = parts["authority"].replace("\\", "/")
    path, mark, query = parts["rest"].partition("?")
    rest = f"{path.replace(chr(92), '/')}{mark}{query}"
    return f"{parts['scheme']}{authority}{_FORBIDDEN.sub(lambda one: quote(one[0], errors='replace'), rest)}"


def _assemble(scheme: str, authority: str, target: str) -> Target | Refusal:
    form = _AUTHORITY.fullmatch(authority)
    if form is None:
        return _bad("the host of the URL is not a name, an IPv4 address or a bracketed IPv6 address")
    port = int(form["port"]) if form["port"] else _DEFAULT_PORTS[scheme]
    if not 0 < port <= 65_535 or port in BLOCKED_PORTS:
        return _bad(f"port {port} is not one that web servers use")
    host = _check_v6(form["v6"]) if form["v6"] else _check_name(form["name"])
    if isinstance(host, Refusal):
        return host
    sent = quote(_without_dots(target if target.startswith("/") else f"/{target}"), safe=_TARGET_SAFE)
    if len(sent) > MAX_URL:
        return _too_long()
    return Target(scheme=scheme, host=host, port=port, target=sent)


def _without_dots(target: str) -> str:
    """Without the segments `.` and `..` of its path, as browsers send it (RFC 3986 section 5.2.4)."""
    path, mark, query = target.partition("?")
    if "/." not in path:
        return target
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return f"/{'/'.join(kept)}{mark}{query}"


def _check_v6(text: str) -> str | Refusal:
    address = literal(text)
    return (
        _bad("the bracketed host is not an IPv6 address") if address is None or address.version == 4 else str(address)
    )


def _check_name(name: str) -> str | Refusal:
    """The host in ASCII. Full-width digits and dots become plain ones first, so that they are judged as such."""
    try:
        host = (name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")).lower().removesuffix(".")
    except UnicodeError:
        return _bad("the host is not a valid international domain name")
    if literal(host) is not None:
        return host
    labels = host.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return _bad("the host is a number that is not an IP address in its usual form")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return _bad("the host is not a valid domain name")
    return host


def _too_long() -> Refusal:
    return _bad(f"the URL is longer than {MAX_URL:,} characters")


def _bad(detail: str) -> Refusal:
    return Refusal(FetchReason.BAD_URL, detail)
