"""Secrets in what others say: each form in which a server may repeat one, and texts without them.

A server that is asked with a key may show it in a headline, an error page or an answer to a login. What is made of that
(details, titles, texts) is kept for a year and sent to readers.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast
from urllib.parse import quote, quote_plus, unquote, urlsplit

_T = TypeVar("_T")

HIDDEN = "***"
_LEAST = 6
"""A shorter secret would be found in innocent words."""
_LEAST_CUT = 4
"""Characters of a secret that give it away in front of an ellipsis."""
_ELLIPSIS = "…"
_LEAST_IN_NEWS = 12
"""In news only what cannot be a word is taken out: a watched name that happens to be a password must be found."""
_SCHEMES = frozenset({"bearer", "basic", "digest", "token", "apikey", "negotiate"})
_PLAIN_HEADERS = frozenset(
    {"accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "user-agent"}
)
_PIECES = re.compile(r"[\s;,&]+")
_LINKS = frozenset({"next_url", "amp_url", "parts", "offers"})
"""Fields that are fetched and neither kept nor shown."""


class Secrecy:
    """Takes the secrets it knows, in all their forms, out of texts."""

    __slots__ = ("_everywhere", "_in_news", "values")

    def __init__(self, values: Iterable[str] = ()) -> None:
        self.values = frozenset(one for one in values if len(one) >= _LEAST)
        self._everywhere = _Finder(self.values)
        self._in_news = _Finder(one for one in self.values if len(one) >= _LEAST_IN_NEWS and not _is_words(one))

    def and_also(self, values: Iterable[str]) -> Secrecy:
        """One that knows `values` too."""
        return Secrecy({*self.values, *values})

    def hide(self, text: str) -> str:
        """A sentence about a transfer: no secret of at least six characters, as such or encoded, is left in it."""
        return self._everywhere.hide_ends(self._everywhere.hide(text))

    def hide_in_news(self, document: _T) -> _T:
        """What a parser made of a document, secrets that cannot be words taken out of every text in it."""
        return cast("_T", _deep(document, self._in_news)) if self._in_news.forms else document


class _Finder:
    """All forms of some secrets, the longest first."""

    __slots__ = ("_pattern", "forms")

    def __init__(self, values: Iterable[str]) -> None:
        found = {form.lower() for value in values for form in _forms(value) if len(form) >= _LEAST}
        self.forms = sorted(found, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, self.forms)), re.IGNORECASE) if self.forms else None

    def hide(self, text: str) -> str:
        lower = text.lower()
        # Looking for each form alone is far faster than one pattern that tries them all at each place.
        if self._pattern is None or not any(form in lower for form in self.forms):
            return text
        return self._pattern.sub(HIDDEN, text)

    def hide_ends(self, text: str) -> str:
        """`text` without beginnings of secrets in front of an ellipsis: what it quotes was cut inside of one."""
        head, *rest = text.split(_ELLIPSIS)
        for part in rest:
            head = f"{self._without_end(head)}{_ELLIPSIS}{part}"
        return head

    def _without_end(self, text: str) -> str:
        lower = text.lower()
        cuts = (
            size
            for form in self.forms
            for size in range(len(form) - 1, _LEAST_CUT - 1, -1)
            if lower.endswith(form[:size])
        )
        size = next(cuts, 0)
        return f"{text[:-size]}{HIDDEN}" if size else text


def _is_words(value: str) -> bool:
    return all(char.isalpha() or char in " .-'" for char in value)


def _deep(value: Any, finder: _Finder) -> Any:
    if isinstance(value, str):
        return finder.hide(value)
    if isinstance(value, tuple):
        return tuple(_deep(one, finder) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [(one.name, getattr(value, one.name)) for one in dataclasses.fields(value) if one.name not in _LINKS]
        new = {name: _deep(old, finder) for name, old in fields}
        changed = {name: new[name] for name, old in fields if new[name] != old}
        return dataclasses.replace(value, **changed) if changed else value
    return value


def _forms(value: str) -> Iterator[str]:
    """`value` as it is, in URLs, JSON, HTML, hexadecimal, and inside any longer base64."""
    yield value
    yield " ".join(value.split())
    for reserved in ("", "/", "/:@", "/:@!$&'()*+,;="):
        yield quote(value, safe=reserved)
    yield quote_plus(value)
    yield unquote(value)
    for ascii_only in (True, False):
        yield json.dumps(value, ensure_ascii=ascii_only)[1:-1]
        yield json.dumps(value, ensure_ascii=ascii_only)[1:-1].replace("/", r"\/")
    yield html.escape(value)
    yield html.escape(value, quote=False)
    raw = value.encode(errors="replace")
    yield raw.hex()
    yield from _base64_forms(raw)


def _base64_forms(raw: bytes) -> Iterator[str]:
    """The letters that stand in every base64 of a text that holds `raw`, for each place it may begin at."""
    for before in range(3):
        code = base64.b64encode(b"\0" * before + raw).decode().rstrip("=")
        first = (0, 2, 3)[before]
        last = len(code) if (before + len(raw)) % 3 == 0 else -1
        inner = code[first:last]
        # A short piece of base64 is an innocent word somewhere.
        if len(inner) >= _LEAST + 2:
            yield inner
            yield inner.replace("+", "-").replace("/", "_")


def secrets_of_header(name: str, value: str) -> Iterator[str]:
    """The secrets in a request header: the whole value, its token, what `Basic` encodes, values of cookies."""
    if name.lower() in _PLAIN_HEADERS:
        return
    yield value
    scheme, _, rest = value.strip().partition(" ")
    for piece in _PIECES.split(value):
        if piece.lower() not in _SCHEMES:
            yield piece
            yield piece.partition("=")[2]
    if scheme.lower() == "basic":
        yield from secrets_of_login(_decoded(rest.strip()))


def secrets_of_login(login: str) -> Iterator[str]:
    """The secrets in `user:password`."""
    yield login
    yield login.partition(":")[2]


def secrets_of_url(url: str, *, whole: bool) -> Iterator[str]:
    """The secrets in an address: values of its query that are no words; of a `whole` secret one its path's too."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    pieces = [piece.partition("=")[2] or piece for piece in parts.query.split("&")]
    if whole:
        yield url
        yield url.partition("://")[2].partition("/")[2]
        pieces += parts.path.split("/")
    for piece in pieces:
        if len(piece) >= 8 and not _is_words(unquote(piece)) and any(char.isdigit() for char in piece):
            yield piece


def secrets_of_apprise(url: str) -> Iterator[str]:
    """The secrets in an address of apprise's, which holds keys anywhere, in the place of a host as well."""
    yield from secrets_of_url(url, whole=True)
    place = url.partition("://")[2].partition("/")[0].partition("?")[0]
    login, _, host = place.rpartition("@")
    yield from (piece for piece in login.split(":")[1:] if piece)
    yield from (piece for piece in (*login.split(":"), *host.split(":")) if len(piece) >= 8 and "." not in piece)


def _decoded(code: str) -> str:
    try:
        return base64.b64decode(code, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
