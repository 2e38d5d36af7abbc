"""Names that people give, as ids."""

from __future__ import annotations

import re

from monitor.errors import UsageError

EXAMPLE = "example"
"""The watchlist that `monitor init` writes."""


def named(words: str) -> str:
    """`Border towns` as `border-towns`.

    Raises:
        UsageError: nothing of it can stand in an id.
    """
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60].strip("-")
    if not name:
        raise UsageError("Give it a name of Latin letters or digits: it names a file.")
    return name
