"""Links that say less than they seem to: parameters that change with every answer, pages that show whatever is new."""

from __future__ import annotations

import re

from monitor.core.url_tables import PAGE_WORDS, SESSION_NAMES
from monitor.core.urls import parse_url

_SESSION_NAME = re.compile(r"sess|rand|cache|token|sid$")
_RANDOM = re.compile(
    # Letters and digits mixed, or nothing but hex or digits, for longer than numbers of articles are.
    r"(?=.*\d)(?=.*[a-z])[a-z0-9_-]{10,}|[0-9a-f]{16,}|\d{12,}|(?=.*\d)(?=.*[a-f])[0-9a-f]{8,}"
)
_FILE_TYPE = re.compile(r"\.[a-z]{2,5}$")
_SEPARATORS = re.compile(r"[-_.+]+")


def same_path(url: str, other: str) -> bool:
    """Whether two links differ by nothing but parameters and fragments."""
    here, there = parse_url(url), parse_url(other)
    return here is not None and there is not None and (here.netloc, here.path) == (there.netloc, there.path)


def differs_by_session(url: str, other: str) -> bool:
    """Whether two links lead to one path and differ only by parameters that look like session ids, clocks or chance."""
    here, there = parse_url(url), parse_url(other)
    if here is None or there is None or (here.netloc, here.path) != (there.netloc, there.path):
        return False
    return all(_is_session(pair) for pair in set(here.query.split("&")) ^ set(there.query.split("&")) if pair)


def path_of(url: str) -> str:
    """Host and path of a link that has parameters; "" for one that has none."""
    parts = parse_url(url)
    return f"{parts.netloc}{parts.path}" if parts is not None and parts.query else ""


def shows_the_latest(canonical: str) -> bool:
    """Whether an address is that of a page on which a site keeps showing what is new (`/radio/bulletins`, `/status`).

    Its last part has page words only, and no number: an article's address says more.
    """
    parts = parse_url(canonical)
    if parts is None or parts.query or parts.fragment:
        return False
    if not parts.segments:
        return True
    words = _SEPARATORS.split(_FILE_TYPE.sub("", parts.segments[-1].lower()))
    return all(word in PAGE_WORDS for word in words if word)


def _is_session(pair: str) -> bool:
    """Whether a parameter looks like a session id, a clock or chance: `sid=1`, `x=9f86d081884c7d65`, `8c1f04ab`."""
    name, given, value = pair.lower().partition("=")
    by_name = name in SESSION_NAMES or _SESSION_NAME.search(name) is not None
    return by_name or _RANDOM.fullmatch(value if given else name) is not None
