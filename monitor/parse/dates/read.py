"""A date in any of the common forms, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from monitor.parse.dates.calendars import common_date
from monitor.parse.dates.cities import offset_of
from monitor.parse.dates.clock import Clock, clock_of
from monitor.parse.dates.days import day_in
from monitor.parse.dates.marked import written_in
from monitor.parse.dates.words import even
from monitor.parse.dates.zones import zone_named

EARLIEST, LATEST = 1990, 2100
"""Years outside are mistakes (the epoch of a broken clock, a mistyped century)."""
_NO_DAYS = frozenset({(1990, 1, 1), (1999, 11, 30), (2000, 1, 1), (2001, 1, 1)})
"""Days from which clocks count, and what is written for a date that is not there: they say nothing of when it was."""

_MOST = 120
_TIMESTAMP = re.compile(r"(?:/date\()?(\d{9,10})(?:\.\d+|(\d{3}|\d{6}|\d{9}))?(?:[+-]\d{4})?(?:\)/)?")
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[t_\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,:]\d+)?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?)?\W*"
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?")
_ZONE_IN_WORDS = re.compile(r"((?:utc|gmt)?[+-]\d{2}:?\d{2})\s*\([^()\d]{3,60}\)")
"""`GMT+0100 (Central European Standard Time)`, as scripts print it: the number says all."""
_ZONE_OF_CITY = re.compile(
    r"[\[(]?\b((?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific|etc)(?:/[a-z_]{2,25}){1,2})\b[\])]?"
)
_HAS_ZONE = re.compile(r"(?:\bz|\d{2}z|utc|gmt|[+-]\d{1,2}:?\d{2}|\b[a-z]{3,4}t)\s*$")
_MAIL = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[\s-](\d{4}|\d{2})"
    r"\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(gmt|utc|z|[+-]\d{4})?"
)
_SHORT_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT = {name: number for number, name in enumerate(_SHORT_NAMES, 1)}


def parse_date(value: str, language: str = "") -> datetime | None:
    """`value` as an aware UTC time, or None if it is not a date this function is sure about.

    Knows ISO 8601 and its relatives, the mail format, and the forms of some forty languages with their names of
    months, their words for the clock and their digits; Persian, Buddhist and era years. A time without zone is UTC, a
    date without time is midnight. All-numeric day and month orders (`05/03/2026`) are ambiguous and give None unless
    the numbers, a weekday or `language` (of what the date stands in, as a tag; "" if unknown) leave no choice, as do
    years outside 1990-2100 and days that stand for no date (1 January 2000). The future is not judged here.
    """
    if "<" not in value and "&" not in value:
        return _read(value, language)
    dates = (_read(text, language) for text in written_in(value))
    return next((date for date in dates if date is not None), None)


def _read(value: str, language: str) -> datetime | None:
    text = even(value[:_MOST]).strip(" .,;|")
    if not text or not any(char.isdigit() for char in text):
        return None
    text = _ZONE_IN_WORDS.sub(r"\1", text)
    zone = _ZONE_OF_CITY.search(text)
    if zone is None:
        return _of_text(text, language)
    rest = f"{text[: zone.start()]} {text[zone.end() :]}".strip(" .,;|")
    moment = _of_text(rest, language)
    if moment is None or _HAS_ZONE.search(rest):
        return moment
    offset = offset_of(zone[1], moment.replace(tzinfo=None))
    return None if offset is None else moment - offset


def _of_text(text: str, language: str) -> datetime | None:
    usual = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if usual is not None:
        year, month, day = int(usual[1]), int(usual[2]), int(usual[3])
        clock = _clock(usual.group(4, 5, 6), usual[7] if usual.re is _ISO else "")
        return _moment(common_date(year, month, day, solar=False, thai=False), clock)
    mail = _MAIL.fullmatch(text)
    if mail is not None:
        clock = _clock(mail.group(4, 5, 6), mail[7])
        return _moment(_day(_full_year(mail[3]), _SHORT[mail[2]], int(mail[1])), clock)
    stamp = _TIMESTAMP.fullmatch(text)
    if stamp is not None:
        return from_timestamp(int(stamp[1]))
    return _written(text, language.partition("-")[0].lower())


def _clock(parts: Sequence[str | None], zone: str | None) -> Clock:
    hour, minute, second = (int(part or 0) for part in parts)
    return Clock(hour, minute, second, zone or "")


def from_timestamp(seconds: float) -> datetime | None:
    """Seconds since 1970 as an aware UTC time; None if out of range."""
    try:
        return _plausible(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _written(text: str, language: str) -> datetime | None:
    """A date in words: first the day, then what is left must be a time."""
    found = day_in(text, language)
    if found is None:
        return None
    clock = clock_of(found.before, found.after)
    return None if clock is None else _moment(found.day, clock)


def _moment(day: date | None, clock: Clock) -> datetime | None:
    if day is None or not EARLIEST - 1 <= day.year <= LATEST + 1 or (day.year, day.month, day.day) in _NO_DAYS:
        return None
    hour, extra = clock.hour, timedelta()
    if hour == 24 and not clock.minute:
        hour, extra = 0, timedelta(days=1)
    try:
        local = datetime(day.year, day.month, day.day, hour, clock.minute, min(clock.second, 59))  # noqa: DTZ001
        zone = zone_named(clock.zone, local)
        # A second of 60 is a leap second; one of 61 is none.
        if zone is None or clock.second > 60:
            return None
        return _plausible((local.replace(tzinfo=zone) + extra).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _day(year: int, month: int, day: int) -> date | None:
    return common_date(year, month, day, solar=False, thai=False)


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _plausible(value: datetime) -> datetime | None:
    if (value.year, value.month, value.day) in _NO_DAYS:
        return None
    return value if EARLIEST <= value.year <= LATEST else None
