"""The words of names, as they are looked for."""

from __future__ import annotations

from typing import NamedTuple

from monitor.errors import WatchError
from monitor.watch.lexicon.modes import Mode
from monitor.watch.text import Script, bare, fold_once, script_of

_STEM_LEAST = {Script.ARABIC: 3, Script.HEBREW: 3}
_STEM_LEAST_ELSEWHERE = 4


class Piece(NamedTuple):
    """One word of a name; made by `piece`."""

    surface: str
    mode: Mode
    folded: str
    """Folded, without apostrophes."""


def piece(surface: str, mode: Mode = Mode.NAME) -> Piece:
    """The word `surface` of a name."""
    if surface.isascii() and surface.isalnum():
        return Piece(surface, mode, surface.lower())
    return Piece(surface, mode, bare(fold_once(surface)))


Sequence = tuple[Piece, ...]


def stem(found: list[str], source: str) -> Piece:
    """The last of the words before a `*` of `source`, met as a beginning; WatchError if it is too short for that."""
    word = piece(found[-1], Mode.STEM) if found else None
    least = _STEM_LEAST.get(script_of(word.folded), _STEM_LEAST_ELSEWHERE) if word else _STEM_LEAST_ELSEWHERE
    if word is None or len(word.folded) < least:
        raise WatchError(
            f"a stem needs at least {least} letters before the *",
            source=source,
            hint="Write the whole word, or more of it.",
        )
    return word
