"""Where the extractor's lines stand on the page: which block has which line, and which element holds the story."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import Final

from monitor.parse.pages.blocks import Block, PageBlocks, Scope
from monitor.parse.pages.frame.continued import continued
from monitor.parse.text import ascii_words

_WORDS = re.compile(r"\w+")
_FRAME_SHARE: Final = 0.9
"""The innermost element with so much of what the extractor found holds the story."""
_KNOWN_SHARE: Final = 0.6
"""Of a line's runs of words; then the extractor has it, in other words or cut."""
_RUN: Final = 3
_MOST_SEARCHES: Final = 3_000
"""Lines looked for in vain: each costs a search of the whole text."""
_LEAST_HITS: Final = 2
_ENTRY_LEAST: Final = 60
"""Letters of an entry of a live page."""
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "td", "tr", "pre"})


def spoken(text: str) -> list[str]:
    """The words of a line as they are compared."""
    return ascii_words(text.lower()) if text.isascii() else _WORDS.findall(text.casefold())


def align(lines: list[str], page: PageBlocks, title: str = "") -> Scope:
    """Set the `line` of each block that `lines` have, and return the element that holds the story.

    That is the innermost element with nearly all that the extractor found; `inside` is set for it and all within.
    Of a page with its headline (`title`) above several articles, as live pages have them, it is what holds them all.
    Linear in page and lines.
    """
    _Aligned(lines).mark(page.blocks)
    for scope in reversed(page.scopes[1:]):
        if scope.hits and scope.parent is not None:
            scope.parent.found += scope.found
            scope.parent.hits += scope.hits
    frame = page.scopes[0]
    if frame.found:
        most = _FRAME_SHARE * frame.found
        frame = [scope for scope in page.scopes if scope.found >= most][-1]
    while frame.parent is not None and (frame.tag in _PARAGRAPHS or frame.hits < _LEAST_HITS):
        frame = frame.parent
    frame = _live(page, frame, spoken(title))
    parts = {frame, *continued(page, frame)}
    for scope in page.scopes:
        if scope in parts or (scope.parent is not None and scope.parent.inside):
            scope.inside = True
    return frame


def _live(page: PageBlocks, frame: Scope, title: list[str]) -> Scope:
    entry: Scope | None = frame
    while entry is not None and entry.tag != "article":
        entry = entry.parent
    if entry is None or entry.parent is None or not title:
        return frame
    holder = entry.parent
    others = [
        scope for scope in page.scopes if scope.tag == "article" and scope.parent is holder and scope is not entry
    ]
    told = [scope for scope in others if scope.letters >= _ENTRY_LEAST and scope.linked * 10 <= scope.letters]
    if not told or len(told) < len(others):
        return frame
    headline = next((block for block in page.blocks if spoken(block.text) == title), None)
    around = [] if headline is None else list(headline.around())
    return holder if holder in around and entry not in around else frame


class _Aligned:
    """The extractor's lines, ready to be looked up."""

    def __init__(self, lines: list[str]) -> None:
        told = [spoken(line) for line in lines]
        self.spoken = dict(zip(lines, told, strict=True))
        words = [word for line in told for word in line]
        self.told = f" {' '.join(words)} "
        self.ends = list(accumulate(sum(map(len, line)) + len(line) for line in told))
        self.words, self.vocabulary = words, frozenset(words)
        self.whole: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(told):
            self.whole[" ".join(line)].append(number)
        self.at = 0
        self.vain = self.missed = 0

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """All runs of words in them."""
        return set(zip(self.words, self.words[1:], self.words[2:], strict=False))

    def mark(self, blocks: list[Block]) -> None:
        """Set the line of each block, and count it in its element."""
        for block in blocks:
            block.spoken = words = self.spoken.get(block.text) or spoken(block.text)
            block.line = self._line(words) if words else None
            if block.line is not None:
                block.scope.found += len(block.text)
                block.scope.hits += 1

    def _line(self, words: list[str]) -> int | None:
        if len(words) < _RUN:
            numbers = self.whole.get(" ".join(words))
            if not numbers:
                return None
            return numbers[bisect_right(numbers, self._number(self.at) - 1) % len(numbers)]
        sought = f" {' '.join(words)} "
        known = sum(map(self.vocabulary.__contains__, words))
        looked = self.missed < _MOST_SEARCHES
        if looked:
            # A line is not met of which a word is not.
            if known == len(words) and (number := self._further(sought)) is not None:
                return number
            self.missed += 1
        # No run is known of which a word is not.
        if known - _RUN + 1 < _KNOWN_SHARE * (len(words) - _RUN + 1):
            return None
        runs = list(zip(words, words[1:], words[2:], strict=False))
        if sum(run in self.runs for run in runs) < _KNOWN_SHARE * len(runs):
            return None
        if self.vain < _MOST_SEARCHES:
            if not looked and (number := self._further(sought)) is not None:
                return number
            self.vain += 1
            begin = self.told.find(sought)
            if begin >= 0:
                return self._number(begin)
            # Only some of it is there: the line that it begins in is the one.
            begin = self.told.find(f" {' '.join(next(run for run in runs if run in self.runs))} ", self.at)
            if begin >= 0:
                return self._number(begin + 1)
        return self._number(self.at)

    def _further(self, sought: str) -> int | None:
        """The line behind those that were met in which these words stand."""
        begin = self.told.find(sought, self.at)
        if begin < 0:
            return None
        self.at = begin + len(sought) - 2
        return self._number(begin)

    def _number(self, offset: int) -> int:
        return min(bisect_right(self.ends, offset), max(0, len(self.ends) - 1))
