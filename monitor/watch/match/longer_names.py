"""Whether what was met is the end or the beginning of a longer name, which is another one.

An organisation of one word is told by the legal form beside it; a further word of its name on the other side makes it
another organisation: ООО «Робин Трейд» is not Robin, and Alpha Rubin LLC not Rubin.
"""

from __future__ import annotations

import re

from monitor.watch.lexicon import Scan
from monitor.watch.text import DEMONYMS, FUNCTION_WORDS, GENERAL, PERSON_WORDS, TIMES, bare, fold, trimmed

_JOINS = re.compile(r"[\s\-‐‑–«„“‘\"'(]{1,3}")
"""What stands inside a name; a closing quotation mark or a comma ends it."""
_APART = DEMONYMS | FUNCTION_WORDS | GENERAL | PERSON_WORDS | TIMES
"""Words with a capital letter that stand before a name and are no part of it."""


def goes_on(scan: Scan, at: int, direction: int) -> bool:
    """Whether the name of one word at position `at` goes on in a direction: a word with a capital, nothing between.

    A sentence's first word is written with a capital whatever it is.
    """
    beside = at + direction
    if not 0 <= beside < len(scan.words):
        return False
    word = scan.words[beside].strip("'’‘`")
    if not any(map(str.isupper, word[:1])) or bare(fold(word)) in _APART:
        return False
    if direction < 0 and (beside == 0 or scan.sentence(beside - 1) != scan.sentence(beside)):
        return False
    first, last = sorted((at, beside))
    text = scan.cleaned.text
    between = text[trimmed(text, scan.span(first))[1] : trimmed(text, scan.span(last))[0]]
    return _JOINS.fullmatch(between) is not None
