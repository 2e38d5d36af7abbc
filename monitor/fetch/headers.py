"""Reading the answer's headers (all of them a stranger's text) and writing ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_SECONDS = 2**31 - 1
"""A longer time is this long (RFC 9111 section 1.2.2): larger figures overflow somebody's calendar."""
_MAX_VALIDATOR = 1_024
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?\s*(\d+)", re.IGNORECASE)
_RANGE = re.compile(r"bytes\s+0-(\d{1,15})/(\d{1,15})")
_OURS = frozenset(
    ("host", "connection", "content-length", "transfer-encoding", "accept-encoding", "te", "upgrade", "expect")
)

RawHeaders = tuple[tuple[bytes, bytes], ...]


class AnswerHeaders:
    """Response headers by lower-case name; values verbatim as Latin-1, so that they can be echoed byte for byte."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in raw:
            self._values.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))

    def first(self, name: str) -> str:
        """The first value of that header, "" if it is absent."""
        return self._values.get(name, [""])[0].strip()

    def joined(self, name: str) -> str:
        """All values of a list-like header, separated by commas."""
        return ", ".join(self._values.get(name, ()))

    def every(self, name: str) -> list[str]:
        """The values of that header, one for each of its lines."""
        return [value.strip() for value in self._values.get(name, ())]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each line as (name, value), those of one name together."""
        return [(name, value.strip()) for name, values in self._values.items() for value in values]

    @property
    def location(self) -> str:
        """The Location header as text."""
        return self.text("location")

    def text(self, name: str) -> str:
        """The first value of a header that holds an address: UTF-8 where it is that, else Latin-1."""
        value = self.first(name)
        try:
            return value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return value

    def validator(self, name: str) -> str:
        """ETag or Last-Modified, quotes included; "" if absent or absurdly long."""
        value = self.first(name)
        return value if len(value) <= _MAX_VALIDATOR else ""

    @property
    def length(self) -> int | None:
        """Content-Length, if it is one."""
        return _whole_seconds(self.first("content-length"))

    @property
    def is_whole_range(self) -> bool:
        """Whether Content-Range says that all of it is there."""
        told = _RANGE.fullmatch(self.first("content-range").lower())
        return told is not None and int(told[1]) + 1 == int(told[2])

    def retry_after_s(self, now: datetime) -> int | None:
        """Retry-After in seconds from now: a figure, or a date relative to the server's own Date; never negative."""
        value = self.first("retry-after")
        figure = _whole_seconds(value)
        return figure if figure is not None else self._until(value, now)

    def max_age_s(self, now: datetime) -> int | None:
        """How long the answer calls itself fresh, by Cache-Control max-age or else Expires; None if it does not say."""
        match = _MAX_AGE.search(self.joined("cache-control"))
        if match is not None:
            return _whole_seconds(match[1])
        expires = self.first("expires")
        if not expires:
            return None
        return self._until(expires, now) or 0  # an invalid date means "stale already" (RFC 9111 section 5.3)

    def _until(self, value: str, now: datetime) -> int | None:
        then = _http_date(value)
        if then is None:
            return None
        base = _http_date(self.first("date")) or now
        return max(0, min(MAX_SECONDS, int((then - base).total_seconds())))


def request_headers(own: Sequence[tuple[str, str]], extra: Sequence[tuple[str, str]], cookies: str = "") -> RawHeaders:
    """Our headers and the caller's; the caller's win by name, except those that frame the message itself.

    `cookies` are sent beside those of the caller.
    """
    wanted = [(name, value) for name, value in extra if name.lower() not in _OURS]
    if cookies:
        told = [value for name, value in wanted if name.lower() == "cookie"]
        wanted = [(name, value) for name, value in wanted if name.lower() != "cookie"]
        wanted.append(("Cookie", "; ".join((*told, cookies))))
    replaced = {name.lower() for name, _ in wanted}
    kept = [(name, value) for name, value in own if name.lower() not in replaced]
    return tuple((_encode(name), _encode(value)) for name, value in [*kept, *wanted])


def _encode(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _whole_seconds(value: str) -> int | None:
    if not (value.isascii() and value.isdigit()):
        return None
    return min(MAX_SECONDS, int(value[:20])) if len(value) <= 20 else MAX_SECONDS


def _http_date(value: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(value[:100])
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
