"""One address for one page: canonical URLs and their keys.

Two rules pull against each other: every form of a page should get one address (nobody is spammed), but two pages must
never share one (nothing watched is missed). Where a form is doubtful, it stays apart: copies are folded by their text.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import idna

from monitor.core.url_tables import (
    AMP_CACHES,
    CHOOSING_NAMES,
    DEFAULT_PORTS,
    DOUBTFUL_NAMES,
    DOUBTFUL_PREFIXES,
    GENERIC_SECOND_LEVEL,
    HOSTING_SUFFIXES,
    INDEX_FILES,
    MAX_LENGTH,
    MAY_DOUBT,
    MOBILE_LABELS,
    REDIRECTORS,
    SCRIPT,
    TRACKING_NAMES,
    TRACKING_PREFIXES,
    TRACKING_VALUED,
    TRACKING_VALUES,
)

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_PATH_ESCAPES = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
_QUERY_ESCAPES = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*")
_SESSION = re.compile(r";jsessionid=[^;/]*", re.IGNORECASE)
_AMP_SUFFIX = re.compile(r"(.*[^.])\.amp(\.html?)?", re.IGNORECASE)
_SAYS_WHICH = re.compile(r"\d|[^\W_][-_].*[-_]")
"""In a value: more than the name of a channel such as `rss` or `home_page`."""
_DOUBLE_ESCAPED = re.compile(r"^(?:amp;)+", re.IGNORECASE)
_MAX_UNWRAPPED = 20


class UrlParts(NamedTuple):
    """A canonical URL in pieces; `netloc` is host with port, `fragment` is "" or starts with `#!`."""

    scheme: str
    host: str
    netloc: str
    path: str
    query: str
    fragment: str

    @property
    def url(self) -> str:
        """The whole address."""
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{self.netloc}{self.path}{query}{self.fragment}"

    @property
    def segments(self) -> list[str]:
        """The path's segments, none of them empty."""
        return [segment for segment in self.path.split("/") if segment]


def canonical_url(url: str, base: str = "") -> str:
    """The one address of the page that `url` (relative to `base`) means; "" if it is not http(s) or malformed.

    Scheme and host are lower case and punycode; default port, user's fragment (not `#!`), tracking parameters, session
    ids, index files, trailing slash, AMP and mobile forms are dropped; escapes are normalised, parameters sorted by
    name (equal names keep their order); redirectors and AMP caches give way to the page they carry.
    Links with user name, password or backslash before the query are malformed: parsers disagree about their host.
    Idempotent.
    """
    parts = parse_url(url, base)
    return "" if parts is None else parts.url


def precise_url(url: str) -> str:
    """As `canonical_url`, with the parameters left in that hardly ever, but sometimes, choose the page."""
    parts = parse_url(url, precise=MAY_DOUBT.search(url) is not None)
    return "" if parts is None else parts.url


@lru_cache(maxsize=1_024)
def url_key(canonical: str) -> str:
    """Identity of a canonical URL: 32 hex digits; "" for "". The same for http and https, with and without `www.`."""
    rest = canonical.partition("://")[2].removeprefix("www.")
    return hashlib.sha256(rest.encode()).hexdigest()[:32] if canonical else ""


def host_of(url: str) -> str:
    """Host of a URL as it may be shown: lower case, punycode, without port; "" if the URL is malformed."""
    return _host(_pieces(url, "")) or ""


def same_site(a: str, b: str) -> bool:
    """Whether two URLs belong to one registrable domain; False if either is malformed.

    Judged by a short list of suffixes (`url_tables`), not the whole Public Suffix List: generic second levels under
    country domains and the large blog hosts. Addresses by number are sites of their own.
    """
    site = _site(host_of(a))
    return bool(site) and site == _site(host_of(b))


def parse_url(url: str, base: str = "", *, precise: bool = False) -> UrlParts | None:
    """The parts of the canonical URL, as `canonical_url` describes them; None if malformed or wrapped too deep.

    `precise`: as `precise_url` has it.
    """
    # Longer ones are no addresses, and would take room.
    parsed = _parsed if len(url) + len(base) <= 2 * MAX_LENGTH else _parsed.__wrapped__
    return parsed(url, base, precise)


@lru_cache(maxsize=1_024)  # It is asked for again and again while an entry is decided on.
def _parsed(url: str, base: str, precise: bool) -> UrlParts | None:
    parts = _normalised(url, base, precise)
    for _ in range(_MAX_UNWRAPPED):
        carried = "" if parts is None else _carried(parts)
        inner = _normalised(carried, "", precise) if carried else None
        if inner is None:
            return parts
        parts = inner
    return None


def _normalised(url: str, base: str, precise: bool) -> UrlParts | None:
    pieces = _pieces(url, base)
    host = _host(pieces)
    if pieces is None or host is None:
        return None
    port = pieces.port
    host = _without_mobile_labels(host)
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[pieces.scheme]:
        netloc += f":{port}"
    path = _path(pieces.path)
    query = _query(pieces.query, path, precise)
    parts = UrlParts(pieces.scheme, host, netloc, path, query, _fragment(pieces.fragment))
    return parts if len(parts.url) <= MAX_LENGTH else None


def _pieces(url: str, base: str) -> SplitResult | None:
    """Split into scheme, netloc and so on; None for what no browser and server would read alike."""
    url = re.sub(r"[\t\r\n]", "", url.strip().strip("\ufeff\u200b"))
    try:
        joined = urljoin(base, url) if base else url
        joined.encode()  # a lone surrogate cannot go into an address
        pieces = urlsplit(joined)
        port = pieces.port
    except ValueError:
        return None
    backslash = "\\" in joined and "\\" in re.split(r"[?#]", joined, maxsplit=1)[0]
    if backslash or len(joined) > MAX_LENGTH or _CONTROL.search(joined):
        return None
    if pieces.scheme not in DEFAULT_PORTS or "@" in pieces.netloc or port == 0:
        return None
    return pieces


def _host(pieces: SplitResult | None) -> str | None:
    """Host as punycode or compressed address (IPv6 without brackets); None if there is no valid one."""
    host = (pieces.hostname or "") if pieces is not None else ""
    if pieces is not None and "[" in pieces.netloc:
        return _address(host, ipaddress.IPv6Address)
    return _named(host) if 0 < len(host) <= 253 else None


@lru_cache(maxsize=1_024)  # All entries of a feed, mostly, have the same.
def _named(host: str) -> str | None:
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode().lower()
        except UnicodeError:
            return None
    if not _HOST.fullmatch(host := host.removesuffix(".")):
        return None
    if _NUMERIC_LABEL.fullmatch(host.rpartition(".")[2]):
        return _address(host, ipaddress.IPv4Address)
    return host


def _address(text: str, kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> str | None:
    try:
        address = kind(text)
    except ValueError:
        return None
    # A zone (fe80::1%eth0) means something on one machine only.
    return None if "%" in text else str(address)


def _site(host: str) -> str:
    """Registrable domain; numeric addresses and single labels are their own."""
    labels = host.split(".")
    if len(labels) <= 2 or ":" in host or labels[-1].isdigit():
        return host
    two_levels = ".".join(labels[-2:])
    generic = len(labels[-1]) == 2 and labels[-2] in GENERIC_SECOND_LEVEL
    return ".".join(labels[-3:]) if generic or two_levels in HOSTING_SUFFIXES else two_levels


def _without_mobile_labels(host: str) -> str:
    site = _site(host)
    extra = host.removesuffix(site).split(".")
    return ".".join(label for label in extra if label not in MOBILE_LABELS) + site


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    """Percent-encoding as RFC 3986 6.2.2 has it: upper-case digits, unreserved characters plain, all else encoded."""

    def one(match: re.Match[str]) -> str:
        found = match[0]
        if len(found) == 3:
            plain = chr(int(found[1:], 16))
            return plain if _UNRESERVED.fullmatch(plain) else found.upper()
        return "".join(f"%{byte:02X}" for byte in found.encode())

    return pattern.sub(one, text)


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in _SESSION.sub("", _escaped(path, _PATH_ESCAPES)).split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return "/" + "/".join(_without_forms(kept))


def _without_forms(segments: list[str]) -> list[str]:
    """Index files and AMP marks at the ends of a path dropped, one after another until none is left."""
    while segments:
        last = segments[-1].lower()
        if INDEX_FILES.fullmatch(last) or (last == "amp" and len(segments) > 1):
            segments = segments[:-1]
        elif suffix := _AMP_SUFFIX.fullmatch(segments[-1]):
            segments = [*segments[:-1], suffix[1] + (suffix[2] or "")]
        elif len(segments) > 1 and segments[0].lower() == "amp":
            segments = segments[1:]
        else:
            break
    return segments


def _query(query: str, path: str, precise: bool) -> str:
    # A feed that escaped its links twice leaves "&amp;" between the parameters.
    pairs = [_DOUBLE_ESCAPED.sub("", pair) for pair in _escaped(query, _QUERY_ESCAPES).split("&")]
    to_script = path == "/" or SCRIPT.fullmatch(path) is not None
    kept = (pair for pair in pairs if pair and not _is_tracking(pair))
    return "&".join(sorted((pair for pair in kept if _chooses(pair, to_script, precise)), key=_name))


def _name(pair: str) -> str:
    return pair.partition("=")[0]


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.lower().partition("=")
    if name in TRACKING_VALUED:
        return value in TRACKING_VALUES
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)


def _chooses(pair: str, to_script: bool, precise: bool) -> bool:
    """Whether a parameter that is not surely tracking belongs to the address."""
    name, _, value = pair.lower().partition("=")
    if name not in DOUBTFUL_NAMES and not name.startswith(DOUBTFUL_PREFIXES):
        return True
    if to_script and name in CHOOSING_NAMES and value.isdigit():
        return True
    return precise and bool(_SAYS_WHICH.search(value))


def _fragment(fragment: str) -> str:
    """Only `#!` names a page; every other fragment is a place within one."""
    return f"#{_escaped(fragment, _QUERY_ESCAPES)}" if fragment.startswith("!") else ""


def _carried(parts: UrlParts) -> str:
    """The address that a redirector or AMP cache carries; "" if this is neither."""
    for host, path, names in REDIRECTORS:
        if host.fullmatch(parts.host) and path.fullmatch(parts.path):
            pairs = dict(pair.partition("=")[::2] for pair in parts.query.split("&"))
            return next((unquote(pairs[name]) for name in names if name in pairs), "")
    for host, path in AMP_CACHES:
        if host.fullmatch(parts.host) and (found := path.fullmatch(parts.path)):
            query = f"?{parts.query}" if parts.query else ""
            return f"{'https' if found['tls'] else 'http'}://{found['rest']}{query}"
    return ""
