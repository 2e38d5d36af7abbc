"""How likely it is that a word is a new spelling of a name: by its distance, and by how often the language says it.

Measured on pairs of public lists and on running text (docs/measurements.md): nine tenths of the true spellings that the
matcher reports are `LIKELY`, and one in thirty of what it once reported in running text.
"""

from __future__ import annotations

from typing import NamedTuple

from monitor.watch.lexicon import ARTICLES, cores
from monitor.watch.sounds import distance_across, resemblance
from monitor.watch.text import bare, fold, is_frequent, words

LIKELY = 0.6
"""From which on a possible spelling is shown."""
_UNKNOWN = 0.3
"""The distance of what is not compared letter by letter."""
_ALIKE, _ALL = 0.5, 0.65
"""What the share of common letters says of two words in alphabets: half of them make `LIKELY`, all nothing but that."""
_CLOSE, _CLOSE_LETTERS = 0.15, 5
"""What is spelled so closely, and has so many letters, is likely the name although the language says it often."""
_SHORT_LIKELY, _BELOW = 0.7, 0.01
"""From which on one of fewer letters is shown; words of three or four are like too many names."""
_ROUNDING = 1e-9
_BEHIND_A_PARTICLE = 0.2
"""What is less likely of a word that is the name only without its first letters."""


class Likelihood(NamedTuple):
    """How likely a spelling is."""

    core: str
    """The folded words; of one word without the particles that are joined to it, as it is most like the name."""
    share: float
    """From 0 to 1; below `LIKELY` it is hardly the name."""


def likelihood(name: str, surface: str, language: str) -> Likelihood:
    """How likely `surface`, met in a text of `language`, is a new spelling of `name`."""
    named, met = words(name), words(surface)
    folded = " ".join(bare(fold(word)) for word in met)
    if len(named) != 1 or len(met) != 1:
        joined = "".join(word for word in named if word.lower() not in ARTICLES)
        # A name of several words may be written in one, but Stellen is no St. Helena.
        alike = resemblance(joined, folded) if len(met) == 1 else None
        return Likelihood(folded, 1.0 - (_UNKNOWN if alike is None else _ALL - _ALIKE * alike))
    far, core = min((_distance(named[0], core, surface), core) for core in _cores(folded, language))
    close = far <= _CLOSE + _ROUNDING and len(core) >= _CLOSE_LETTERS
    if not close and (is_frequent(core, language) or is_frequent(folded, language)):
        return Likelihood(core, 0.0)
    share = max(0.0, 1.0 - far - _BEHIND_A_PARTICLE * (core != folded))
    short = len(core) < _CLOSE_LETTERS and share < _SHORT_LIKELY
    return Likelihood(core, min(share, LIKELY - _BELOW) if short else share)


def _cores(folded: str, language: str) -> tuple[str, ...]:
    return tuple(filter(None, cores(folded, language))) or (folded,)


def _distance(name: str, core: str, surface: str) -> float:
    across = distance_across(name, core, surface[-1:])
    if across is not None:
        return across
    alike = resemblance(name, core)
    return _UNKNOWN if alike is None else _ALL - _ALIKE * alike
