"""How much one word of a text is worth that can be read as a name of one word.

A word has no neighbour to prove it. So what is not written as the watchlist writes it is no more than a possible new
spelling where the language has that very word for something else: Franck is not France, جزيرة no channel, כניסה no
parliament.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from monitor.model.watch import Strength
from monitor.watch.languages import arabic, hebrew
from monitor.watch.lexicon import Scan, unmarked
from monitor.watch.match.name_refs import NameRef
from monitor.watch.text import (
    COMMONEST,
    Reading,
    Script,
    Way,
    bare,
    fold,
    is_ambiguous,
    is_frequent,
    is_rare,
    script_of,
    unmixed,
)

_SOUND_LETTERS = 5
_SHORTEST_SHOUT, _LONGEST_SHOUT = 3, 4
_SMALL_LEAST = 4
"""Letters of a word in small letters that is a name where no word has capitals."""
LONE_CONSONANTS = 2
"""Consonants from which on a word met in another script is perhaps the name; alone it is never more."""
_CLOSE_LETTERS = 5
"""Letters from which on one of the commonest words, spelled closely, is perhaps the name after all: روسيا."""
_SHORT_STEM = 4
"""Letters up to which what is derived from a name is as likely another word: تنف and تنفي."""
_VARIANT_CONSONANTS = 4
"""Consonants from which on a Latin word in another spelling is the name unless it is some other word."""
_ARABIC_ARTICLE, _HEBREW_ARTICLE = "ال", "ה"


class Setting(NamedTuple):
    """What decides beside a word itself whether it is a name of one word."""

    habit: str
    shouted: bool
    """Whether a short word in capitals stands in a row of such words."""
    caseless: bool
    """Whether the article is written without capitals."""


def setting_of(position: int, scan: Scan) -> Setting:
    """The setting of the word at `position`."""
    shouted = may_shout(scan.words[position]) and shouted_row(scan, position)
    return Setting(scan.memory.habit, shouted, scan.caseless and scan.stands_free(position))


def judge_word(reading: Reading, name: NameRef, surface: str, setting: Setting) -> Strength | None:
    """How much it is worth; None if it is no mention."""
    way, habit = reading.way, setting.habit
    if way.loose or (name.habit and name.habit != habit):
        return None
    if surface.isdecimal() and not any(map(str.isdigit, name.text)):
        # An ordinal in words is a figure only inside a longer name: "Premiere" is not every 1.
        return None
    if name.apostrophe and way is Way.EXACT and "'" not in fold(surface).strip("'"):
        return None
    if not _written_as_a_name(surface, name, way, setting):
        return None
    folded = bare(fold(surface))
    if way in {Way.SCRIPT, Way.SOUND}:
        return _heard(reading, name, folded, habit)
    if way is Way.VARIANT and len(folded) < _SOUND_LETTERS:
        return None
    sure = len(folded) > 1 and not _is_another_word(reading, name, folded)
    return Strength.STRONG if sure else Strength.CANDIDATE


def _heard(reading: Reading, name: NameRef, folded: str, habit: str) -> Strength | None:
    """A word that sounds like the name, or is written in another script: perhaps a new spelling."""
    if reading.way is Way.SOUND:
        known = len(folded) < _SOUND_LETTERS
    else:
        known = reading.consonants < LONE_CONSONANTS or script_of(folded) in name.given
    if known:
        return None
    perhaps = reading.close and len(folded) >= _CLOSE_LETTERS
    return Strength.CANDIDATE if perhaps or not is_frequent(folded, habit, COMMONEST) else None


def _is_another_word(reading: Reading, name: NameRef, folded: str) -> bool:
    """Whether a word that is not written as the name is may as well be something else."""
    own = "".join(filter(str.isalnum, fold(unmarked(name.text))))
    folded = unmixed(folded) or folded
    if own == folded:
        return False
    match reading.way:
        case Way.VOWELS:
            return not reading.close or any(map(is_frequent, _cores(folded)))
        case Way.VARIANT:
            return not _spelled_alike(own, folded) and (_consonants(own) < _VARIANT_CONSONANTS or not is_rare(folded))
        case Way.DERIVED:
            return len(own.removeprefix(_ARABIC_ARTICLE)) <= _SHORT_STEM and is_frequent(folded)
        case Way.ARTICLE | Way.EXACT:
            return _without_its_article(own, folded)
        case _:
            return False


def _cores(folded: str) -> Iterable[str]:
    """An Arabic or Hebrew word, and what is left of it behind its particles."""
    return hebrew.cores(folded) if script_of(folded) is Script.HEBREW else arabic.cores(folded)


def _without_its_article(own: str, folded: str) -> bool:
    """Whether a name that carries the article is met as a common noun: النصر as نصر; or Hebrew עזה as העזה."""
    if folded == _HEBREW_ARTICLE + own:
        return is_frequent(folded)
    if own.startswith(_ARABIC_ARTICLE):
        bare_name = own.removeprefix(_ARABIC_ARTICLE)
        return folded.endswith(bare_name) and not folded.endswith(own) and is_frequent(bare_name, most=COMMONEST)
    return own == _HEBREW_ARTICLE + folded and is_frequent(folded)


_REGULAR = tuple(
    (re.compile(sign), letters)
    for sign, letters in (
        ("ck|q(?!u)|c(?![eiyh])", "k"),
        ("ou|oo|w|v", "u"),
        ("ph", "f"),
        ("dj", "j"),
        ("gh", "g"),
        ("kh", "h"),
        ("ee|iy|y(?!i)", "i"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two Latin words differ by what newsrooms write in two ways: Canada and Kanada, Youssouf and Yusuf."""
    for sign, letters in _REGULAR:
        one, other = sign.sub(letters, one), sign.sub(letters, other)
    return one == other


def _consonants(folded: str) -> int:
    return sum(letter not in "aeiouyw" for letter in folded)


def _written_as_a_name(surface: str, name: NameRef, way: Way, setting: Setting) -> bool:
    """A one-word name must be capitalised as the watchlist writes it, and not be a shouted acronym by chance.

    Where an article has no capitals, a word that is nothing else will do as it is written.
    """
    if not name.capital or name.shouted:
        return True
    if script_of(fold(surface)) not in {Script.LATIN, Script.CYRILLIC}:
        return True
    if not any(c.isupper() for c in surface):
        known = (
            way <= Way.ARTICLE
            and len(surface) >= _SMALL_LEAST
            and not (is_ambiguous(surface) or is_ambiguous(name.text))
        )
        return setting.caseless and known
    return setting.shouted or not may_shout(surface)


def may_shout(surface: str) -> bool:
    """Whether a word may be an acronym by chance: its neighbours tell. A frequent one of four letters is none: NATO."""
    size = len(surface)
    return surface.isupper() and (size == _SHORTEST_SHOUT or (size == _LONGEST_SHOUT and not is_frequent(surface)))


def shouted_row(scan: Scan, position: int) -> bool:
    """Whether a word beside the one at `position` is in capitals, too."""
    beside = scan.words[max(0, position - 1) : position] + scan.words[position + 1 : position + 2]
    return any(map(is_loud, beside))


def is_loud(word: str) -> bool:
    """Whether a word is in capitals, an initial apart."""
    return word.isupper() and len(word) > 1
