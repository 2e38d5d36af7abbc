"""Dates as feeds and pages write them, to aware UTC."""

from __future__ import annotations

import calendar
import re
import time
from datetime import UTC, datetime, timedelta, timezone

EARLIEST, LATEST = 1990, 2100
"""Years outside are mistakes (the epoch of a broken clock, a mistyped century)."""

_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "met": 1, "mest": 2, "eet": 2, "eest": 3, "msk": 3, "msd": 4, "trt": 3, "irst": 3.5, "irdt": 4.5, "gst": 4,
    "pkt": 5, "ist": 5.5, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "adt": -3, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip
"""Hours east of UTC. `ast` is left out (Atlantic or Arabia); `ist` is India's, the most frequent in feeds."""

_MONTH_NAMES = (
    "jan january janvier januar enero gennaio ocak oca января январь янв يناير كانون_الثاني ژانویه ינואר",
    "feb february février fevrier februar febrero febbraio şubat şub февраля февраль фев فبراير شباط فوریه פברואר",
    "mar march mars märz maerz marzo mart марта март мар مارس آذار اذار מרץ",
    "apr april avril abril aprile nisan nis апреля апрель апр أبريل ابريل نيسان آوریل אפריל",
    "may mai mayo maggio mayıs мая май مايو أيار ايار مه מאי",
    "jun june juin juni junio giugno haziran haz июня июнь июн يونيو حزيران ژوئن יוני",
    "jul july juillet juli julio luglio temmuz tem июля июль июл يوليو تموز ژوئیه יולי",
    "aug august août aout agosto ağustos ağu августа август авг أغسطس اغسطس آب اب اوت אוגוסט",
    (
        "sep sept september septembre septiembre settembre eylül eyl сентября сентябрь"
        " сен سبتمبر أيلول ايلول سپتامبر ספטמבר"
    ),
    (
        "oct okt october octobre oktober octubre ottobre ekim eki октября октябрь"
        " окт أكتوبر اكتوبر تشرين_الأول اکتبر אוקטובר"
    ),
    "nov november novembre noviembre kasım kas ноября ноябрь ноя نوفمبر تشرين_الثاني نوامبر נובמבר",
    (
        "dec dez december décembre decembre dezember diciembre dicembre aralık ara декабря декабрь"
        " дек ديسمبر كانون_الأول دسامبر דצמבר"
    ),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
_ZONE = r"\s*(?P<zone>[+-]\d{1,2}:?\d{2}|[+-]\d{2}|[a-z]{1,5})?"
_ISO = re.compile(
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:\s*[t ,]\s*{_TIME}{_ZONE})?\W*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:de\s+)?(?P<name>[^\W\d][\w' ]*?)\.?,?"
    rf"[\s-]+(?:de\s+)?(?P<year>\d{{4}}|\d{{2}})(?:,?\s+(?:at\s+|à\s+)?{_TIME}{_ZONE})?(?:\s*\([^)]*\))?\W*",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"(?:[^\W\d]+\.?,?\s+)?(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"(?:,?\s+(?:at\s+|-\s+)?{_TIME}{_ZONE})?\W*",
    re.IGNORECASE,
)


def parse_date(value: str) -> datetime | None:
    """`value` as an aware UTC time, or None if it is not a date this function is sure about.

    Knows ISO 8601 and its relatives, the mail format with numeric and named zones, and month names in the languages
    of the shipped feeds; a time without zone is UTC, a date without time is midnight. All-numeric day and month
    orders (`05/03/2026`) are ambiguous and give None, as do years outside 1990-2100. The future is not judged here.
    """
    text = " ".join(value[:100].translate(_DIGITS).split()).strip()
    if re.fullmatch(r"\d{9,10}|\d{13}", text):
        return from_timestamp(int(text[:10]))
    for pattern in (_ISO, _NAMED, _AMERICAN):
        match = pattern.fullmatch(text)
        if match is not None:
            return _from_parts(match.groupdict())
    return None


def from_struct(value: object) -> datetime | None:
    """A UTC `struct_time` of feedparser as an aware UTC time; None if it is none or out of range."""
    if not isinstance(value, time.struct_time):
        return None
    try:
        return from_timestamp(calendar.timegm(value))
    except (ValueError, OverflowError):
        return None


def from_timestamp(seconds: float) -> datetime | None:
    """Seconds since 1970 as an aware UTC time; None if out of range."""
    try:
        return _plausible(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _from_parts(parts: dict[str, str | None]) -> datetime | None:
    month = int(parts["month"] or 0) if "month" in parts else _month(parts.get("name") or "")
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    zone = _offset(parts["zone"])
    if zone is None or month is None:
        return None
    extra_day = timedelta()
    hour, second = _hour(parts), min(int(parts["second"] or 0), 59)
    if hour == 24 and not int(parts["minute"] or 0):
        hour, extra_day = 0, timedelta(days=1)
    try:
        local = datetime(year, month, int(parts["day"] or 0), hour, int(parts["minute"] or 0), second, tzinfo=zone)
        return _plausible((local + extra_day).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _hour(parts: dict[str, str | None]) -> int:
    hour = int(parts["hour"] or 0)
    half = (parts["half"] or "").lower()
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half.startswith("p") else 0)


def _month(name: str) -> int | None:
    folded = name.casefold().strip().replace(" ", "_")
    return _MONTHS.get(folded) or _MONTHS.get(folded.replace("\u0307", "")) or _MONTHS.get(folded[:3])


def _offset(zone: str | None) -> timezone | None:
    """The zone, UTC if none is given, None if it is a name we do not know."""
    if not zone:
        return UTC
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        if hours > 14 or minutes > 59:
            return None
        delta = timedelta(hours=hours, minutes=minutes)
        return timezone(-delta if zone[0] == "-" else delta)
    hours_east = _ZONES.get(zone.lower())
    return None if hours_east is None else timezone(timedelta(hours=hours_east))


def _plausible(value: datetime) -> datetime | None:
    return value if EARLIEST <= value.year <= LATEST else None
