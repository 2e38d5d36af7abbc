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

    A line is asked only for those that begin as one of its words does; in scripts that join words to others, for each.
    """

    def __init__(self, table: str) -> None:
        self._begun: dict[str, list[str]] = defaultdict(list)
        self._joined: list[str] = []
        for phrase in map(even, cells_of(table)):
            if _JOINING.search(phrase):
                self._joined.append(phrase)
            else:
                self._begun[_WORD.findall(phrase)[0][:_BEGINNING]].append(phrase)

    def among(self, line: str) -> bool:
        """Whether one of them stands in the line."""
        evenly, beginnings, joining = _looked_at(line)
        if joining and any(phrase in evenly for phrase in self._joined):
            return True
        return any(phrase in evenly for one in self._begun.keys() & beginnings for phrase in self._begun[one])


class Openers:
    """Phrases that open a line, behind a few signs: a pattern that is asked only where a line begins as one of them."""

    def __init__(self, *tables: str, before: str = r"\W{0,4}", after: str = "", pattern: str = "") -> None:
        """`before` and `after` are patterns around the phrases of all `tables`; `pattern` takes the place of all three.

        At most eight signs or digits may stand before a phrase.
        """
        whole = pattern or rf"{before}(?:{'|'.join(map(any_of, tables))}){after}"
        self._pattern = re.compile(whole, re.IGNORECASE)
        cells = [cell for table in tables for cell in cells_of(table)]
        self._beginnings = frozenset(_small(cell.split()[0])[:_BEGINNING] for cell in cells)

    def open(self, line: str) -> bool:
        """Whether the line begins with one of them."""
        return self._may_open(line) and self._pattern.match(line) is not None

    def are(self, line: str) -> bool:
        """Whether the line is one of them."""
        return self._may_open(line) and self._pattern.fullmatch(line) is not None

    def _may_open(self, line: str) -> bool:
        beginning, known = _small(line[: _BEFORE_MOST + _BEGINNING]), self._beginnings
        for at, letter in enumerate(beginning[: _BEFORE_MOST + 1]):
            if beginning[at : at + 3] in known or beginning[at : at + 2] in known or letter in known:
                return True
            if letter.isalpha() or letter == "_":
                break
        return False


@lru_cache(maxsize=64)
def _looked_at(line: str) -> tuple[str, frozenset[str], bool]:
    """A line evenly written, how its words begin, and whether it has letters of a script that joins words."""
    evenly = even(line)
    beginnings = frozenset(word[:_BEGINNING] for word in _WORD.findall(evenly))
    return evenly, beginnings, not evenly.isascii() and _JOINING.search(evenly) is not None


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
