"""A text with a date in it, made even: one form of digits, letters and spaces; and the months by their names."""

from __future__ import annotations

import re
import unicodedata

from monitor.parse.dates.month_table import MONTH_NAMES, PERSIAN_MONTHS, TWO_MEANINGS

_INVISIBLE = re.compile("[\u05f3\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0307\u0640\u064b-\u0652]")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "،": ",", "٫": ".", "ة": "ه"})
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_NUMBER = re.compile("[〇零一二三四五六七八九十]+(?=[年月日號号时時点點分])")
MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"


def even(value: str) -> str:
    """`value` in lower case and NFKC, with ASCII digits and single spaces, Arabic letters in one form."""
    text = unicodedata.normalize("NFKC", value)
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
        text = _CHINESE_NUMBER.sub(lambda number: _chinese(number[0]), text)
        text = _INVISIBLE.sub("", text.casefold()).translate(_ARABIC)
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.lower().split())


def _chinese(number: str) -> str:
    """`二十三` as 23, `二〇二六` as 2026."""
    tens, ten, units = number.partition("十")
    if not ten:
        return number.translate(_CHINESE)
    return str(int(tens.translate(_CHINESE) or "1") * 10 + int(units.translate(_CHINESE) or "0"))


MONTHS = {even(name.replace("_", " ")): number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
SOLAR_MONTHS = {even(name): number for number, name in enumerate(PERSIAN_MONTHS, 1)}
# `آذر` is the Persian month, `آذار` the Arabic one; `مهر` and `دی` are Persian only.
MONTH = "|".join(
    re.escape(name)
    for name in sorted({*MONTHS, *SOLAR_MONTHS, *TWO_MEANINGS}, key=lambda name: (-len(name), name))
    if name[-1] != "."
)
"""All names, the longest first, for a pattern."""


def month_number(name: str, language: str = "") -> tuple[int, bool] | None:
    """(number, whether it is of the Persian calendar) of a month, also of `يناير/كانون الثاني` if both are the same."""
    found = set()
    for part in name.split("/"):
        key = part.strip().rstrip(".").strip()
        if key in TWO_MEANINGS:
            return (TWO_MEANINGS[key][language], False) if language in TWO_MEANINGS[key] else None
        number, solar = MONTHS.get(key), SOLAR_MONTHS.get(key)
        if number is None and solar is None:
            return None
        found.add((number or solar or 0, number is None))
    return found.pop() if len(found) == 1 else None
