"""What stands before and behind a number in digits, and whether that makes it a date, a time, an ordinal or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from monitor.stories.cleaning import WORD, fold
from monitor.stories.number_words import (
    MONTHS,
    ONLY_CAPITAL_MONTHS,
    ORDINAL_NOUNS,
    OWNERS,
    SITE_NOUNS,
    YEAR_BEFORE,
)
from monitor.stories.words.actors import actors
from monitor.stories.words.serials import is_counted, is_mark
from monitor.stories.words.stems import fold_word

NEAR = 40
"""Letters before and behind a number in which everything stands that says what it is."""
_SIGNS, _NAME, _WORDS = 18, 34, 24
"""Of these, so many for signs and short words, for a name, and for the words next to it."""
_DAYS, _OLDEST = 31, 110
_DASHES = ("-", "\u2010", "\u2011", "\u2013", "\u2014")
_OF = ("de", "of", "من")
_LINKS = ("//", "www.", "@", "#", "=", "_")
_ARABIC_OR_HEBREW = "\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\u066e-\u06d3"
_TIME = r"(?:sec|min|hour|hr|day|week|month|year|mo\b|yr|h\b|d\b)\w*\.?"

_LEFT = re.compile(
    # Inside a date, a clock time, a phone number.
    r"(?:\d[.,:/]|[:/]\d{1,2}/|\d-\d{1,4}-|\+(?:\d[\d ()-]{0,14})?"
    # Behind letters: "F-16", "Covid-19"; a number behind one Hebrew letter or Arabic tatweel is a count.
    r"|[A-Za-z\u00c0-\u024f\u0400-\u04ff][-\u2010\u2011]?"
    rf"|[{_ARABIC_OR_HEBREW}]{{2}}-?"
    r"|№\s*|\bn[or°º]\.?\s?|\bâgée?s? de |\baged |من العمر |\ba las? |\bil y a |\bhace "
    r"|(?:قبل|منذ) |לפני |lesezeit:? |第\s?)$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"[:/]\d|-\d{1,4}-\d|(?-i:[A-ZА-Я][a-zа-я]{3})"
    r"|(?:st|nd|rd|th|er|ère|ème|e|º|ª|°)\b|-[а-яё]+|['’]?[ıiuü]?nc[ıiuü]\b"
    r"|\s?[-\s]\s?years?\s?[-\s]\s?old|-?jährig| jahre alt| años de edad| yaşında|\s?ساله| (?:عاما|عاماً|سنة) من العمر"
    r"|\s?(?:[ap]\.?m\b|gmt\b|utc\b|uhr\b|o['’]clock)|\s?h(?:\d{2})?\b"
    rf"|\s*{_TIME}\s+ago\b| \w+ (?:назад|پیش|önce)\b"
    r"|[\s-]*min\w*\.?\s+(?:read|de lecture|de lectura|lesezeit|okuma|чтения)"
    # Months, days, hours and ages; with a further sign behind it "3日間" and "3时间" are counted.
    r"|\s?(?:[月日号號时時点點分秒](?!間|间|钟|鐘)|[岁歲歳])",
    re.IGNORECASE,
)
_PAIRS = tuple(
    (re.compile(left, re.IGNORECASE), re.compile(right, re.IGNORECASE))
    for left, right in (
        (r"\d-$", r"-\d"),
        (r"(?-i:[A-ZА-ЯÀ-Þ])[\w'’-]{1,30}, $", r","),
        (r"\bvor $", r" (?:sek|min|stund|tag|woch|monat|jahr)"),
        (r"\bв $", r" час"),
        (r"\bà $", r" heure"),
    )
)
"""What stands on both sides: the age in "John Doe, 34, said", "vor 2 Stunden"."""


def is_noise(before: str, behind: str) -> bool:
    """Whether a number is a part of a date, a time, a link, a name, or counts nothing by the signs around it."""
    glued = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
    if len(glued) >= NEAR or any(sign in glued for sign in _LINKS) or ("/" in glued and "." in glued):
        return True
    if _LEFT.search(before[-_SIGNS:]) or _RIGHT.match(behind):
        return True
    return any(right.match(behind) and left.search(before[-_NAME:]) for left, right in _PAIRS)


def is_named(digits: str, value: Decimal, before: str, behind: str, language: str = "") -> bool:
    """Whether a number is a date's, a year, a serial, or belongs to a name or to the site, by the words around it."""
    left, right = WORD.findall(before[-_WORDS:]), WORD.findall(behind[:_WORDS])
    if _is_year(digits, value, left):
        return True
    if left and fold(left[-1]) in OWNERS and "," not in before[-2:] and not is_counted(left):
        return True
    if _is_age(value, before, behind, left, language):
        return True
    following = fold(right[0]) if right else ""
    if following in SITE_NOUNS or (behind[:1] == "." and following in ORDINAL_NOUNS):
        return True
    if is_mark(left, float(value), right, behind.lstrip()[:1], language):
        return True
    if value > _DAYS:
        return False
    return _dates(right, behind.lstrip()[:1] in _DASHES) or _dates(left[::-1], before.rstrip()[-1:] in _DASHES)


def _is_age(value: Decimal, before: str, behind: str, left: Sequence[str], language: str) -> bool:
    """Whether a number between commas, or in brackets, is how old the one before it is: "the driver, 54, was freed"."""
    commas = before.endswith(", ") and behind.startswith(",")
    brackets = before.endswith(" (") and behind.startswith(")")
    if value > _OLDEST or not left or not (commas or brackets):
        return False
    return actors(language).person(fold_word(left[-1], language)) or (brackets and left[-1][0].isupper())


def _is_year(digits: str, value: Decimal, left: Sequence[str]) -> bool:
    """A number of four digits, 1900 to 2099 or of the Persian or Muslim calendar; a round 2000 only behind "in"."""
    if len(digits) != len("2026") or not digits.isdecimal():
        return False
    if value == 2000:
        return not left or fold(left[-1]) in YEAR_BEFORE
    return 1900 <= value < 2100 or 1370 <= value < 1450


def _dates(words: Sequence[str], ranged: bool) -> bool:
    """Whether a month stands there, at once or behind the other day of a range or a "de"."""
    if words and _is_month(words[0]):
        return True
    return len(words) > 1 and (ranged or fold(words[0]) in _OF) and _is_month(words[1])


def _is_month(word: str) -> bool:
    folded = fold(word)
    return folded in MONTHS and (folded not in ONLY_CAPITAL_MONTHS or not word[0].islower())
