"""What a page shows in place of its article, or of the rest of it: placeholders, block pages and subscription walls."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from monitor.parse.pages.linked_data import StatedArticle
from monitor.parse.pages.phrases.instead import AT_WORK, CONSENT, NOT_FOUND, PLACEHOLDERS, SITES, WAITING, WALLS
from monitor.parse.pages.phrases.sought import Openers, Phrases, any_of
from monitor.parse.pages.prose import ends_sentence, is_notice, is_sentence
from monitor.parse.text import count_words, has_words

_PLACEHOLDER_MOST: Final = 200
"""Words up to which a text may be nothing but a placeholder."""
_LABEL: Final = 3
"""A line of so many words that is no sentence says nothing by itself."""
_MISSING_MOST, _HEADINGS = 80, 3
_WAITING_MOST, _NOTICE_MOST = 5, 15
_TECHNICAL_MOST: Final = 25
_TECHNICAL = re.compile(r"javascript|captcha|cloudflare|ad-?\s?block|error\s40[34]", re.IGNORECASE)
"""What visitors are told of in any language, in a line of so many words."""
_CONSENT_SHARE: Final = 0.6
_CONSENT_MOST: Final = 700
_ONLY_MOST: Final = 60
_WALL_LINES: Final = 6
"""Lines at the end of a text among which the words of a wall are looked for."""
_WALL_LONGEST: Final = 60
_OPEN_WORDS: Final = 400
"""A text of so many words is no beginning, whatever stands below it, unless its page states how long the whole is."""
_PART, _STATED_LEAST = 0.6, 120
_TRAILING: Final = ("…", "...", "[…]", "[...]", "(...)", "(…)")
_CUT_MOST: Final = 120

_PLACEHOLDERS, _MISSING, _WAITING = Openers(PLACEHOLDERS), Openers(NOT_FOUND), Openers(WAITING)
_AT_WORK, _SITE = (re.compile(any_of(table), re.IGNORECASE) for table in (AT_WORK, SITES))
_WALL, _CONSENT = Phrases(WALLS), Phrases(CONSENT)


def is_placeholder(text: str, title: str, *, declared: bool = False) -> bool:
    """Whether a page's text is only what stands there until the article comes, or in place of it.

    `declared`: the page says that it is an article; its sentences may begin as notices do.
    """
    words = _PLACEHOLDER_MOST + 1 if has_words(text, _PLACEHOLDER_MOST + 1) else count_words(text)
    lines = [line for line in text.split("\n") if line.strip() and line.strip() != title]
    if not lines:
        return True
    if words <= _NOTICE_MOST and count_words(title) <= _LABEL and _WAITING.open(title):
        return True
    if words <= _MISSING_MOST and any(map(_says_missing, (title, *lines[:_HEADINGS]))):
        return True
    if words <= _PLACEHOLDER_MOST:
        rest = [line for line in lines if not _stands_in(line, declared=declared)]
        labels = all(count_words(line) <= _LABEL for line in rest)
        # "More follows." alone is a flash, below a block page's sentence it is nothing.
        if labels and (len(rest) < len(lines) or not any(ends_sentence(line) for line in rest)):
            return True
    if not _CONSENT.among(lines[0]) or _CONSENT.among(title) or has_words(text, _CONSENT_MOST + 1):
        return False
    return sum(count_words(line) for line in lines if _CONSENT.among(line)) >= _CONSENT_SHARE * count_words(text)


def asks_to_pay(text: str) -> bool:
    """Whether a heading is that of a subscription wall."""
    return not has_words(text, _NOTICE_MOST + 1) and _WALL.among(text)


def is_only_wall(text: str, headings: Iterable[str]) -> bool:
    """Whether a few words below the heading of a subscription wall are all that a page shows."""
    return count_words(text) <= _ONLY_MOST and any(map(asks_to_pay, headings))


def _says_missing(line: str) -> bool:
    if line.strip() == "404" or _MISSING.open(line):
        return True
    return _AT_WORK.search(line) is not None and _SITE.search(line) is not None


def _stands_in(line: str, *, declared: bool) -> bool:
    """Whether a line says why there is no article."""
    words = count_words(line)
    if words <= _TECHNICAL_MOST and _TECHNICAL.search(line):
        return True
    if _PLACEHOLDERS.open(line) or (words <= _WAITING_MOST and _WAITING.open(line)):
        return True
    if words > _NOTICE_MOST:
        return False
    return _WALL.among(line) or (is_notice(line) and not (declared and is_sentence(line)))


def partial_reason(text: str, below: list[str], stated: StatedArticle, *, completed: bool, walled: bool = False) -> str:
    """Why a page's text is only the beginning of its article, in words; "" if it is whole as far as one can tell.

    `below` are lines that stand under the text; `stated` is what the page's structured data say; `completed`: they
    gave a longer text than was shown; `walled`: a box below the text is named as a wall.
    """
    if stated.words >= _STATED_LEAST:
        if count_words(text) < _PART * stated.words:
            return f"the page states {stated.words} words"
        return ""
    if completed or has_words(text, _OPEN_WORDS):
        return ""
    if stated.closed:
        return "the page states that it is not free"
    lines = [*text.split("\n")[-_WALL_LINES:], *below]
    wall = next((line for line in lines if not has_words(line, _WALL_LONGEST + 1) and _WALL.among(line)), None)
    if wall is not None:
        return f'the page says "{wall[:80]}"'
    if walled:
        return "a subscription box ends it"
    cut = text.rstrip().endswith(_TRAILING) and not has_words(text, _CUT_MOST + 1)
    return "the text breaks off" if cut else ""
