"""Russian: case endings of nouns and adjectives, met in a text, taken back to the form a watchlist gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.watch.text import Variant, Way, listed

NOUN_ENDINGS = frozenset(listed("а я у ю ом ем е и ы ой ей ою ею ам ям ами ями ах ях ов ев ью"))
_ADJECTIVE_ENDINGS = frozenset(listed("ий ый ой ая яя ое ее ие ые ого его ому ему им ым ом ем ую юю ей их ых ими ыми"))
_NOUN_LEMMAS = ("", "о", "а", "я", "ь", "й", "ы", "и", "е")
_ADJECTIVE_LEMMAS = ("ий", "ый", "ой", "ая", "яя", "ие", "ые", "ое", "ее")
_SURNAME_ENDINGS = frozenset(listed("ым ых ыми им их ими ымі"))
"""Of Russian, Ukrainian and Belarusian: Путиным, Путіним, Пуціным."""
_SURNAME_STEMS = ("ов", "ев", "єв", "їв", "ин", "ын", "ін", "їн")
_ORDINAL_ENDINGS = frozenset(listed("й я е ю ой ей го му м х ми ого ому ая ую"))
_PLURAL_ENDINGS = frozenset(listed("и ы ов ев ам ям ами ями ах ях ых ыми"))
_ENDINGS_OF_A = frozenset(listed("ы и е у ой ою"))
_ADJECTIVE = re.compile("(.{3,}?)(?:ин)?ск(?P<ending>ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")
_ONE_ADJECTIVE = re.compile(
    "(?P<stem>.{3,}?)(?:(?P<man>ого|его|ому|ему|ым|им|ом|ем)|(?P<woman>ая|яя|ую|юю|ой|ей)|(?P<many>ых|их|ыми|ими))"
)
_MANY = re.compile("(?P<stem>.{3,}?)(?:ах|ях|ам|ям|ами|ями)")
_UKRAINIAN = re.compile("(?P<stem>.{3,}?)(?:(?P<hard>ові|еві)|єм|єві)")
_OF_LEV = frozenset(listed("льва льву львом льве"))
_AS_MEN = ("ый", "ой")
"""Names of adjectives in the nominative, as they are heard; -ий sounds as -ый does."""
_SURNAME = re.compile(f"(.+(?:{'|'.join(_SURNAME_STEMS)}))(?:{'|'.join(sorted(_SURNAME_ENDINGS))})")
_VOWELS = frozenset("аеиоуыэюя")
"""A name that ends in one of these and takes no ending is not declined: Сулеймании is not a case of Сулеймани."""
_LEAST = 3
_SHORT = 2
"""Letters that are left of a noun; alone such a word proves nothing (`endings.is_a_short_form`): Яном, Отом, Адой.

Of one letter behind them that ends names less is told: Эва is not Эво.
"""
_LONGEST_ENDING = 3


ENDINGS = NOUN_ENDINGS | _ADJECTIVE_ENDINGS | _SURNAME_ENDINGS
"""Whatever `variants` takes off."""
ORDINAL_ENDINGS = _ORDINAL_ENDINGS
"""What stands behind the figure of an ordinal; one of them may stand for another."""


def stems(word: str) -> set[str]:
    """What is left of `word` without the ending of its lemma: `variants` puts it on where it has taken one off."""
    return {word.removesuffix(lemma) for lemma in (*_NOUN_LEMMAS, *_ADJECTIVE_LEMMAS)}


def name_stems(word: str) -> Iterator[str]:
    """What a foreign name in a Russian case may come from: its stem, a name in -а, a surname like an adjective."""
    for count in (1, 2):
        if len(word) - count >= (_LEAST if count == 1 else _SHORT) and word[-count:] in NOUN_ENDINGS:
            yield word[:-count]
            if word[-count:] in _ENDINGS_OF_A:
                yield word[:-count] + "а"
    if (surname := _SURNAME.fullmatch(word)) is not None:
        yield surname[1]
    if (adjective := _ADJECTIVE.fullmatch(word)) is not None:
        yield adjective[1]
        if not word.endswith("ий"):
            yield word[: adjective.start("ending")] + "ий"


def heard_stems(word: str) -> Iterator[str]:
    """Whatever a name met in a Russian case may be heard as: `name_stems`, names that are adjectives and plurals.

    Навального is Navalny, Нижнем Nizhny, Великих Луках Velikiye Luki.
    """
    yield from name_stems(word)
    yield from _named_by_adjectives(word)
    if (found := _ONE_ADJECTIVE.fullmatch(word)) is not None and found["many"] is not None:
        yield found["stem"] + "ые"
    if (found := _MANY.fullmatch(word)) is not None:
        yield found["stem"] + "ы"
    if (found := _UKRAINIAN.fullmatch(word)) is not None:
        yield found["stem"] + ("" if found["hard"] else "й")
    if word in _OF_LEV:
        yield "лев"


def _named_by_adjectives(word: str) -> Iterator[str]:
    """The nominative of a name in the singular that is an adjective; none that is written as `word` is."""
    if (found := _ONE_ADJECTIVE.fullmatch(word)) is None or found["many"] is not None:
        return
    ends = _AS_MEN if found["woman"] is None else ("ая",)
    yield from (found["stem"] + end for end in ends if not word.endswith(end))


def lemmas_of_a_name(word: str) -> Iterator[str]:
    """A foreign name in the singular that may stand in a Russian case: Вельмаром, Ялтой; not Сулеймани, Пасечники."""
    yield word
    yield from _named_by_adjectives(word)
    yield from (
        stem for stem in name_stems(word) if not word.startswith(stem) or word[len(stem) :] not in _PLURAL_ENDINGS
    )


def variants(word: str) -> Iterator[Variant]:
    """What a folded Cyrillic word may be a form of, the word itself excluded."""
    for cut in range(_LONGEST_ENDING + 1):
        stem, ending = (word[:-cut], word[-cut:]) if cut else (word, "")
        if len(stem) < (_SHORT if cut else _LEAST):
            break
        if not ending or ending in NOUN_ENDINGS:
            bare_stem = stem[-1] not in _VOWELS
            other_name = len(stem) < _LEAST and ending in _NOUN_LEMMAS[1:]
            for lemma in _NOUN_LEMMAS[:1] if other_name else _NOUN_LEMMAS:
                if lemma != ending and (lemma or bare_stem):
                    yield Variant(stem + lemma, Way.ENDING, ending)
        if len(stem) < _LEAST:
            continue
        if ending in _SURNAME_ENDINGS and stem.endswith(_SURNAME_STEMS):
            yield Variant(stem, Way.ENDING, ending)
        if ending in _ADJECTIVE_ENDINGS:
            yield from (Variant(stem + lemma, Way.ENDING, ending) for lemma in _ADJECTIVE_LEMMAS if lemma != ending)
    if word in _ORDINAL_ENDINGS:
        yield from (Variant(other, Way.ENDING, word) for other in ("я", "й", "е") if other != word)
