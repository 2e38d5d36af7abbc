"""The numbers that a text states: counts and amounts, in digits of any script or in words, scaled.

Dates, years, clock times, ordinals, ages, phone numbers, names ("T4", "Brigade 313", "F-16"), parts of links and what a
site says of itself ("2 hours ago", "12 comments", "5 min read") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from monitor.records import dataclass
from monitor.stories.cleaning import UNSPACED, Sentence, fold
from monitor.stories.number_context import NEAR, is_named, is_noise
from monitor.stories.number_words import FURNITURE, SCALES, STAMPS, opens_with
from monitor.stories.spelled import spelled

_LONGEST = 15
_STAMP_WORDS = 14
_POINT_IS_DECIMAL = frozenset({"", "en", "he", "zh", "ja", "ko", "th", "hi", "ur"})
_COMMA_IS_DECIMAL = frozenset(
    {"ru", "uk", "fr", "de", "es", "tr", "it", "pt", "nl", "pl", "cs", "sv", "da", "fi", "no", "el", "ro", "bg", "sr"}
)

_DIGIT = re.compile(r"\d")
_START = rf"(?:(?<![^\W_])|(?<=\b[وبلفك])|(?<=ـ)|(?<=[{UNSPACED}]))"
_PLAIN = r"\d+(?:[.,٫٬'’\u00a0\u202f\u2009]\d+)*"
_NUMBER = re.compile(rf"{_START}{_PLAIN}")
_NUMBER_SPACED = re.compile(rf"{_START}(?:\d{{1,3}}(?: \d{{3}})+(?!\d)(?:,\d+)?|{_PLAIN})")
_POINT_ORDERS = frozenset({"de", "tr", "da", "no", "fi", "cs", "pl", "sr", "hr", "hu"})
"""Languages that write "22." for the 22nd: a sentence seems to end where only a date goes on."""
_SPACED = frozenset({"ru", "uk", "fr", "es", "de", "pl", "cs", "sv", "fi", "no", "bg"})
_GROUPED = re.compile(r"\d{1,3}(?:[.,٬'’ \u00a0\u202f\u2009]\d{3})+")
_BLANKS = str.maketrans("", "", "٬'’ \u00a0\u202f\u2009")
_GLUED = re.compile(r"[^\W\d_]+")
_REST = re.compile(r"\s(?:و\s?|ve\s|y\s|и\s)?(?=\d{1,3}(?!\d|[.,/:]\d))")
"""Between thousands and the rest of a number."""
_MONEY = "$€£¥₪₺₽"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a sentence states."""

    value: str
    """In plain digits: "3500000", "1.5"."""
    shown: str
    sentence: int
    """Place of the sentence among those given."""


def figures(sentences: Sequence[Sentence], language: str = "") -> Iterator[Figure]:
    """The numbers of sentences, in order. `language` decides what a point and a comma mean and which words count."""
    language = language.partition("-")[0].lower()
    for place, sentence in enumerate(sentences):
        if opens_with(sentence.words, FURNITURE):
            continue
        shown = sentence.shown
        if _DIGIT.search(shown) and len(sentence.words) > 1:
            following = sentences[place + 1].shown if language in _POINT_ORDERS and place + 1 < len(sentences) else ""
            yield from (Figure(value, text, place) for value, text in _in_digits(sentence, following, language))
        yield from (Figure(value, text, place) for value, text in spelled(sentence, language))


def _in_digits(sentence: Sentence, following: str, language: str) -> list[tuple[str, str]]:
    text, noise = sentence.shown, False
    counted: list[tuple[str, str]] = []
    rest: _Thousands | None = None
    for found in (_NUMBER_SPACED if language in _SPACED else _NUMBER).finditer(text):
        before, behind = text[max(0, found.start() - NEAR) : found.start()], text[found.end() : found.end() + NEAR]
        if len(text) - found.end() <= 1:
            behind += f" {following[:NEAR]}"
        value = _value(found.group(), language)
        if (
            value is None
            or (not before and behind[:1] == ")")
            or is_noise(before, behind)
            or is_named(found.group(), value, before, behind, language)
        ):
            noise = True
            continue
        scaled, length = _scaled(value, before, behind)
        if rest is not None and found.start() == rest.end and value < rest.scale:
            counted[-1] = (_plain(rest.value + scaled), text[rest.start : found.end() + length])
        else:
            counted.append((_plain(scaled), text[found.start() : found.end() + length]))
        rest = _Thousands.of(text, found.start(), found.end() + length, scaled) if length else None
    if noise and len(sentence.words) <= _STAMP_WORDS and opens_with(sentence.words, STAMPS):
        return []
    return counted


@dataclass(frozen=True, slots=True)
class _Thousands:
    """A number of thousands behind which its rest may stand: "64 thousand and 800"."""

    value: Decimal
    start: int
    end: int
    """Where the rest begins."""
    scale: int

    @classmethod
    def of(cls, text: str, start: int, end: int, value: Decimal) -> _Thousands | None:
        """The number that stands in a text; None if no digits follow."""
        gap = _REST.match(text, end)
        scale = next((one for one in (10**9, 10**6, 1000) if not value % one), 0)
        return cls(value, start, gap.end(), scale) if gap and scale else None


def _value(digits: str, language: str) -> Decimal | None:
    """What digits with points and commas mean; None for what is no number: a version, a code, a year."""
    signs = [sign for sign in digits if sign in ".,٫"]
    if len(digits) > _LONGEST or (len(digits) > 1 and digits[0] in "0٠۰" and not signs):
        return None
    grouped = _GROUPED.fullmatch(digits) is not None and digits[0] not in "0٠۰"
    if len(set(signs)) == 2:
        whole, fraction = digits.rsplit(signs[-1], 1)
        return _decimal(whole, fraction) if signs.count(signs[-1]) == 1 and _GROUPED.fullmatch(whole) else None
    if len(signs) > 1:
        return _decimal(digits, "") if grouped else None
    if signs and (not grouped or signs[0] in _decimal_signs(language)):
        return _decimal(*digits.split(signs[0]))
    return _decimal(digits, "")


def _decimal_signs(language: str) -> str:
    return ("." if language in _POINT_IS_DECIMAL else "") + ("," if language in _COMMA_IS_DECIMAL else "") + "٫"


def _decimal(whole: str, fraction: str) -> Decimal | None:
    digits = whole.translate(_BLANKS).replace(".", "").replace(",", "")
    return Decimal(f"{digits}.{fraction or 0}") if fraction.isdecimal() or not fraction else None


def _scaled(value: Decimal, before: str, behind: str) -> tuple[Decimal, int]:
    """The value with the scales behind it, and how many letters they take."""
    length = 0
    if glued := _GLUED.match(behind):
        scale = {"k": 1000, "m": 1_000_000}.get(glued.group().casefold(), 1) if before[-1:] in _MONEY and before else 1
        scale = SCALES.get(fold(glued.group()), scale)
        return value * scale, glued.end() if scale > 1 else 0
    for found in _GLUED.finditer(behind):
        scale = SCALES.get(fold(found.group()), 0)
        if not scale or behind[length : found.start()].strip(" \u00a0\u202f-"):
            break
        value, length = value * scale, found.end()
    return value, length


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
