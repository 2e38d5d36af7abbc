"""How much several words of a text are worth that can be read as the words of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from monitor.model.watch import Strength
from monitor.watch.languages import endings, latin
from monitor.watch.lexicon import GLUE, Found, Scan, cores, is_article, unmarked, vocabulary
from monitor.watch.match.name_refs import NameRef
from monitor.watch.sounds import FROM_LETTERS, FROM_SIGNS, is_as_it_sounds, writing_of
from monitor.watch.text import (
    Reading,
    Script,
    Way,
    bare,
    fold,
    is_frequent,
    is_given_name,
    listed,
    script_of,
)

CROSSED_CONSONANTS = 4
"""Consonants from which on words met in another script are surely the name; fewer make a possible new spelling."""
_SIGN_CONSONANTS = 6
"""The same in scripts that are read sign by sign, unless all words are spelled as usual."""
_BY_SIGNS = frozenset({"Korean", "Indic", "Ethiopic", "Thai", "Lao"})
_WITH_LISTS = frozenset({"Korean", "Greek", "Indic"})
"""Scripts of whose languages some have a list of frequent words."""
_WITH_AN_ARTICLE = 3
"""The same where the name and the text have an article between them, and all is spelled as usual."""
_CROSSED_BESIDE_TRANSLATED = 2
"""The same for those that stand beside translated ones."""
_OF_SYLLABLES = 3
"""Words that are a syllable each of a name given in signs, and consonants that speak for so many: Lee Jae-myung."""
_TWO = 2
_VOWELS = frozenset("aeiouy")
_VOWEL = re.compile("[aeiouy]")
_ALIKE = str.maketrans("yo", "iu")
_MORPHEMES = 300
"""Morphemes of Korean that are said all the time."""
_SAID_ALL_THE_TIME = 100
_FROM_ELSEWHERE = frozenset({FROM_SIGNS, FROM_LETTERS})
_ARTICLES = frozenset(listed("the der die das le la les el los las il gli lo os as de het den det"))
_NOUNS = 1_000
"""Words of Arabic of which those that are no given names are nouns everybody knows."""
_SMALLEST = 50
"""Words of a language that say nothing of what a text is about."""
_HERS = "a"
"""What the name of a woman ends in, beside that of a man."""
_BEGINNING = 3
_STOPS = frozenset({".", "'", "׳"})
_HEARD_LETTERS = 4
"""Letters from which on a word in another transliteration is told from others: "as in" is not al-Ain."""


def judge_phrase(found: Found, name: NameRef, scan: Scan) -> Strength | None:
    """None if it is no mention."""
    if _is_a_noun_with_its_article(found, name, scan):
        return None
    if name.person and not _initials_are_dotted(found, scan):
        return None
    if name.person and _is_anothers_given_name(found, name, scan):
        return Strength.CANDIDATE
    if all(reading.way < Way.TRANSLATED for reading in found.readings):
        return Strength.STRONG
    if any(reading.way is Way.SOUND for reading in found.readings) and not _sounds_alike(found, name, scan):
        return None
    if any(reading.detail in _FROM_ELSEWHERE for reading in found.readings) and not _is_surely_heard(found, scan):
        return None
    if name.text.isalpha() and all(map(_may_be_anything, scan.words[found.first : found.last + 1])):
        # One word stays one, however many another script makes of it: Abdollah is every عبد الله.
        return Strength.CANDIDATE
    if _says_a_small_word(found, scan) or _is_short_and_far(found, name, scan):
        return Strength.CANDIDATE
    if _is_short_in_signs(found, scan) or _is_said_in_signs(found, name, scan):
        # Part of a name that the language says anyway is not proved by the rest, which it says as well.
        return None if name.unsaid else Strength.CANDIDATE
    if _is_said_behind_particles(found, scan) or (
        _is_common_speech(found, scan) and not _is_a_person(found, name, scan)
    ):
        return Strength.CANDIDATE
    return _crossed(found.readings)


def _is_a_noun_with_its_article(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether a name of one word with a capital and its article is met without: "the hill" is not The Hill.

    Where an article has no capitals, a word that is said often is none either.
    """
    article, _, noun = unmarked(name.text).partition(" ")
    if found.last != found.first + 1 or not noun[:1].isupper() or " " in noun or bare(fold(article)) not in _ARTICLES:
        return False
    met = scan.words[found.last]
    small = met.islower() and script_of(met) is Script.LATIN
    return small and (not scan.caseless or is_frequent(met, scan.memory.habit))


def _may_be_anything(word: str) -> bool:
    """Whether a word is a frequent one, or in a script whose frequent words nobody lists."""
    return is_frequent(word) or bool(writing_of(fold(word)))


def _is_short_and_far(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether the one word beside an article has few consonants and begins with another vowel: al-Qiyam is not
    al-Qaim; al-Qaem is."""
    telling = [word for word in scan.words[found.first : found.last + 1] if not is_article(word)]
    if len(telling) != 1 or not any(map(_is_far, found.readings)):
        return False
    spelled = bare(fold(telling[0]))
    own = next((word for word in re.findall(r"[\w']+", fold(name.text)) if not is_article(word)), "")
    heard, meant = (_VOWEL.search(word) for word in (spelled, bare(own)))
    if heard is None or meant is None or sum(letter not in _VOWELS for letter in spelled) > _TWO:
        return False
    return "e" not in {heard[0], meant[0]} and heard[0].translate(_ALIKE) != meant[0].translate(_ALIKE)


def _is_short_in_signs(found: Found, scan: Scan) -> bool:
    """Whether few consonants, not spelled as usual, speak for words in a script that is read sign by sign: 전에 이."""
    if writing_of(fold(scan.words[found.first])) not in _BY_SIGNS or all(reading.close for reading in found.readings):
        return False
    return sum(reading.consonants for reading in found.readings) < _SIGN_CONSONANTS


def _is_surely_heard(found: Found, scan: Scan) -> bool:
    """Whether words in letters that are met for signs are all what those sound like, or for another alphabet's letters
    have many consonants, and none is said all the time: On The is no Aung San."""
    words = scan.words[found.first : found.last + 1]
    if any(is_frequent(word, scan.memory.habit, _SAID_ALL_THE_TIME) for word in words if not is_article(word)):
        return False
    heard = [reading for reading in found.readings if reading.detail in _FROM_ELSEWHERE]
    many = sum(reading.consonants for reading in heard) >= _SIGN_CONSONANTS
    return all(reading.close or (many and reading.detail == FROM_LETTERS) for reading in heard)


def _is_said_in_signs(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether words in a script that is read sign by sign are what the language says anyway: 하기 전에 is no Chan.

    One that is none of the frequent ones, and no single sign, speaks for the name; else all must be spelled as usual,
    with many consonants or as they sound.
    """
    words = [word for word in scan.words[found.first : found.last + 1] if not is_article(word)]
    if writing_of(fold(words[0])) not in _WITH_LISTS and writing_of(fold(words[-1])) not in _WITH_LISTS:
        return False
    if any(len(word) > 1 and not _is_said(word, scan.memory.habit) for word in words):
        return False
    if not all(reading.close for reading in found.readings):
        return True
    if sum(reading.consonants for reading in found.readings) >= _SIGN_CONSONANTS:
        return False
    named = name.text.replace("-", " ").split()
    return not all(_sounds_as_one_of(named, word, scan.memory.habit) for word in words)


def _sounds_as_one_of(named: Sequence[str], word: str, language: str) -> bool:
    spelled = tuple(cores(bare(fold(word)), language))
    return len(word) > 1 and any(is_as_it_sounds(one, spelled) for one in named)


def _says_a_small_word(found: Found, scan: Scan) -> bool:
    """Whether what translates a word of the name is one of the smallest words of the language: il est de Timor."""
    words = scan.words[found.first : found.last + 1]
    translated = {reading.detail for reading in found.readings if reading.way is Way.TRANSLATED}
    return any(
        word.islower() and bare(fold(word)) in translated and is_frequent(word, scan.memory.habit, _SMALLEST)
        for word in words
    )


def _is_common_speech(found: Found, scan: Scan) -> bool:
    """Whether two words in another script are what the language says anyway: הכריז בראיון is no Chris Brown.

    One that is none of the frequent ones, or in Hebrew is spelled closely, speaks for the name; "of" and "in" never do.
    """
    words = scan.words[found.first : found.last + 1]
    if not len(words) == len(found.readings) == _TWO or not all(reading.consonants for reading in found.readings):
        return False
    said = all(_is_said(word, scan.memory.habit) for word in words)
    if said and any(bare(fold(word)) in GLUE for word in words):
        return True
    # Arabic and Persian name people by ordinary words: Masoud is "happy".
    hebrew = script_of(fold(words[0])) is Script.HEBREW
    return said and hebrew and not any(reading.close and reading.way is Way.SCRIPT for reading in found.readings)


def _is_said_behind_particles(found: Found, scan: Scan) -> bool:
    return any(map(_is_said_behind_a_particle, scan.words[found.first : found.last + 1], found.readings))


def _is_said_behind_a_particle(word: str, reading: Reading) -> bool:
    """Whether an Arabic word is one of a name only with its particle, and a noun without it: بقدم is no Kadem."""
    folded = bare(fold(word))
    if reading.way is not Way.SCRIPT or reading.close or script_of(folded) is not Script.ARABIC or is_frequent(folded):
        return False
    stems = (core for core in cores(folded, "ar") if core != folded)
    return any(is_frequent(stem, most=_NOUNS) and not is_given_name(stem) for stem in stems)


def _is_a_person(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether the first word of a person's name is met as a given name: people in the news are frequent words, too."""
    return name.person and is_given_name(scan.words[found.first]) and bare(fold(scan.words[found.last])) not in GLUE


def _is_said(word: str, language: str) -> bool:
    """Whether a word, or what is left of it behind its particles, is a frequent one of its script's languages."""
    forms = tuple(cores(bare(fold(word)), language))
    return any(map(is_frequent, forms)) or any(map(_is_two_morphemes, forms))


def _is_two_morphemes(form: str) -> bool:
    """Whether a Korean word of two syllables is a stem and an ending that are both said all the time: 하기, 했던."""
    signs = normalize("NFC", form) if writing_of(form) == "Korean" else ""
    return len(signs) == _TWO and all(is_frequent(sign, most=_MORPHEMES) for sign in signs)


def _crossed(readings: Sequence[Reading]) -> Strength | None:
    loose = sum(reading.way.loose for reading in readings)
    if loose > len(readings) // 2 or any(reading.way is Way.PREFIX_SHORT for reading in readings[1:]):
        return None
    crossed = [reading for reading in readings if reading.consonants]
    translated = any(reading.way is Way.TRANSLATED for reading in readings)
    # A name given in an alphabet is romanised: the words beside it that are written so prove it as a translation does.
    written = any(reading.detail == FROM_LETTERS for reading in crossed) and len(crossed) < len(readings)
    least = _CROSSED_BESIDE_TRANSLATED if translated or written else CROSSED_CONSONANTS
    if len(crossed) >= _OF_SYLLABLES and all(reading.close and reading.detail == FROM_SIGNS for reading in crossed):
        least = _OF_SYLLABLES
    article = any(reading.way is Way.EXACT and not reading.consonants for reading in readings)
    if article and all(reading.close for reading in crossed):
        # An article where the name has one speaks for it as a consonant does: Ras al-Ain.
        least = min(least, _WITH_AN_ARTICLE)
    if crossed and sum(reading.consonants for reading in crossed) < least:
        return Strength.CANDIDATE
    return Strength.STRONG


def _is_anothers_given_name(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether a given name is met as one that only sounds alike: Martina is no Martin where no case ends so, Инна no
    Иван."""
    own = name.text.split()[:-1]
    habit = scan.memory.habit
    for at, reading in enumerate(found.readings):
        if reading.way not in {Way.SOUND, Way.VARIANT} or found.first + at > found.last:
            continue
        word = bare(fold(scan.words[found.first + at]))
        for given in map(bare, map(fold, own)):
            if script_of(given) is not script_of(word):
                continue
            if script_of(word) is Script.LATIN:
                if word == given + _HERS and habit not in endings.languages():
                    return True
            elif word[:_BEGINNING] != given[:_BEGINNING] and is_given_name(given) and is_given_name(word):
                return True
    return False


def _initials_are_dotted(found: Found, scan: Scan) -> bool:
    """Whether letters of other scripts that stand for a given name have their full stop: В, С and ו are words, too."""
    text = scan.cleaned.text
    return all(
        len(scan.words[at]) > 1 or scan.words[at].isascii() or text[scan.span(at)[1] : scan.span(at)[1] + 1] in _STOPS
        for at in (range(found.first, found.last + 1) if any(map(_is_initial, found.readings)) else ())
    )


def _is_initial(reading: Reading) -> bool:
    return reading.way is Way.VARIANT and not reading.detail


def _sounds_alike(found: Found, name: NameRef, scan: Scan) -> bool:
    """Whether no word that is heard as one of the name is too short, or means something: Est is not Ouest."""
    words = scan.words[found.first : found.last + 1]
    if len(words) != len(found.readings):
        return True
    known = vocabulary().meanings if script_of(fold(name.text)) is Script.LATIN else {}
    heard = [word for word, reading in zip(words, found.readings, strict=True) if _is_far(reading)]
    far = list(map(_without_elision, heard))
    own = {concept for word in unmarked(name.text).split() for _, concept in known.get(bare(fold(word)), ())}
    meant = ([one for one in known.get(word, ()) if one[1] not in own] for word in far if word.isascii())
    if any(_is_said_in(scan.memory.habit, others, name) for others in meant):
        return False
    telling = sum(not is_article(word) for word in words)
    return len(far) < telling or any(len(word) >= _HEARD_LETTERS for word in far)


def _is_said_in(habit: str, meanings: Sequence[tuple[str, int]], name: NameRef) -> bool:
    """Whether a word with these meanings is said; beside a person's name only in English or the text's own language."""
    return any(not name.person or language in {"en", habit} for language, _ in meanings)


def _without_elision(word: str) -> str:
    """A folded word without the article or preposition that French joins to it: l'Est."""
    before, _, rest = fold(word).partition("'")
    return rest if rest and before in latin.ELISIONS else bare(fold(word))


def _is_far(reading: Reading) -> bool:
    return reading.way is Way.SOUND and not reading.close
