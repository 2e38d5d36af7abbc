"""How likely it is that a word is a new spelling of a name: by its distance, and by how often the language says it.

Measured on pairs of public lists and on running text (docs/measurements.md): nine tenths of the true spellings that the
matcher reports are `LIKELY`, and one in thirty of what it once reported in running text.
"""

from __future__ import annotations

from typing import NamedTuple

from monitor.watch.languages import korean
from monitor.watch.lexicon import ARTICLES, cores
from monitor.watch.sounds import distance_across, resemblance
from monitor.watch.text import Script, bare, fold, is_frequent, script_of, words

LIKELY = 0.6
"""From which on a possible spelling is shown."""
_UNKNOWN = 0.3
"""The distance of what is not compared letter by letter."""
_ALIKE, _ALL = 0.5, 0.65
"""What the share of common letters says of two words in alphabets: half of them make `LIKELY`, all nothing but that."""
_CLOSE, _CLOSE_LETTERS = 0.15, 5
"""What is spelled so closely, and has so many letters, is likely the name although the language says it often."""
_SHORT_LIKELY = {Script.ARABIC: 0.8, Script.HEBREW: 0.8}
"""From which on one of fewer letters is shown; words of three or four are like too many names, most without vowels."""
_BELOW = 0.01
_ROUNDING = 1e-9
_CORE_LETTERS, _SAID_OFTEN = 4, 1_000
"""Letters behind a particle that are surely the word that is meant, if it is one of so many commonest."""
_BEHIND_A_PARTICLE = 0.2
"""What is less likely of a word that is the name only without its first letters; what Korean puts behind is none."""


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
    cores_met = _cores(folded, language)
    far, core = min((_distance(named[0], core, surface), core) for core in cores_met)
    if any(_is_said_often(other, language) for other in cores_met if other not in {core, folded}):
        # בעניין is "in the matter" and no Benin.
        return Likelihood(core, 0.0)
    close = far <= _CLOSE + _ROUNDING and len(core) >= _CLOSE_LETTERS
    if not close and (is_frequent(core, language) or is_frequent(folded, language)):
        return Likelihood(core, 0.0)
    syllables = korean.is_hangul(core[:1])
    share = max(0.0, 1.0 - far - _BEHIND_A_PARTICLE * (core != folded and not syllables))
    likely = _SHORT_LIKELY.get(script_of(core), 1.0 - _UNKNOWN)
    short = len(core) < _CLOSE_LETTERS and share < likely and not syllables
    return Likelihood(core, min(share, LIKELY - _BELOW) if short else share)


def _is_said_often(core: str, language: str) -> bool:
    return len(core) >= _CORE_LETTERS and is_frequent(core, language, most=_SAID_OFTEN)


def _cores(folded: str, language: str) -> tuple[str, ...]:
    return tuple(filter(None, cores(folded, language))) or (folded,)


def _distance(name: str, core: str, surface: str) -> float:
    across = distance_across(name, core, surface[-1:])
    if across is not None:
        return across
    alike = resemblance(name, core)
    return _UNKNOWN if alike is None else _ALL - _ALIKE * alike
