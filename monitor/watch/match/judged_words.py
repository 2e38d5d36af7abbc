"""How much one word of a text is worth that can be read as a name of one word.

A word has no neighbour to prove it. So what is not written as the watchlist writes it is no more than a possible new
spelling where the language has that very word for something else: Franck is not France, جزيرة no channel, כניסה no
parliament.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from monitor.model.watch import Strength
from monitor.watch.languages import turkish as turkish_suffixes
from monitor.watch.lexicon import Scan, cores, said_words, unmarked
from monitor.watch.match.judged_articles import ARABIC_ARTICLE, SHORT_STEM, begins_with_it, without_its_article
from monitor.watch.match.judged_endings import OFTEN_SAID, is_a_small_word, is_lettered_otherwise, is_part_of_the_word
from monitor.watch.match.lone_words import (
    Stands,
    is_doubtful_in_small_letters,
    is_rare_in_latin,
    is_spelled_in_cyrillic,
    most_in_small_letters,
    where_it_stands,
)
from monitor.watch.match.name_refs import NameRef
from monitor.watch.match.settlements import is_told_a_place
from monitor.watch.sounds import FROM_SIGNS, is_as_it_sounds, is_heard_in_rows, spelled_alike, writing_of
from monitor.watch.text import (
    COMMONEST,
    LATIN,
    Reading,
    Script,
    Way,
    bare,
    fold,
    is_ambiguous,
    is_frequent,
    is_rare,
    looks_turkish,
    ordinal_key,
    script_of,
    unmixed,
)

_SOUND_LETTERS = 5
_SHORTEST_SHOUT, _LONGEST_SHOUT = 3, 4
_SMALL_LEAST = 4
"""Letters of a word in small letters that is a name where no word has capitals."""
LONE_CONSONANTS = 2
"""Consonants from which on a word met in another script is perhaps the name; alone it is hardly ever more."""
_CLOSE_LETTERS = 5
"""Letters from which on one of the commonest words, spelled closely, is perhaps the name after all: روسيا."""
_VARIANT_CONSONANTS = 4
"""Consonants from which on a Latin word in another spelling is the name unless it is some other word."""
_TURKISH_STEM = 5
"""Letters from which on the beginning of a Turkish word is its stem."""
_TURKISH_AROUND = 8
"""Words on either side that tell whether a suffix is Turkish in a text of another language."""
_TELLING_CONSONANTS = 5
"""Consonants from which on a word in another script, spelled as usual and no frequent word, is the name: غوانتانامو."""
_PLACED_CONSONANTS = 4
"""Consonants from which on a frequent word, spelled as usual, is the name beside a word for a place: شهر چابهار."""
_JOINED_CONSONANTS = 4
"""Consonants from which on a name of two words is known where another script writes it as one; of more, one less."""
_JOINED_SYLLABLES = 4
"""Syllables from which on one less will do: 아부다비."""
_TWO = 2
_OTHER_S = frozenset("şșšśŞȘŠŚ")
"""Letters that are folded into s and make no plural: Barış is no Bari."""
_ONE_K = str.maketrans("cq", "kk")


class Setting(NamedTuple):
    """What decides beside a word itself whether it is a name of one word."""

    habit: str
    shouted: bool
    """Whether a short word in capitals stands in a row of such words."""
    caseless: bool
    """Whether the article is written without capitals."""
    turkish: bool = False
    """Whether what looks like a Turkish suffix may be one: the text, or what stands around, is Turkish."""
    stands: Stands = Stands.NOWHERE
    """Where a Cyrillic word with a capital stands."""
    placed: bool = False
    """Whether a word beside it says what kind of place it is."""


def setting_of(position: int, scan: Scan) -> Setting:
    """The setting of the word at `position`."""
    word, habit = scan.words[position], scan.memory.habit
    shouted = may_shout(word) and shouted_row(scan, position)
    turkish = habit == "tr" or (turkish_suffixes.may_end(word) and _stands_in_turkish(position, scan))
    caseless = scan.caseless and scan.stands_free(position)
    return Setting(habit, shouted, caseless, turkish, where_it_stands(position, scan), is_told_a_place(position, scan))


def _stands_in_turkish(position: int, scan: Scan) -> bool:
    around = scan.words[max(0, position - _TURKISH_AROUND) : position + _TURKISH_AROUND + 1]
    return looks_turkish(word for word in around if word != scan.words[position])


def judge_word(reading: Reading, name: NameRef, surface: str, setting: Setting) -> Strength | None:
    """How much it is worth; None if it is no mention."""
    way, habit = reading.way, setting.habit
    if way.loose or (name.habit and name.habit != habit) or (reading.detail == "s" and surface[-1:] in _OTHER_S):
        return None
    if _is_another_ordinal(surface, name):
        return None
    if name.apostrophe and way is Way.EXACT and "'" not in fold(surface).strip("'"):
        return None
    if not _written_as_a_name(surface, name, way, setting):
        return None
    folded = bare(fold(surface))
    if way in {Way.SCRIPT, Way.SOUND}:
        return _heard(reading, name, folded, setting)
    own = "".join(filter(str.isalnum, fold(unmarked(name.text))))
    if is_a_small_word(surface, unmarked(name.text)):
        return None
    if way is Way.VARIANT and len(folded) < _SOUND_LETTERS:
        return _short(name, folded, habit)
    other = (
        is_part_of_the_word(reading, own, folded, habit, person=name.person, turkish_around=setting.turkish)
        or is_lettered_otherwise(surface, unmarked(name.text))
        or (name.person and name.capital and surface.islower() and is_frequent(folded, habit, OFTEN_SAID))
        or _is_another_word(reading, own, folded, habit)
    )
    other = other or (not (setting.caseless or name.coined) and is_doubtful_in_small_letters(name, surface, habit))
    return Strength.STRONG if len(folded) > 1 and not other else Strength.CANDIDATE


def _short(name: NameRef, folded: str, habit: str) -> Strength | None:
    """A short word in another spelling: something else, unless a language writes so what everyone knows (Irak)."""
    own = bare(fold(unmarked(name.text)))
    if name.person or not is_frequent(own) or not spelled_alike(own, folded, settled=True):
        return None
    own_word = (
        own.translate(_ONE_K) == folded.translate(_ONE_K) and is_frequent(folded, habit) and not is_frequent(folded)
    )
    return Strength.STRONG if own_word else Strength.CANDIDATE


def _is_another_ordinal(surface: str, name: NameRef) -> bool:
    """Whether an ordinal is met in a figure or another word, as it is only inside a longer name: Premiere is no 1."""
    own = bare(fold(unmarked(name.text)))
    if surface.isdecimal():
        return not any(map(str.isdigit, own))
    return ordinal_key(own) is not None and ordinal_key(bare(fold(surface))) is not None and bare(fold(surface)) != own


def _heard(reading: Reading, name: NameRef, folded: str, setting: Setting) -> Strength | None:
    """A word that sounds like the name, or is written in another script: perhaps a new spelling."""
    habit = setting.habit
    if reading.way is Way.SOUND and len(folded) < _SOUND_LETTERS:
        return _short(name, folded, habit)
    if reading.way is not Way.SOUND and (reading.consonants < LONE_CONSONANTS or script_of(folded) in name.given):
        return None
    if not reading.close and writing_of(fold(unmarked(name.text))):
        return None
    placed = name.place and setting.placed
    if writing_of(folded):
        return _more(_heard_in_signs(reading, name, folded, habit), placed=placed and reading.close)
    if is_spelled_in_cyrillic(name, folded, setting.stands) or is_rare_in_latin(name, reading, folded):
        return Strength.STRONG
    telling = reading.consonants >= _TELLING_CONSONANTS and reading.detail != FROM_SIGNS
    joined = telling and said_words(name.text) > 1  # بندرعباس: no common noun sounds like two words
    if telling and reading.close and (joined or not any(is_frequent(core, habit) for core in cores(folded, habit))):
        return Strength.STRONG
    if reading.close:
        common = len(folded) < _CLOSE_LETTERS and is_frequent(folded, habit, COMMONEST)
    else:
        common = any(is_frequent(core, habit, COMMONEST) for core in cores(folded, habit))
    common = common and not joined
    told = reading.close and reading.consonants >= _PLACED_CONSONANTS
    told = told or not any(is_frequent(core, habit) for core in cores(folded, habit))
    return _more(None if common else Strength.CANDIDATE, placed=placed and (common or told))


def _more(strength: Strength | None, *, placed: bool) -> Strength | None:
    """One step surer, if a word beside it says that it is a place."""
    if not placed:
        return strength
    return Strength.CANDIDATE if strength is None else Strength.STRONG


def _heard_in_signs(reading: Reading, name: NameRef, folded: str, habit: str) -> Strength | None:
    """A word in a script that is read sign by sign, which makes one word of a name of several: 로스앤젤레스.

    What the language says often is the name only where it is spelled as that sounds: 홍콩, but not 상황 for San Juan.
    """
    if not reading.close:
        return None
    said = [core for core in cores(folded, habit) if is_frequent(core, habit)]
    if said and not is_as_it_sounds(unmarked(name.text), said):
        return None if any(is_frequent(core, habit, COMMONEST) for core in said) else Strength.CANDIDATE
    words = 1 if name.namesake or name.unsaid else said_words(name.text)
    least = _JOINED_CONSONANTS if words == _TWO else _JOINED_CONSONANTS - 1
    as_it_sounds = partial(is_as_it_sounds, unmarked(name.text), tuple(cores(folded, habit)))
    if is_heard_in_rows(folded):
        # It may be the end of one word and the beginning of the next.
        least = _JOINED_CONSONANTS + (not as_it_sounds())
    elif not said and as_it_sounds(least=_JOINED_SYLLABLES):
        least = _JOINED_CONSONANTS - 1
    return Strength.STRONG if words > 1 and reading.consonants >= least else Strength.CANDIDATE


def _is_another_word(reading: Reading, own: str, folded: str, habit: str) -> bool:
    """Whether a word that is not written as the name is may as well be something else."""
    folded = unmixed(folded) or folded
    if own == folded:
        return False
    match reading.way:
        case Way.VOWELS:
            far = script_of(own) is Script.HEBREW and abs(len(own) - len(folded)) >= _TWO
            return far or not reading.close or any(map(is_frequent, cores(folded, habit)))
        case Way.VARIANT:
            settled = any(is_frequent(own, language) for language in LATIN)
            few = settled or _consonants(own) < _VARIANT_CONSONANTS
            return not spelled_alike(own, folded, settled=settled) and (
                few or not is_rare(folded) or _is_turkish(own, folded, habit)
            )
        case Way.DERIVED:
            stem = own.removeprefix(ARABIC_ARTICLE)
            forms = tuple(cores(folded, habit))
            without_article = own != stem and not any(form.startswith(ARABIC_ARTICLE) for form in forms)
            return len(stem) <= SHORT_STEM and (without_article or any(map(is_frequent, forms)))
        case Way.PREFIX if begins_with_it(own, folded):
            return True
        case Way.ARTICLE | Way.EXACT | Way.PREFIX:
            return without_its_article(own, folded)
        case _:
            return False


def _is_turkish(own: str, folded: str, habit: str) -> bool:
    """Whether a word of a Turkish text is a frequent one with suffixes: Birliğin is no Berlin."""
    stems = (folded[:size] for size in range(_TURKISH_STEM, len(folded))) if habit == "tr" else ()
    return any(is_frequent(stem, habit) and not own.startswith(stem) for stem in stems)


def _consonants(folded: str) -> int:
    return sum(letter not in "aeiouyw" for letter in folded)


def _written_as_a_name(surface: str, name: NameRef, way: Way, setting: Setting) -> bool:
    """A one-word name must be capitalised as the watchlist writes it, and not be a shouted acronym by chance.

    Where an article has no capitals, of a name that no other word is written like, and in languages that write what it
    names small, small letters will do.
    """
    if not name.capital or name.shouted:
        return True
    if script_of(fold(surface)) not in {Script.LATIN, Script.CYRILLIC}:
        return True
    if not any(c.isupper() for c in surface):
        if name.small and (way is Way.EXACT or way <= most_in_small_letters(setting.habit)):
            return True
        free = (setting.caseless or name.coined) and way <= Way.ARTICLE and len(surface) >= _SMALL_LEAST
        return free and not (is_ambiguous(surface) or is_ambiguous(name.text))
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
