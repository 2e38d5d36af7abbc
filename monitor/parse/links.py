"""Links out of feeds and pages: absolute, http or https, unwrapped."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urljoin, urlsplit

MAX_URL = 4_000
"""Longer links are refused."""

_STRIPPED = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_GOOGLE = re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}")


def web_url(href: str, *bases: str) -> str:
    """`href` as an absolute http or https URL, resolved against the first of `bases` that is one; "" if it is none.

    Control and invisible characters are dropped as browsers do, spaces are encoded, and the redirect links of Google
    Alerts give way to what they lead to.
    """
    link = _STRIPPED.sub("", href).strip().replace(" ", "%20")
    if not link or len(link) > MAX_URL:
        return ""
    for base in ("", *bases):
        url = _checked(_join(base, link))
        if url:
            return _unwrapped(url)
    return ""


def is_permalink(guid: str) -> bool:
    """Whether a guid can stand in for a missing link."""
    return guid[:8].lower().startswith(("http://", "https://")) and bool(web_url(guid))


def _join(base: str, link: str) -> str:
    if not base:
        return link
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return url if usable and len(url) <= MAX_URL else ""


def _unwrapped(url: str) -> str:
    parts = urlsplit(url)
    if parts.path != "/url" or _GOOGLE.fullmatch(parts.hostname or "") is None:
        return url
    try:
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return url
    target = (query.get("url") or query.get("q") or [""])[0]
    return _checked(target) or url
