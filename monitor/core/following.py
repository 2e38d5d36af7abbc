"""How long and how often an article that a watchlist matched is looked at again, whatever its feed tells of edits.

Newsrooms correct within hours, and some after days, without a word in the feed. So the pace follows the changes: as
long as there are some it is looked at every hour or few, then ever more rarely, until it was quiet for a week.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from monitor.records import dataclass

MOST_AGE: Final = timedelta(days=30)
"""Since it was first seen: what changes later is the archive."""
QUIET: Final = timedelta(days=7)
"""Without a change: then it is not looked at any more by itself."""
_PACES = (
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=3), timedelta(hours=2)),
    (timedelta(days=7), timedelta(hours=4)),
    (MOST_AGE, timedelta(hours=8)),
)
"""Up to which age it is looked at how often at most: 24, 12, 6 and 3 times a day."""
_LONGEST = timedelta(hours=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """When an article is looked at again, or why not."""

    at: datetime | None
    ends: str = ""
    """Why it is followed no longer, in words; "" while it is."""


def pace(age: timedelta) -> timedelta:
    """The least time between two looks at an article first seen so long ago."""
    return next((least for until, least in _PACES if age < until), _PACES[-1][1])


def next_look(first_seen_at: datetime, changed_at: datetime, now: datetime, trouble: str = "") -> Look:
    """The next look at an article whose text was as it is since `changed_at`; `trouble` is what its page says now."""
    age, quiet = now - first_seen_at, now - changed_at
    if age >= MOST_AGE:
        return Look(at=None, ends=f"it was followed for {MOST_AGE.days} days")
    if quiet >= QUIET:
        return Look(at=None, ends=trouble or f"unchanged for {QUIET.days} days")
    wait = max(pace(age), min(quiet, _LONGEST))
    last = min(changed_at + QUIET, first_seen_at + MOST_AGE)
    return Look(at=min(now + wait, last))
