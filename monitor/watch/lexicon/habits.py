"""In which habit of spelling a text is read: that of its language, or of the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from monitor.watch.languages import endings, macrolanguages, unlisted
from monitor.watch.sounds import HYPOTHESES
from monitor.watch.text import guess_habit

_OTHERS = ("it", "pt")
"""Languages of the dictionary in Latin letters with neither spelling habits nor endings of their own."""


def habits() -> tuple[str, ...]:
    """All there are: languages, primary codes."""
    return tuple(dict.fromkeys((*HYPOTHESES, *endings.languages(), *_OTHERS)))


def habit_of(language: str, split: Sequence[list[str]]) -> str:
    """The habit of a text of `language` (BCP 47, "" if not known) whose parts have these words."""
    primary = macrolanguages.ruled_by(language.lower().replace("_", "-").split("-", maxsplit=1)[0])
    if primary in HYPOTHESES or primary in endings.languages() or primary in _OTHERS:
        return primary
    if primary:
        return unlisted.HABIT if unlisted.has_endings(primary) else "en"
    return guess_habit(list(chain.from_iterable(split)))
