"""Fingerprints of texts: equal for exact copies, whatever their typography, by-line or dateline."""

from __future__ import annotations

import hashlib
import re

from monitor.stories.agencies import SPELLINGS
from monitor.stories.cleaning import fold, words

_SHORT_TOKENS = 40
"""A text below this says too little alone ("Read more on our site"): its title counts as well."""
_HEAD_LINES = 4
_HEAD_LINE_WORDS = 12

_TOKEN = re.compile(r"\w+")

_AGENCIES = "|".join(re.escape(name) for name in SPELLINGS)
_DATELINE = re.compile(rf"^[^\n.!?]{{0,60}}\((?:{_AGENCIES})\)\s*[-\u2010-\u2015:]+\s*", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:by|von|par|por|written by|reporting by|yazan|автор:?|بقلم|نوشته|מאת)\s+\S.*$"
    rf"|^(?:{_AGENCIES})$"
    r"|^(?:published|updated|last updated|posted)\b.*$",
    re.IGNORECASE,
)


def content_key(title: str, text: str) -> str:
    """Key of an article's text, 32 hex digits, never "".

    Equal for texts with the same letters and digits in the same order, after Unicode folding and without by-line and
    agency dateline at the start. The title counts only where the text is short (or empty): a copy under a new headline
    is still a copy, but "Read more" under two headlines is not.
    """
    tokens = _tokens(_without_head(text))
    if len(tokens) < _SHORT_TOKENS:
        tokens = [*_tokens(title), "|", *_tokens(text)]
    return hashlib.sha256(" ".join(tokens).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _tokens(text: str) -> list[str]:
    """Words of letters and digits, folded; vowel signs, accents and joiners do not count."""
    if text.isascii():
        return words(text)
    return _TOKEN.findall(fold(text).replace("_", " "))


def _without_head(text: str) -> str:
    """The text without the by-lines among its first short lines and without an agency's dateline before its body."""
    lines = [line.strip() for line in text.strip().split("\n")]
    head = lines[:_HEAD_LINES]
    kept = [line for line in head if len(line.split()) > _HEAD_LINE_WORDS or not _BYLINE.match(line)]
    for number, line in enumerate(kept):
        if "(" in line and (found := _DATELINE.match(line)):
            kept[number] = line[found.end() :]
            break
    return "\n".join(kept + lines[_HEAD_LINES:])
