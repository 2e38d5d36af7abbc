"""When and where: cron lines and time zones as users write them, and what they meant who wrote something else."""

from __future__ import annotations

import difflib
import re
import zoneinfo
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any

from cronsim import CronSim, CronSimError
from pydantic import BeforeValidator, WithJsonSchema

from monitor.settings.schema.units import refuse

_RANGES = {
    "minute": "0 to 59",
    "hour": "0 to 23",
    "day-of-month": "1 to 31",
    "month": "1 to 12 or JAN to DEC",
    "day-of-week": "0 to 7 (0 and 7 are Sunday) or SUN to SAT",
}
_ORDER = tuple(_RANGES)
_FORM = 'Write minute, hour, day of month, month, weekday: "0 7 * * *" is every day at 07:00.'
_CLOCK = re.compile(
    r"(?P<day>[a-z-]{3,10}s?)?\s*(?:at|@)?\s*(?P<hour>[01]?\d|2[0-3])(?:\s*[:.h]\s*(?P<minute>[0-5]\d)?(?::[0-5]\d)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:h|uhr|o'clock))?"
)
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_EVERY_DAY = re.compile(r"(?:every\s?day|each day|daily|every|each)\b\s*")
_WORDS = {
    "@hourly": "0 * * * *",
    "hourly": "0 * * * *",
    "@daily": "0 7 * * *",
    "daily": "0 7 * * *",
    "every day": "0 7 * * *",
    "every morning": "0 7 * * *",
    "@midnight": "0 0 * * *",
    "midnight": "0 0 * * *",
    "noon": "0 12 * * *",
    "@weekly": "0 7 * * 1",
    "weekly": "0 7 * * 1",
    "weekdays": "0 7 * * 1-5",
    "@monthly": "0 7 1 * *",
    "monthly": "0 7 1 * *",
}
_AT_ONCE = frozenset(
    {"immediate", "immediately", "instant", "instantly", "now", "always", "at once", "asap", "realtime"}
)
_AT_ONCE_HINT = "Write when: immediately in place of the cron line, or beside one."
_START = datetime(2024, 1, 1, tzinfo=UTC)

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+-])\s*0?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?", re.IGNORECASE)
_ODD_OFFSETS = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+9:30": "Australia/Adelaide",
    "-3:30": "America/St_Johns",
}
NO_SUMMER_TIME = {"EST": "America/New_York", "MST": "America/Denver"}
"""Zones that are often written for a city's, and are an hour off in summer."""
_LETTERS = {
    "MSK": "Europe/Moscow",
    "IST": "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin",
    "BST": "Europe/London",
    "CEST": "Europe/Berlin",
    "WEST": "Europe/Lisbon",
    "EEST": "Europe/Kyiv",
    "TRT": "Europe/Istanbul",
    "EDT": "America/New_York",
    "CST": "America/Chicago or Asia/Shanghai",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "SGT": "Asia/Singapore",
    "AEST": "Australia/Sydney",
    "AST": "Asia/Riyadh or America/Halifax",
}


def check_cron(value: Any) -> Any:
    """Five cron fields that fire at least once in the next years; what is no text is left to the type's own check."""
    text = f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        return value
    fields = text.split()
    if text.strip().lower() in _AT_ONCE:
        raise refuse("a cron line has five fields, this is a word.", _AT_ONCE_HINT)
    if len(fields) != len(_ORDER):
        said = f"a cron line has five fields, this one has {len(fields)}."
        if line := cron_of(text):
            raise refuse(
                said if text.strip().lower() in _WORDS else "a cron line has five fields, this is a time of day.",
                f'{_told(line)} is "{line}".',
            )
        raise refuse(said, _FORM)
    try:
        next(CronSim(text, _START))
    except CronSimError as error:
        name = str(error).removeprefix("Bad ")
        written = fields[_ORDER.index(name)]
        if name == "day-of-month" and _fires(f"0 0 {written} * *"):
            raise refuse("this cron line never fires.", "Correct its day of month and month.") from None
        raise refuse(
            f"{written[:40]} does not fit the field {name} of a cron line.",
            f"Write {_RANGES[name]}, a list, a range or *.",
        ) from None
    except StopIteration:
        raise refuse("this cron line never fires.", "Correct its day of month and month.") from None
    return " ".join(fields)


def cron_of(text: str) -> str:
    """The cron line for a time of day or a word (`7:30 pm`, `Mon 07:00`, `hourly`); "" if it is neither."""
    word = " ".join(text.lower().split())
    if word in _WORDS:
        return _WORDS[word]
    clock = _CLOCK.fullmatch(_EVERY_DAY.sub("", word, count=1))
    if clock is None:
        return ""
    day, hour = _weekday((clock["day"] or "").strip()), int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if clock["half"].startswith("p") else 0)
    return f"{int(clock['minute'] or 0)} {hour} * * {day}" if day else ""


def _weekday(word: str) -> str:
    if word in ("", "at"):
        return "*"
    if word in ("weekdays", "mon-fri", "workdays"):
        return "1-5"
    return next((str(number) for number, day in enumerate(_DAYS) if day.startswith(word.removesuffix("s"))), "")


def _told(line: str) -> str:
    minute, hour, date, _, day = line.split()
    if hour == "*":
        return "Every hour"
    when = "Every day" if (date, day) == ("*", "*") else "That"
    return f"{when} at {int(hour):02}:{int(minute):02}"


def _fires(line: str) -> bool:
    try:
        next(CronSim(line, _START))
    except (CronSimError, StopIteration):
        return False
    return True


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def check_zone(value: Any) -> Any:
    """A zone of the IANA time zone database; what is no text is left to the type's own check."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:+}"
    if not isinstance(value, str) or value in _zones():
        return value
    if offset := _OFFSET.fullmatch(value.strip()):
        raise refuse(f"{value[:60]!r} is an offset and no time zone.", _city(offset))
    if city := _LETTERS.get(value.strip().upper()):
        raise refuse(f"{value[:60]!r} is no time zone that a computer knows for sure.", f"Write a city's: {city}.")
    folded = {zone.casefold(): zone for zone in _zones()}
    folded.update({zone.rpartition("/")[2].casefold(): zone for zone in sorted(_zones(), reverse=True)})
    wanted = value.casefold().replace(" ", "_")
    near = list(dict.fromkeys(folded[name] for name in difflib.get_close_matches(wanted, folded, n=2, cutoff=0.75)))
    hint = f"Did you mean {' or '.join(near)}?" if near else "Write a zone such as Asia/Damascus or Europe/Berlin."
    raise refuse(f"there is no time zone {value[:60]!r}.", hint)


def _city(offset: re.Match[str]) -> str:
    """A city also knows its summer time; the zones `Etc/GMT+3` count the other way round."""
    sign, hours, minutes = offset["sign"], int(offset["hours"]), offset["minutes"] or "00"
    if minutes != "00":
        return f"Write a city's zone such as {_ODD_OFFSETS.get(f'{sign}{hours}:{minutes}', 'Asia/Kolkata')}."
    fixed = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    all_year = f", or {fixed} for {sign}{hours} h all year" if fixed in _zones() else ""
    return f"Write a city's zone such as Europe/Riga{all_year}."


Cron = Annotated[str, BeforeValidator(check_cron), WithJsonSchema({"type": "string", "examples": ["0 7 * * *"]})]
Zone = Annotated[
    str, BeforeValidator(check_zone), WithJsonSchema({"type": "string", "examples": ["Asia/Damascus", "UTC"]})
]
