"""What is shown of an article that was looked for: which stretch of it, with which marks, and how good a find it is."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from monitor.model.archive.search import Sighting, Spotted
from monitor.model.watch import Field, Strength
from monitor.records import dataclass

WIDEST = 240
"""Letters of a snippet."""
_BEFORE = 80
"""Of them in front of the first mark."""
_EDGE = 20
"""Letters within which a word's edge is looked for, so that a snippet begins and ends with whole words."""
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_IN_TITLE = 3.0
_SURE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch of a title or text, in one line."""

    field: Field
    start: int
    """Where it begins in the title or text."""
    text: str
    marks: tuple[tuple[int, int], ...]
    """What was found, by places in the snippet."""
    goes_on: tuple[bool, bool]
    """Whether the title or text has more in front of it, and behind."""

    def marked(self, opening: str, closing: str) -> str:
        """The text with signs around what was found, and dots where it goes on."""
        parts, at = ["… " if self.goes_on[0] else ""], 0
        for start, end in self.marks:
            parts += (self.text[at:start], opening, self.text[start:end], closing)
            at = end
        return "".join((*parts, self.text[at:], " …" if self.goes_on[1] else ""))


def snippet(title: str, text: str, sighting: Sighting) -> Snippet:
    """The stretch that tells most: around what was found first in the text, else the title, else the text's beginning.

    A sure mention goes before words and unsure mentions.
    """
    for field, source in ((Field.TEXT, text), (Field.TITLE, title)):
        spots = [spot for spot in sighting.spots if spot.field is field]
        if spots:
            return _around(field, source, spots)
    return _around(Field.TEXT if text else Field.TITLE, text or title, ())


def marked_title(title: str, sighting: Sighting) -> Snippet:
    """The whole title, in one line."""
    spots = [spot for spot in sighting.spots if spot.field is Field.TITLE]
    return Snippet(
        field=Field.TITLE,
        start=0,
        text=_BREAKS.sub(" ", title),
        marks=tuple((spot.start, spot.end) for spot in spots),
        goes_on=(False, False),
    )


def _around(field: Field, source: str, spots: Sequence[Spotted]) -> Snippet:
    first = next((spot for spot in spots if spot.strength is Strength.STRONG), spots[0] if spots else None)
    start = 0 if first is None else max(0, first.start - _BEFORE)
    end = min(len(source), start + WIDEST)
    start = max(0, min(start, end - WIDEST))
    if start and (space := _BREAKS.search(source, start, start + _EDGE)) is not None:
        start = space.end()
    if end < len(source) and (spaces := list(_BREAKS.finditer(source, end - _EDGE, end))):
        end = spaces[-1].start()
    if first is not None:
        start, end = min(start, first.start), max(end, first.end)
    inside = [(spot.start - start, spot.end - start) for spot in spots if start <= spot.start and spot.end <= end]
    return Snippet(
        field=field,
        start=start,
        text=_BREAKS.sub(" ", source[start:end]),
        marks=tuple(inside),
        goes_on=(start > 0, end < len(source)),
    )


def score(sighting: Sighting) -> float:
    """How good a find an article is: the more of what was asked for it holds, in its title most of all, the better."""
    found: dict[str, float] = {}
    for spot in sighting.spots:
        weight = _SURE if spot.strength in {None, Strength.STRONG} else 1.0
        found[spot.term] = found.get(spot.term, 0.0) + weight * (_IN_TITLE if spot.field is Field.TITLE else 1.0)
    return round(sum(map(math.log1p, found.values())), 4)
