"""How the phrases of a table are looked for in a line: by their beginnings first, for most lines hold none."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

_JOINING = re.compile("[\u0590-\u1fff\u3040-\ud7ff\uf900-\ufdff]")
_WORD = re.compile(r"\w+")
_BEGINNING: Final = 3
_BEFORE_MOST: Final = 8
"""Signs and digits that may stand before a phrase that opens a line."""


def cells_of(table: str) -> list[str]:
    """The phrases in a table, whose cells are parted by bars and lines; the longest first."""
    cells = (cell.strip() for row in table.splitlines() for cell in row.split("|"))
    return sorted(filter(None, cells), key=len, reverse=True)


def any_of(table: str) -> str:
    """An alternation of the phrases in a table."""
    return "|".join(re.escape(cell).replace("\\ ", r"\s+") for cell in cells_of(table))


def patterns_of(table: str) -> str:
    """An alternation of the patterns in a table, whose cells are parted by bars with a space on each side."""
    cells = (cell.strip() for row in table.splitlines() for cell in row.split(" | "))
    return "|".join(filter(None, cells))


class Phrases:
    """The phrases of a table, looked for anywhere in a line, whatever its capitals and spaces.

    A line is asked only for those of which a word, behind the first one, begins as one of its words does, for the first
    may be the end of one; then the first must begin as one, too. In scripts that join words to others, for each.
    """

    def __init__(self, table: str) -> None:
        self._begun: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._anywhere: list[tuple[str, str]] = []
        self._joined: list[str] = []
        for phrase in map(even, cells_of(table)):
            if _JOINING.search(phrase):
                self._joined.append(phrase)
                continue
            first = _WORD.findall(phrase)[0][:_BEGINNING]
            telling = max(phrase.split()[1:], key=len, default="")[:_BEGINNING]
            kept = self._begun[telling] if len(telling) == _BEGINNING else self._anywhere
            kept.append((first, phrase))
        self._telling = frozenset(self._begun)

    def among(self, line: str) -> bool:
        """Whether one of them stands in the line."""
        evenly, beginnings, joining = _looked_at(line)
        for one in self._telling & beginnings:
            for first, phrase in self._begun[one]:
                if phrase in evenly and _begins(first, evenly):
                    return True
        for first, phrase in self._anywhere:
            if phrase in evenly and _begins(first, evenly):
                return True
        return joining and any(phrase in evenly for phrase in self._joined)


class Openers:
    """Phrases that open a line, behind a few signs: patterns that are asked only where a line begins as one of them."""

    def __init__(self, *tables: str, before: str = r"\W{0,4}", after: str = "", pattern: str = "") -> None:
        """`before` and `after` are patterns around the phrases of all `tables`; `pattern` takes the place of all three.

        At most eight signs or digits may stand before a phrase.
        """
        phrases: dict[str, list[str]] = defaultdict(list)
        for table in tables:
            for cell in cells_of(table):
                phrases[_small(cell.split()[0])[:_BEGINNING]].append(cell)
        self._before, self._after, self._phrases = before, after, dict(phrases)
        self._patterns: dict[str, re.Pattern[str]] = {}
        if pattern:
            self._patterns = dict.fromkeys(phrases, re.compile(pattern, re.IGNORECASE))

    def open(self, line: str) -> bool:
        """Whether the line begins with one of them."""
        return any(self._pattern(one).match(line) is not None for one in self._beginnings(line))

    def are(self, line: str) -> bool:
        """Whether the line is one of them."""
        return any(self._pattern(one).fullmatch(line) is not None for one in self._beginnings(line))

    def _beginnings(self, line: str) -> list[str]:
        """How those of them begin that may open the line."""
        beginning, known = _small(line[: _BEFORE_MOST + _BEGINNING]), self._phrases
        found = []
        for at, letter in enumerate(beginning[: _BEFORE_MOST + 1]):
            for one in (beginning[at : at + 3], beginning[at : at + 2], letter):
                if one in known and one not in found:
                    found.append(one)
            if letter.isalpha() or letter == "_":
                break
        return found

    def _pattern(self, beginning: str) -> re.Pattern[str]:
        """The pattern of the phrases that begin so: of all together it would take long to see that none is met."""
        known = self._patterns.get(beginning)
        if known is None:
            phrases = any_of("|".join(self._phrases[beginning]))
            known = re.compile(rf"{self._before}(?:{phrases}){self._after}", re.IGNORECASE)
            self._patterns[beginning] = known
        return known


@lru_cache(maxsize=64)
def _looked_at(line: str) -> tuple[str, frozenset[str], bool]:
    """A line evenly written, how what stands behind its spaces begins, and whether its script joins words to others."""
    evenly = even(line)
    beginnings = frozenset([word[:_BEGINNING] for word in evenly.split(" ")])
    return evenly, beginnings, not evenly.isascii() and _JOINING.search(evenly) is not None


def _begins(beginning: str, evenly: str) -> bool:
    """Whether a word of a line begins so, and is no longer where that is shorter than beginnings are."""
    return any(word[:_BEGINNING] == beginning for word in _WORD.findall(evenly))


def even(text: str) -> str:
    """In small letters, with one space wherever there are any; Turkish and Greek letters as patterns take them."""
    lowered = " ".join(text.lower().split())
    if lowered.isascii():
        return lowered
    return lowered.replace("i\u0307", "i").replace("ı", "i").replace("ς", "σ")


def _small(text: str) -> str:
    """In the small letters that patterns take for the same."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return lowered.replace("i\u0307", "i").replace("ı", "i").replace("ς", "σ").replace("ſ", "s")
