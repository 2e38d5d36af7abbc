"""A sentence without what is not said by it: datelines, converted units, the dots of initials."""

from __future__ import annotations

import re

from monitor.stories.statements.reading.known_words import MONTH_WORDS
from monitor.stories.words.stems import fold_word, without_marks

_DATELINE = re.compile(
    # A town in capitals, a date and an agency in brackets, a dash: in one order or another.
    r"^(?:[^.!?()]{0,60}\([^()]{2,40}\)|[A-ZÀ-ÞА-Я/' -]{3,30}(?:,[^.!?]{3,24}?)?)[\s.]*[-\u2013\u2014:]\s+"
    r"|^[A-ZÀ-ÞА-Я]{2}[A-ZÀ-ÞА-Я' -]{1,28}(?:,[^.!?()]{3,24})?\s*\([^()]{2,40}\)\s*[:\u2013\u2014-]?\s+"
)
_DATED = re.compile(
    # A town and a date, a colon or a dash; nothing behind it, or an agency, or what is told.
    r"^[^\W\d_][^.!?():;|\d]{1,38}?[\s,|/]\s*(?:(?:le|el|am|on|den)\s)?"
    r"(?:\d{1,2}\.?\s?(?:de\s)?(?P<month>[^\W\d_]{3,10})|(?P<before>[^\W\d_]{3,10})\.?\s\d{1,2})(?:,?\s\d{4})?\.?"
    r"(?:\s*$|\s*[:|]\s*|\s*[-\u2013\u2014/]\s+)"
    r"(?:[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12})?[./]*$)?"
)
_DATELINE_WORDS = 6
"""Words of a line that is nothing but a dateline: "Villeneuve-sur-Lot, le 3 mars 2026 AFP"."""
_SIGN = re.compile(r"[-\u2013\u2014:|/]\s")
_LENGTHS = r"(?:km|kilom\w+|m|met\w+|kg|kilogram\w*|miles?|ft|feet|foot|yards?|lbs?|pounds?|mph)"
_CONVERTED = re.compile(
    rf"(\d[\d.,]*\s?-?\s?{_LENGTHS}\b)\s*\(\s*(?:about |some |etwa |environ )?[\d.,]+\s?{_LENGTHS}[^)]*\)",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?<=\w)n\s?['\u2019]\s?t\b", re.IGNORECASE)
_CAN_NOT = re.compile(r"\b(?:can|won)['\u2019]t\b", re.IGNORECASE)
_OTHER_SCRIPTS = frozenset({"ru", "ar", "fa", "he"})
_IN_LATIN = re.compile(r"\([A-Za-z\u00c0-\u024f .,'-]{2,60}\)")
"""A name given again in its own letters."""
_INITIALS = re.compile(r"\b([A-Z])\.\s?(?=[A-Z]\b)")


def dateline(sentence: str) -> str:
    """Where and when a text was written, by whom, at the head of its first sentence; "" if it has none."""
    found = _DATELINE.match(sentence)
    if found is None and (found := _DATED.match(sentence)):
        if _is_sentence(found.group(), sentence):
            return ""
        month = fold_word(found["month"] or found["before"])
        return found.group() if any(month in (one, one[: len(month)]) for one in MONTH_WORDS) else ""
    return found.group() if found else ""


def _is_sentence(head: str, sentence: str) -> bool:
    """Whether it is no dateline but a short sentence that ends with a date: "The trial opens on 3 March."."""
    if len(head) < len(sentence.rstrip()) or _SIGN.search(head):
        return False
    return len(head.split()) > _DATELINE_WORDS - 2 * ("," not in head)


def plain(sentence: str, language: str, *, opens: bool) -> tuple[str, str]:
    """(dateline, what is left). `opens`: it is one of a text's first sentences, which may have a dateline."""
    body = without_marks(sentence)
    if "'" in body or "\u2019" in body:
        body = _CAN_NOT.sub(lambda found: found.group()[:-2].rstrip("n'\u2019") + " not", body)
        body = _NOT.sub(" not", body)
    head = dateline(body) if opens else ""
    body = body[len(head) :]
    if "(" in body:
        body = _CONVERTED.sub(r"\1", body)
        if language in _OTHER_SCRIPTS:
            body = _IN_LATIN.sub(" ", body)
    return head, _INITIALS.sub(r"\1", body) if "." in body else body
