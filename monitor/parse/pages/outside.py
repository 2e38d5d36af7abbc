"""What a page shows beside the article's text: captions, boxes, notes below it; no links, menus and comments.

The extractor leaves out what it does not take for the article, and now and then it is wrong. A name that stands only
there must not be passed over without a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from monitor.parse.pages.blocks import Block
from monitor.parse.pages.frame.align import spoken
from monitor.parse.pages.prose import is_sentence

MOST: Final = 20_000
"""Code points that are kept; articles have hardly more beside them."""
_TOLD_LEAST: Final = 60
_STOPS: Final = (".", "。", "۔", "।")
_CLOSING: Final = "\"'”’»)]」"
_LINES: Final = frozenset({"p", "li", "div"})


def _is_told(block: Block) -> bool:
    """Whether a link tells something in a whole sentence: headlines end with no stop."""
    if len(block.text) < _TOLD_LEAST or block.text.endswith("..") or block.scope.tag not in _LINES:
        return False
    return block.text.rstrip(_CLOSING).endswith(_STOPS)


def outside_text(blocks: Iterable[Block], *known: str) -> str:
    """The lines of a page, without their links, that stand in none of the `known` texts; at most `MOST` code points."""
    told = ""
    found: list[str] = []
    size = 0
    for block in blocks:
        line = block.plain
        if block.scope.inside and is_sentence(block.text) and (block.scope.apart or _is_told(block)):
            line = block.text  # a box in the story that was taken for a card, or a link that tells something itself
        elif block.linked > len(line):
            continue
        if block.line is not None or not line:
            continue
        words = block.spoken if line is block.text and block.spoken is not None else spoken(line)
        told = told or f" {' '.join(spoken(' '.join(known)))} "
        if not words or f" {' '.join(words)} " in told or line in found[-3:]:
            continue
        found.append(line)
        size += len(line) + 1
        if size >= MOST:
            break
    return "\n".join(found)[:MOST]
