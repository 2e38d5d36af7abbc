"""Where a row of capitalised words that may be one name begins and ends."""

from __future__ import annotations

import re

from monitor.watch.draft.text_words import Page
from monitor.watch.lexicon import ARTICLES
from monitor.watch.text import ORGANISATION_WORDS, Script, script_of

LONGEST_NAME = 9
"""Words of the longest name that is looked for."""
_PARTNERS = frozenset(
    {"ben", "bin", "ibn", "abu", "abou", "ebu", "umm", "bar", "deir", "dayr", "tel", "beit", "ain", "kafr", "kfar"}
)
"""They are one name with the word behind their hyphen: Ben-Shabbat, not Tel Aviv-Moscow."""
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|e|-й|-я)?")
OF = frozenset({"of", "for", "de", "du", "des", "der", "della"})
_NAME_PARTICLES = frozenset({"bin", "ibn", "ben", "abu", "abou", "von", "van"})


def row_end(page: Page, at: int) -> int | None:
    """The last word of the row of name words that begins at `at`."""
    if not _starts(page, at):
        return None
    last = at + 1 if page.words[at].folded in ARTICLES and not page.words[at].capital else at
    while last - at < LONGEST_NAME and last + 1 < len(page.words) and not page.words[last].possessive:
        step = _step(page, at, last)
        if not step:
            break
        last += step
    return last


def _starts(page: Page, at: int) -> bool:
    word = page.words[at]
    if script_of(word.folded) not in {Script.LATIN, Script.CYRILLIC} and not word.text[0].isdigit():
        return False
    following = page.words[at + 1] if at + 1 < len(page.words) else None
    if word.folded in ARTICLES and not word.capital:
        return following is not None and following.capital and page.between(at) == "-"
    if _ORDINAL.fullmatch(word.text):
        return following is not None and following.capital and page.between(at) == " " and not word.text.isdigit()
    return word.capital


def _step(page: Page, first: int, last: int) -> int:
    """How many words further the row goes on: 0 where it ends."""
    gap = page.between(last)
    following = page.words[last + 1]
    if gap == "-":
        return _over_hyphen(page, last)
    if gap != " ":
        return 0
    if following.capital:
        return 1
    if last + 2 >= len(page.words) or not page.words[last + 2].capital:
        return 0
    beyond = page.between(last + 1)
    if following.folded in ARTICLES:
        return 2 if beyond == "-" or page.words[last].folded in {"deir", "dayr", "tel", "tell"} else 0
    if beyond != " ":
        return 0
    if following.folded in _NAME_PARTICLES:
        return 2
    if following.folded in OF:
        return 2 if page.words[last].folded in _HEADS else 0
    if following.folded in {"and", "&"}:
        return 2 if _is_pair(page, first, last) else 0
    return 0


_HEADS = ORGANISATION_WORDS | {
    "school",
    "memorandum",
    "house",
    "army",
    "guardians",
    "gardiens",
    "corps",
    "rights",
    "front",
}


def _over_hyphen(page: Page, last: int) -> int:
    word, following = page.words[last], page.words[last + 1]
    if following.capital:
        return 1 if word.folded in ARTICLES or word.folded in _PARTNERS or not word.text.isascii() else 0
    if following.folded in ARTICLES and last + 2 < len(page.words) and page.words[last + 2].capital:
        return 2 if page.between(last + 1) == "-" else 0
    return 0


def _is_pair(page: Page, first: int, last: int) -> bool:
    """Intelligence and Terrorism Information Center: the row behind "and" ends in a kind of organisation."""
    if any(page.words[index].folded in ORGANISATION_WORDS for index in range(first, last + 1)) or first == last:
        return False
    end = last + 2
    while end + 1 < len(page.words) and page.words[end + 1].capital and page.between(end) == " ":
        end += 1
    return end > last + 2 and page.words[end].folded in ORGANISATION_WORDS
