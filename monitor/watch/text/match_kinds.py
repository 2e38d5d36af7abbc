"""The ways in which a word of a text can stand for a word of a name, from the surest to the loosest."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Way(IntEnum):
    """How a word was recognised; smaller is surer."""

    EXACT = 0
    ENDING = 1
    """A suffix after an apostrophe, a plural or genitive -s, a case ending."""
    PREFIX = 2
    """A preposition, conjunction or article written together with the word."""
    ARTICLE = 3
    """With the article where the name has none, or the reverse."""
    COMPOUND = 4
    """First part of a compound."""
    DERIVED = 5
    """Adjective, plural or construct form made from the name."""
    VARIANT = 6
    """A regular difference of spelling: -our/-or, doubled letters, q/k, ou/u, a look-alike letter."""
    STEM = 7
    """Begins with the stem."""
    VOWELS = 8
    """Differs in long vowels only."""
    TRANSLATED = 9
    """The same word in another language."""
    SOUND = 10
    """Another transliteration: same consonants, near vowels."""
    SCRIPT = 11
    """Written in the letters of another script."""
    VOWELS_LOOSE = 12
    SOUND_LOOSE = 13
    SCRIPT_LOOSE = 14
    PREFIX_SHORT = 15
    """A joined particle before a word of two letters: the words beside it must prove it (לתל אביב, بتل أبيب)."""

    @property
    def loose(self) -> bool:
        """Whether it is too weak to carry a one-word name."""
        return self >= Way.VOWELS_LOOSE


_WORDS = {
    Way.EXACT: "as written",
    Way.ENDING: "with the ending {}",
    Way.PREFIX: "with the prefix {}",
    Way.ARTICLE: "with or without the article",
    Way.COMPOUND: "in a compound with {}",
    Way.DERIVED: "in a derived form",
    Way.VARIANT: "in a variant spelling",
    Way.STEM: "by its stem",
    Way.VOWELS: "with other long vowels",
    Way.TRANSLATED: "translated as {}",
    Way.SOUND: "in another transliteration",
    Way.SCRIPT: "written in {} letters",
    Way.VOWELS_LOOSE: "with other long vowels",
    Way.SOUND_LOOSE: "in a distant transliteration",
    Way.SCRIPT_LOOSE: "written in {} letters in a distant spelling",
    Way.PREFIX_SHORT: "with the prefix {}",
}


class Variant(NamedTuple):
    """A form that a word of a text may be reduced to."""

    form: str
    way: Way
    detail: str = ""
    """The affix that was taken off."""


class Reading(NamedTuple):
    """A word of a text read as a word of a name."""

    token: int
    """Id of the word of the name."""
    way: Way
    detail: str = ""
    consonants: int = 0
    """Of a word met in another script: how many consonants speak for it."""
    close: bool = False
    """Whether a word that sounds alike, or is written in another script, is hardly spelled in another way."""
    linked: bool = False
    """Whether small words stand beside it, inside the name, that the name does not hold."""
    filled: bool = False
    """Whether a word stands beside it, inside the name, that the name does not hold."""

    def words(self) -> str:
        """For people: "with the prefix ب"."""
        if self.way is Way.ENDING and not self.detail:
            return "with another ending"
        return _WORDS[self.way].format(self.detail) if self.detail else _WORDS[self.way].removesuffix(" {}")
