"""Times of day, weekdays, dates and moments as users write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from monitor.settings.schema.units import refuse

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LOOSE = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?")
_HINT = 'Write a time of day such as "22:00", in quotes.'


def check_clock(value: Any) -> Any:
    """`"22:00"` as a time of day."""
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise refuse(f"{str(value)[:40]!r} is not a time of day.", _clock_hint(str(value)))
    return time(int(found[1]), int(found[2]))


def _clock_hint(text: str) -> str:
    """What may have been meant: `10pm` is 22:00, and 24:00 is midnight."""
    found = _LOOSE.fullmatch(text.strip())
    if found is None:
        return _HINT
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0) if found[3] else int(found[1]) % 24
    return f'Write "{hour:02}:{found[2] or "00"}", in quotes.'


def check_day(value: Any) -> Any:
    """`sat` or `Saturday` as a weekday, Monday is 0."""
    if isinstance(value, int) and not isinstance(value, bool):
        raise refuse(f"{value} is not a weekday.", "Write mon, tue, wed, thu, fri, sat or sun.")
    known = value.strip().casefold()[:3] if isinstance(value, str) else ""
    if known not in _DAYS:
        raise refuse(f"{str(value)[:40]!r} is not a weekday.", "Write mon, tue, wed, thu, fri, sat or sun.")
    return known


def day_number(name: str) -> int:
    """The weekday that `check_day` gave, Monday is 0."""
    return _DAYS.index(name)


def check_date(value: Any) -> Any:
    """`2026-12-25`."""
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DATE.fullmatch(value.strip()):
            return date.fromisoformat(value.strip())
    except ValueError:
        raise refuse(f"the calendar has no {value}.", "Correct its month or day.") from None
    raise refuse(f"{str(value)[:40]!r} is not a date.", "Write year, month and day: 2026-12-25.")


def check_moment(value: Any) -> Any:
    """`2026-12-01 08:00`, with or without an offset: an aware time, or a naive one."""
    if isinstance(value, datetime):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if _DATE.fullmatch(text):
        raise refuse("a date alone does not say when on that day.", f'Write the time as well: "{text} 08:00".')
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        raise refuse(f"the calendar has no {text}.", "Correct its month, day or time.") from None
    raise refuse(f"{str(value)[:40]!r} is not a moment.", 'Write date and time: "2026-12-01 08:00".')


ClockTime = Annotated[
    time,
    BeforeValidator(check_clock),
    WithJsonSchema({"type": "string", "pattern": _CLOCK.pattern, "examples": ["22:00"]}),
]
Day = Annotated[str, BeforeValidator(check_day), WithJsonSchema({"enum": list(_DAYS)})]
Date = Annotated[
    date,
    BeforeValidator(check_date),
    WithJsonSchema({"type": "string", "pattern": f"^{_DATE.pattern}$", "examples": ["2026-12-25"]}),
]
Moment = Annotated[
    datetime,
    BeforeValidator(check_moment),
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT.pattern}$", "examples": ["2026-12-01 08:00"]}),
]
