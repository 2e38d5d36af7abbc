"""The day in a written date, and what stands before and behind it."""

from __future__ import annotations

import re
from datetime import date

from monitor.parse.dates.calendars import ERAS, common_date
from monitor.parse.dates.month_table import WEEKDAY_NUMBERS
from monitor.parse.dates.words import MARKS, MONTH, month_number
from monitor.records import dataclass

_NOT_A_LETTER = rf"(?![^\W\d_{MARKS}])(?![{MARKS}])"
_NAME = rf"(?<![^\W\d_])(?:ה?ב-?)?(?P<name>(?:(?:{MONTH})\.?\s*/\s*(?:{MONTH})|{MONTH})\.?){_NOT_A_LETTER}"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_D, _M = r"(?<!\d)(?P<day>\d{1,2})(?!\d)", r"(?P<month>\d{1,2})"
_THE = r"(?:st|nd|rd|th|er|re|e|de|ste|º|ª|°|o\b|-?го|-?е|\.)?"
_OF = r"(?:\s*[,.-]?\s*)(?:de\s+|d['’]\s*|of\s+|από\s+|ngày\s+)?"
_FORMS = (
    re.compile(rf"(?<!\d){_YEAR}\s*[-/.]\s*{_M}\s*[-/.]\s*(?P<day>\d{{1,2}})(?!\d)\.?"),
    re.compile(
        r"(?P<era>令和|平成|民國|民国)?\s*(?P<eras>\d{1,4}|元)\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일號号]?"
    ),
    re.compile(rf"{_D}\s*\.\s*{_M}\s*\.\s*{_YEAR}"),
    re.compile(rf"{_D}\s*(?P<sign>[/-])\s*{_M}\s*(?P=sign)\s*{_YEAR}"),
    re.compile(rf"{_D}\s+{_M}\s*[月월]\s*{_YEAR}"),
    re.compile(rf"(?<=[^\W\d_],)\s*{_D}(?P<sign>\s){_M}\s{_YEAR}(?=\s\d{{1,2}}:)"),
    re.compile(rf"{_D}\s*,?\s*(?:tháng|thg|th)\.?\s*{_M}\s*(?:,|/|-)?\s*(?:năm\s*)?{_YEAR}"),
    re.compile(
        rf"{_D}{_THE}{_OF}{_NAME}(?:\s*[,./-]?\s*)(?:de[l]?\s+|של\s+|พ\.ศ\.?\s*)?(?P<year>\d{{4}}|'?\d{{2}})(?![\d:])"
    ),
    re.compile(rf"{_NAME}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?(?!\d)\s*,?\s*{_YEAR}"),
    re.compile(rf"(?<!\d){_YEAR}\s*\.?\s*(?:gada\s+)(?P<day>\d{{1,2}})\.?\s*{_NAME}"),
    re.compile(
        rf"(?<!\d){_YEAR}\s*[-.,/]?\s*(?:m\.|года?)?\s*(?:de\s+)?{_NAME}\s*[-./]?\s*(?P<day>\d{{1,2}})(?!\d)\.?(?:\s*d\.)?"
    ),
)
_YEAR_LAST = re.compile(rf"{_NAME}\s+(?P<day>\d{{1,2}})\s+(?P<between>\d{{1,2}}:.{{3,25}}?)\s+{_YEAR}")
"""`Mon Oct  5 10:00:00 UTC 2026`, as programs in C print it."""
_EIGHT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_OTHER_ORDERS = frozenset(("en", "zh", "ja", "ko", "hu", "lt", "mn", "fil", "tl", "und"))
"""Languages in which numbers with strokes may come in another order than day, month, year."""
_WORD = re.compile(r"[^\W\d_]+")
_THAI = re.compile("[\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Found:
    """A day, and the text around it."""

    day: date
    before: str
    after: str


def day_in(text: str, language: str = "") -> Found | None:
    """The day that an even text (`words.even`) tells; None if there is none, or it may be another one.

    `language` is the primary language of what the date stands in, "" if unknown: it tells whether the day comes before
    the month in numbers, and which month a name is that means two.
    """
    for form in (*_FORMS, _YEAR_LAST, _EIGHT):
        match = form.search(text)
        if match is not None:
            day = _day_of(match, text, language)
            return None if day is None else _found(day, match, text)
    return None


def _found(day: date, match: re.Match[str], text: str) -> Found:
    between = match["between"] if "between" in match.re.groupindex else ""
    return Found(day, text[: match.start()], f"{between} {text[match.end() :]}")


def _day_of(match: re.Match[str], text: str, language: str) -> date | None:
    parts = match.groupdict()
    thai = _THAI.search(text) is not None
    if parts.get("name"):
        named = month_number(parts["name"], language)
        if named is None:
            return None
        return common_date(_year(parts), named[0], int(parts["day"]), solar=named[1], thai=thai)
    month, day = int(parts["month"]), int(parts["day"])
    if parts.get("sign"):
        return _by_order(_year(parts), day, month, text, language)
    return common_date(_year(parts), month, day, solar=False, thai=thai)


def _by_order(year: int, first: int, second: int, text: str, language: str) -> date | None:
    """Two numbers and a year: which is the day is told by their size, by a weekday or by the language, or it is not."""
    day_first = common_date(year, second, first, solar=False, thai=_THAI.search(text) is not None)
    month_first = common_date(year, first, second, solar=False, thai=False)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    named = next((WEEKDAY_NUMBERS[word] for word in _WORD.findall(text) if word in WEEKDAY_NUMBERS), None)
    if named is not None:
        fits = [day for day in (day_first, month_first) if day.weekday() == named]
        return fits[0] if len(fits) == 1 else None
    return day_first if language and language not in _OTHER_ORDERS else None


def _year(parts: dict[str, str]) -> int:
    if parts.get("eras"):
        year = 1 if parts["eras"] == "元" else int(parts["eras"])
        return year + ERAS.get(parts.get("era") or "", 0)
    digits = parts["year"].lstrip("'")
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)
