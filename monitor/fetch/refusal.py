"""Why something was not done, as a value; and URLs as they may be shown."""

from __future__ import annotations

import re

from monitor.model.outcomes import FetchReason
from monitor.records import dataclass

MAX_SHOWN = 200
"""Characters of a URL that a message shows."""

_PREFIX = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//+")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why a URL, an address or an answer is not used, before it is tied to one hop of one request."""

    reason: FetchReason
    detail: str
    """One calm sentence without secrets."""
    status: int | None = None
    retry_after_s: int | None = None


def readable_url(url: str) -> str:
    """`url` without user information, query and fragment, cut to `MAX_SHOWN` printable characters."""
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    prefix = _PREFIX.match(bare)
    start = prefix.end() if prefix is not None else 0
    authority, slash, path = bare[start:].partition("/")
    shown = f"{bare[:start]}{authority.rpartition('@')[2]}{slash}{path}"
    clean = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in shown)
    return clean if len(clean) <= MAX_SHOWN else f"{clean[: MAX_SHOWN - 1]}…"


def seconds(value: float) -> str:
    """A duration as a message shows it: `30 s`, `0.5 s`."""
    return f"{value:.3g} s"
