"""Years and days of other calendars, to the common one."""

from __future__ import annotations

from datetime import date, timedelta

_SOLAR_YEARS = range(1300, 1421)
_BUDDHIST_YEARS = range(2533, 2644)
_BUDDHIST, _MINGUO, _REIWA, _HEISEI = 543, 1911, 2018, 1988
ERAS = {"令和": _REIWA, "平成": _HEISEI, "民國": _MINGUO, "民国": _MINGUO}
"""What is added to a year of an era."""


def common_date(year: int, month: int, day: int, *, solar: bool, thai: bool) -> date | None:
    """The day in the common calendar; None if there is no such day or its calendar is not sure.

    Years of the 14th century are of the Persian solar calendar (news of 1380 do not exist); years of the 15th may be
    of the lunar one, and are not read. Thai texts count from Buddha.
    """
    try:
        if solar or year in _SOLAR_YEARS:
            return _of_solar(year, month, day) if year in _SOLAR_YEARS else None
        if thai and year in _BUDDHIST_YEARS:
            year -= _BUDDHIST
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _of_solar(year: int, month: int, day: int) -> date | None:
    """A day of the Persian calendar by the rule of 33 years, which holds from 1178 to 1633."""
    length = 31 if month <= 6 else 30 if month <= 11 or _is_leap(year) else 29
    if not 1 <= month <= 12 or not 1 <= day <= length:
        return None
    # 1 Farvardin 1404 was 21 March 2025.
    start = date(2025, 3, 21)
    step = 1 if year >= 1404 else -1
    for passed in range(min(year, 1404), max(year, 1404)):
        start += step * timedelta(days=366 if _is_leap(passed) else 365)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return start + timedelta(days=before + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
