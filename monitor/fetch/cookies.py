"""The cookies of one walk: gates hand one out, send the reader back, and look whether it comes along.

They live as long as the walk, are kept to the host (or the site) that gave them, and are never stored.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from monitor.core.addresses import literal
from monitor.fetch.urls import Target
from monitor.records import dataclass

MAX_COOKIES = 50
_MAX_COOKIE = 4_096
_MAX_SENT = 8_192
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z\[\]():-]+")
_UNSENDABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f;]")


@dataclass(frozen=True, slots=True)
class _Cookie:
    name: str
    value: str
    domain: str
    whole_site: bool
    path: str
    secure: bool


class CookieJar:
    """What the hosts of one walk asked to be told again (RFC 6265, without what outlives a walk)."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str, str], _Cookie] = {}

    def take(self, target: Target, lines: list[str], now: datetime) -> None:
        """The Set-Cookie lines of an answer from `target`."""
        for line in lines[:MAX_COOKIES]:
            cookie, over = _read(target, line[:_MAX_COOKIE], now)
            if cookie is None:
                continue
            key = (cookie.domain, cookie.path, cookie.name)
            self._cookies.pop(key, None)
            if not over and len(self._cookies) < MAX_COOKIES:
                self._cookies[key] = cookie

    def header(self, target: Target) -> str:
        """The value of Cookie for a request to `target`, "" if there is none."""
        fitting = [one for one in self._cookies.values() if _fits(one, target)]
        fitting.sort(key=lambda one: -len(one.path))
        return "; ".join(f"{one.name}={one.value}" for one in fitting)[:_MAX_SENT]


def _read(target: Target, line: str, now: datetime) -> tuple[_Cookie | None, bool]:
    """One Set-Cookie line, and whether it only takes a cookie back."""
    first, *rest = line.split(";")
    name, equals, value = (part.strip() for part in first.partition("="))
    if not equals or not _NAME.fullmatch(name) or _UNSENDABLE.search(value):
        return None, False
    told = {key.strip().lower(): text.strip() for key, _, text in (one.partition("=") for one in rest)}
    domain = told.get("domain", "").lower().strip(".")
    if domain and not _may_speak_for(target.host, domain):
        return None, False
    path = told.get("path", "")
    if not path.startswith("/"):
        path = target.target.partition("?")[0].rpartition("/")[0] or "/"
    cookie = _Cookie(name, value, domain or target.host, bool(domain), path, "secure" in told)
    return cookie, _is_over(told, now)


def _may_speak_for(host: str, domain: str) -> bool:
    if literal(host) is not None or "." not in domain:
        return host == domain
    return host == domain or host.endswith(f".{domain}")


def _is_over(told: dict[str, str], now: datetime) -> bool:
    age = told.get("max-age", "")
    if age.lstrip("-").isdigit():
        return age.startswith("-") or not age.strip("0")
    try:
        ends = parsedate_to_datetime(told.get("expires", "")[:100])
        return (ends if ends.tzinfo else ends.replace(tzinfo=now.tzinfo)) <= now
    except (ValueError, TypeError, OverflowError, IndexError):
        return False


def _fits(cookie: _Cookie, target: Target) -> bool:
    same = target.host == cookie.domain or (cookie.whole_site and target.host.endswith(f".{cookie.domain}"))
    path = target.target.partition("?")[0]
    below = path == cookie.path or path.startswith(cookie.path.rstrip("/") + "/")
    return same and below and (target.scheme == "https" or not cookie.secure)
