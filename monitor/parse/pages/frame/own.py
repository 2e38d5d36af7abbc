"""A page's prose as its blocks show it, for pages of which the extractor finds next to nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from monitor.parse.pages.blocks import Block, PageBlocks, Scope
from monitor.parse.pages.boxes import Box
from monitor.parse.pages.prose import is_asking, is_imprint, is_notice, is_sentence
from monitor.parse.text import count_words

_LEAST_WORDS, _SENTENCE_WORDS = 60, 6
"""Words of a text that may be an article, and of a sentence."""
_TIMES: Final = 3
"""How many times as much as was found it must say."""
_SHARE: Final = 0.7
"""Of all prose, what stands in the innermost element with the story."""
_APART: Final = frozenset({Box.NOTICE, Box.AUTHOR, Box.COMMENTS, Box.CAPTION})
_BESIDE: Final = frozenset({"aside", "footer", "figcaption", "figure"})


def own_prose(page: PageBlocks, found: str) -> str:
    """The prose of a page, a block a line, where it says far more than what was `found`; else "". Linear."""
    told = [block for block in page.blocks if _is_prose(block)]
    if sum(count_words(block.text) for block in told) < max(_LEAST_WORDS, _TIMES * count_words(found)):
        return ""
    letters: dict[Scope, int] = defaultdict(int)
    for block in told:
        for scope in block.around():
            letters[scope] += len(block.text)
    most = _SHARE * sum(len(block.text) for block in told)
    holder = min((scope for scope, size in letters.items() if size >= most), key=letters.__getitem__)
    lines = [block.text for block in told if holder in block.around()]
    words = sum(map(count_words, lines))
    return "\n".join(lines) if words >= max(_LEAST_WORDS, _TIMES * count_words(found)) else ""


def _is_prose(block: Block) -> bool:
    text = block.text
    if block.linked * 4 > len(text) or not is_sentence(text) or count_words(text) < _SENTENCE_WORDS:
        return False
    if is_notice(text) or is_asking(text) or is_imprint(text):
        return False
    return not any(scope.tag in _BESIDE or scope.box in _APART or _is_links(scope) for scope in block.around())


def _is_links(scope: Scope) -> bool:
    return scope.box is Box.LINKS and scope.linked * 3 > scope.letters
