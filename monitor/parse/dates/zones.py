"""Time zones as dates name them: numbers, abbreviations, and the American ones that move with the season."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from monitor.parse.dates.cities import is_american_summer

_NAMES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "met": 1, "mest": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3, "msd": 4, "trt": 3, "irst": 3.5, "irdt": 4.5,
    "gst": 4, "pkt": 5, "ist": 5.5, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "acst": 9.5,
    "acdt": 10.5, "awst": 8, "nzst": 12, "nzdt": 13, "adt": -3, "edt": -4, "est": -5, "cdt": -5, "cst": -6,
    "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "akst": -9, "akdt": -8, "hst": -10, "sast": 2, "cat": 2, "eat": 3,
    "wat": 1, "wib": 7, "wita": 8, "wit": 9, "ict": 7, "pht": 8, "myt": 8, "npt": 5.75, "art": -3, "brt": -3,
    "cot": -5, "nst": -3.5, "ndt": -2.5, "idt": 3, "azt": 4, "uzt": 5, "aft": 4.5, "hkst": 9, "tsi": 3,
}  # fmt: skip
"""Hours east of UTC. `ast` is left out (Atlantic or Arabia); `ist` is India's, the most frequent in feeds."""
_SEASONAL = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
"""Zones of the United States by their usual name: an hour less of it in winter time."""
_OFFSET = re.compile(r"(?:utc|gmt|z|ut)?\s*([+\-−–])\s*(?:(\d{1,2})(?::?(\d{2}))?)(?!\d)")


def zone_named(words: str, local: datetime) -> timezone | None:
    """The zone that `words` (in lower case) name for the naive time `local`, UTC for "", None if it is not known.

    A number says more than a name beside it: `MSK (UTC+3)`.
    """
    text = words.strip(" ()[]")
    if not text:
        return UTC
    number = _OFFSET.search(text)
    if number is not None:
        left = (text[: number.start()] + " " + text[number.end() :]).strip(" ()[]")
        known = not left or all(part in _NAMES or part in _SEASONAL for part in re.split(r"[\s()\[\]]+", left) if part)
        return _shifted(number) if known else None
    parts = [part for part in re.split(r"[\s()\[\]]+", text) if part]
    zones = {zone for part in parts if (zone := _named(part, local)) is not None}
    return zones.pop() if len(zones) == 1 and all(_named(part, local) is not None for part in parts) else None


def _named(name: str, local: datetime) -> timezone | None:
    if name in _SEASONAL:
        return timezone(timedelta(hours=_SEASONAL[name] + is_american_summer(local)))
    hours = _NAMES.get(name)
    return None if hours is None else timezone(timedelta(hours=hours))


def _shifted(number: re.Match[str]) -> timezone | None:
    hours, minutes = int(number[2]), int(number[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(delta if number[1] == "+" else -delta)
