"""Moments as people type them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from monitor.errors import UsageError

_AGO = re.compile(r"(\d{1,6})\s*(m|h|d|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(text: str, now: datetime) -> datetime | None:
    """`30d`, `12h`: so long before `now`; `2026-11-01`, `2026-11-01 08:00`: in UTC; "": None.

    Raises:
        UsageError: it is none of these.
    """
    if not text:
        return None
    ago = _AGO.fullmatch(text.strip().lower())
    try:
        if ago is not None:
            return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f'{text!r} is no moment; write 30d, 2026-11-01, or "2026-11-01 08:00" in UTC.') from error
