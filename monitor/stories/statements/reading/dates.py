"""Days of the year in a sentence, however they are spelled: "3 March", "March 3rd", "am 3.3.", "الثالث من آذار"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.stories.cleaning import fold
from monitor.stories.number_words import ONLY_CAPITAL_MONTHS
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.numbers import numbers
from monitor.stories.words.stems import forms_of

Date = tuple[int, int]
"""Day of the month, month; months of a second calendar are 13 and more."""
_DAYS = 31
_OF = frozenset({"de", "of", "من", "the", "del"})
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|o)?$")
_IN_DIGITS = (
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<sign>[./])(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=sign)(?:(?:19|20)?\d\d)?)?(?![\d:,]|[./]\d|\s?(?:%|Uhr|uhr|h\b|час))"
)
_BEFORE = {
    "de": r"\b(?:am|vom|bis|ab|zum|den|dem|seit)\s",
    "fr": r"\b(?:le|du|au|dès le)\s",
    "es": r"\b(?:el|del|al|día)\s",
    "ru": r"(?<![\d.,/])(?=\d\d\.\d\d)",
    "tr": r"(?<![\d.,/])(?=\d\d\.\d\d)",
    "he": r"(?<![\d.,/])(?:[בלמה]|עד ה|עד)[-\u05be\s]?",
    "ar": r"(?:في|يوم|حتى|قبل)\s",
    "fa": r"(?:در|روز|تا|تاریخ)\s",
    "en": r"\b(?:on|by|until|till|from)\s",
}
_NUMERIC = {language: re.compile(before + _IN_DIGITS) for language, before in _BEFORE.items()}
_MONTH_FIRST = "en"
_IDEOGRAPHS = re.compile(r"(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号號]")


def without_dates(body: str, language: str) -> tuple[str, frozenset[Date]]:
    """A sentence with its dates in digits blotted out, and these; only where a small word or a zero says it is one."""
    if "月" in body:
        return _IDEOGRAPHS.sub(lambda one: "." * len(one.group()), body), frozenset(
            (int(one["day"]), int(one["month"])) for one in _IDEOGRAPHS.finditer(body)
        )
    pattern = _NUMERIC.get(language)
    if pattern is None or not any(sign in body for sign in "./"):
        return body, frozenset()
    found: set[Date] = set()

    def blot(one: re.Match[str]) -> str:
        day, month = int(one["day"]), int(one["month"])
        if language == _MONTH_FIRST and (one["sign"] != "/" or day != month):
            return one.group()  # "3/4" is in March here and in April there.
        found.add((day, month))
        start = one.start("day") - one.start()
        return one.group()[:start] + "." * (len(one.group()) - start)

    return pattern.sub(blot, body), frozenset(found)


def dates_of(words: Sequence[str], raw: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[Date, tuple[int, ...]]]:
    """Those with the name of their month, each with the places of its words. `raw`: the words, not folded."""
    for place, word in enumerate(words):
        named = lexicon.calendar.month(words, place)
        if named is None or (word in ONLY_CAPITAL_MONTHS and raw[place].islower()):
            continue
        month, length = named
        behind = place + length
        for at in (*_beside(words, place, -1), *_beside(words, behind - 1, 1)):
            if day := _day(words[at], lexicon):
                yield (day, month), tuple(range(min(at, place), max(at + 1, behind)))


def _beside(words: Sequence[str], place: int, step: int) -> Iterator[int]:
    """The places next to one, and next to an "of" there."""
    near = place + step
    if 0 <= near < len(words):
        yield near
        if words[near] in _OF and 0 <= near + step < len(words):
            yield near + step


def _day(word: str, lexicon: Lexicon) -> int:
    """Which day of a month a word says; 0 if none."""
    if found := _ORDINAL.match(word):
        day = int(found[1])
    else:
        cardinal = numbers(lexicon.language)
        day = next(
            (day for one in forms_of(word) if (day := lexicon.calendar.day_of_month(one) or int(cardinal[fold(one)]))),
            0,
        )
    return day if day <= _DAYS else 0
