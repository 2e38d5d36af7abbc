"""The time of day in a written date, once its day is taken out; nothing else may be left."""

from __future__ import annotations

import re

from monitor.parse.dates.month_table import WEEKDAYS
from monitor.parse.dates.words import even
from monitor.records import dataclass

_EARLY = "am|a.m|a. m|ص|صباحا|ق.ظ|صبح|上午|早上|凌晨|午前|오전|öö|πμ|π.μ|sa|sáng|पूर्वाह्न|vorm"
_LATE = "pm|p.m|p. m|م|مساء|ظهرا|ب.ظ|بعدازظهر|عصر|下午|晚上|午後|오후|ös|μμ|μ.μ|ch|chiều|tối|अपराह्न|nachm"
_HALVES = {even(word): False for word in _EARLY.split("|")} | {even(word): True for word in _LATE.split("|")}
_HALF = "|".join(re.escape(word) for word in sorted(_HALVES, key=len, reverse=True))
_WORD_END = r"(?![^\W\d_])"
_AFTER = rf"(?:\s*(?P<half>{_HALF})\.?{_WORD_END})?"
_BEFORE = rf"(?:(?P<first>{_HALF})\.?\s*)?"
_CLOCKS = (
    re.compile(
        rf"{_BEFORE}(?<!\d)(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,:]\d+)?)?(?!\d){_AFTER}"
    ),
    re.compile(
        rf"{_BEFORE}(?<!\d)(?P<hour>\d{{1,2}})\s*[时時点點시]\s*(?:(?P<minute>\d{{1,2}})\s*[分분])?\s*(?:(?P<second>\d{{1,2}})\s*[秒초])?{_AFTER}"
    ),
    re.compile(
        rf"(?<!\d)(?P<hour>\d{{1,2}})\s*(?:h|g|u|ч)\.?\s*(?P<minute>\d{{2}})?(?:\s*(?:min|m|мин)\.?)?(?!\d){_WORD_END}{_AFTER}"
    ),
    re.compile(rf"(?<![\d.])(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?:\.(?P<second>\d{{2}}))?(?![\d.]*\d){_AFTER}"),
    re.compile(rf"{_BEFORE}(?<!\d)(?P<hour>\d{{1,2}})\s*(?P<half>{_HALF})\.?{_WORD_END}"),
    re.compile(r"(?<!\d)(?P<hour>\d{1,2})\s*(?=uhr)"),
)
_FILLER_WORDS = (
    "at on the of by in a à le les um uhr den der am de del h hs hrs hr heures alle ore ora orele las às as os o "
    "kl klo klockan kello saat saati godz godz. godzina hod hod. v ve в г г. год года году р р. року рік о об jam "
    "pukul lúc vào ngày năm om uur t na și si la στις ώρα των και الساعة على في تمام بتوقيت ساعت در ב בשעה שעה "
    "เวลา น น. วันที่ ที่ วัน को बजे समय d d. m m. gada plkst plkst. val val. g g. god u posted published updated "
    "released date time created modified из от vom dated es"
)
_EVEN_FILLERS = frozenset(even(word) for word in _FILLER_WORDS.split())
_ZONE_WORD = re.compile(r"[a-zа-я]{1,5}")
_NUMERIC_ZONE = re.compile(r"(?:utc|gmt|ut|z)?\s*[+\-−–]\s*\d{1,2}(?::?\d{2})?(?!\d)")
_SPLIT = re.compile(r"[\s,;|()\[\]·•@/\\–—-]+")
_NOON = frozenset(("noon", "midday", "mittags"))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day and the words of its zone."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: str = ""


def clock_of(before: str, after: str) -> Clock | None:
    """The time that stands around a day; midnight if none does, None if there is more than a time, or none that is."""
    rest = f"{before} | {after}"
    for form in _CLOCKS:
        match = form.search(rest)
        if match is not None:
            return _clock(match, rest)
    words = _words(rest)
    if any(char.isdigit() for word in words for char in word) or any(word in _NOON for word in words):
        return None
    unknown = [word for word in words if not _is_known(word)]
    return Clock() if len(unknown) <= 2 else None


def _clock(match: re.Match[str], rest: str) -> Clock | None:
    parts = match.groupdict()
    hour = _hour(int(parts["hour"]), parts.get("half") or parts.get("first"))
    if hour is None:
        return None
    left = rest[: match.start()] + " " + rest[match.end() :]
    number = _NUMERIC_ZONE.search(rest[match.end() :])
    zone = number[0] if number else ""
    if number:
        left = rest[: match.start()] + " " + rest[match.end() :].replace(number[0], " ", 1)
    names = [word for word in _words(left) if not _is_known(word)]
    behind = set(_words(rest[match.end() :]))
    zones = [word for word in names if word in behind and _ZONE_WORD.fullmatch(word)]
    others = [word for word in names if word not in zones]
    if len(others) > 2 or any(_says_more(word, behind) for word in others):
        return None
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    return Clock(hour, minute, second, " ".join([zone, *zones]))


def _says_more(word: str, behind: set[str]) -> bool:
    """Whether a word that is not known may change the time: another number, or a word behind it."""
    return any(char.isdigit() for char in word) or (word in behind and word.isascii())


def _hour(hour: int, half: str | None) -> int | None:
    if half is None or hour > 12:
        return hour if hour <= 24 else None
    return hour % 12 + (12 if _HALVES[half] else 0)


def _words(text: str) -> list[str]:
    return [word for part in _SPLIT.split(text) if (word := part.strip(".,:;'’\"")) or part == "."]


def _is_known(word: str) -> bool:
    return word in _EVEN_FILLERS or word in WEEKDAYS or not any(char.isalnum() for char in word)
