"""What is kept of an answer's head: all that says what the page is, nothing that is a session's secret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from monitor.model.evidence.kept import PageHead

MOST_HEADERS: Final = 100
LONGEST_VALUE: Final = 2_000
_SECRET = re.compile(r"cookie|auth|token|csrf|xsrf|secret|session|nonce|api-?key|credential|password")


def page_head(url: str, at: datetime, status: int, headers: Iterable[tuple[str, str]], part: str = "") -> PageHead:
    """The head of an answer; of what is left out the names are kept."""
    kept: list[tuple[str, str]] = []
    left_out: list[str] = []
    for name, value in headers:
        if _SECRET.search(name) or len(value) > LONGEST_VALUE or len(kept) >= MOST_HEADERS:
            left_out.append(name[:100])
        else:
            kept.append((name[:100], value))
    return PageHead(
        url=url,
        at=at,
        status=status,
        headers=tuple(kept),
        left_out=tuple(_first(left_out)),
        part=part,
    )


def _first(names: Iterable[str]) -> Iterator[str]:
    yield from list(dict.fromkeys(names))[:MOST_HEADERS]
