"""Hebrew: joined particles, the article they swallow, and the letters that spell vowels or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.watch.text import Variant, Way

_PARTICLES = frozenset("ושהכלבמ")
_SWALLOW_ARTICLE = frozenset("בלכ")
_ARABIC_ARTICLE = "אל"
_MOST = 3
_LEAST = 3
"""Letters that must remain when particles are taken off."""
_LEAST_INSIDE = 2
"""The same for a word of a longer name, where the words beside it are the proof."""
FIRST_OF_PARTICLES = _PARTICLES | {_ARABIC_ARTICLE[0]}
"""The letters that a word begins with from which something may be taken off."""
_SAME_SOUND = str.maketrans("קט", "כת")
_IN_OUTLINES = {"ק": "כ", "ט": "ת", "א": "", "ו": "", "י": "", "ע": ""}
"""What letters become in an outline."""
_VOWEL_LETTERS = re.compile("[אויע]")


def variants(word: str) -> Iterator[Variant]:
    """What a folded Hebrew word may be a form of, the word itself excluded."""
    if len(word) >= _LEAST:
        yield Variant("ה" + word, Way.ARTICLE)
    for count in range(1, _MOST + 1):
        stem = word[count:]
        if len(stem) < _LEAST_INSIDE or word[count - 1] not in _PARTICLES:
            break
        if len(stem) < _LEAST:
            yield Variant(stem, Way.PREFIX_SHORT, word[:count])
            break
        way = Way.ARTICLE if word[:count] == "ה" else Way.PREFIX
        yield Variant(stem, way, word[:count])
        if word[count - 1] in _SWALLOW_ARTICLE:
            yield Variant("ה" + stem, Way.PREFIX, word[:count])
        if stem.startswith(_ARABIC_ARTICLE) and len(stem) - len(_ARABIC_ARTICLE) >= _LEAST:
            yield Variant(stem[len(_ARABIC_ARTICLE) :], Way.ARTICLE, word[:count] + _ARABIC_ARTICLE)
    if word.startswith(_ARABIC_ARTICLE) and len(word) - len(_ARABIC_ARTICLE) >= _LEAST:
        yield Variant(word[len(_ARABIC_ARTICLE) :], Way.ARTICLE, _ARABIC_ARTICLE)


def cores(word: str) -> Iterator[str]:
    """A folded word, and what is left of it behind the particles it may begin with, with and without Arabic article."""
    yield word
    if word.startswith(_ARABIC_ARTICLE):
        yield word[len(_ARABIC_ARTICLE) :]
    for count in range(1, _MOST + 1):
        stem = word[count:]
        if len(stem) < _LEAST_INSIDE or word[count - 1] not in _PARTICLES:
            break
        yield stem
        if stem.startswith(_ARABIC_ARTICLE):
            yield stem[len(_ARABIC_ARTICLE) :]


def outline(letters: str) -> str:
    """Letters without those that may spell a vowel: the same for words with the same `vowel_key`."""
    for letter, form in _IN_OUTLINES.items():
        letters = letters.replace(letter, form)
    return letters


def vowel_key(word: str) -> str:
    """`word` without the letters that may spell a vowel, save the last."""
    word = word.translate(_SAME_SOUND)
    return _VOWEL_LETTERS.sub("", word[:-1]) + word[-1:]


def consonants(word: str) -> int:
    """Letters that carry the word when its vowel letters waver; a last ה or ת is an ending."""
    return len(vowel_key(word).rstrip("התוי"))
