"""How an address is handed to a web archive, and when it is tried again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote, urldefrag

from monitor.model.evidence.push import Push

URL, QUOTED = "{url}", "{quoted}"
"""In the place of an address: as it is, and percent-encoded for a query."""
AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""After tries in vain; after one more it is given up."""
FRESH = timedelta(days=1)
"""Alerts from before are not handed over: an archive keeps a page as it is then."""
_MOST_SAID = 300


def archive_address(template: str, url: str) -> str:
    """The address to call."""
    page = urldefrag(url).url
    return template.replace(QUOTED, quote(page, safe="")).replace(URL, page)


def archive_command(template: Sequence[str], url: str) -> tuple[str, ...]:
    """The command to run: the address is always a word of its own, so that nothing in it is an option or a command."""
    return tuple(urldefrag(url).url if word == URL else word for word in template)


def after_try(push: Push, fault: str, now: datetime) -> Push:
    """The push after a try; `fault`: why it was not taken, "" if it was."""
    again = now + AGAIN_AFTER[push.tries] if fault and push.tries < len(AGAIN_AFTER) else None
    return replace(push, tries=push.tries + 1, due_at=again, tried_at=now, fault=fault[:_MOST_SAID])
