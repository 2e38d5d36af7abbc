"""The most frequent words of languages: what is one of them, and no name as it is written, is hardly a name.

Folded lists, the most frequent word first, shipped as package data (NOTICE says where they are from); each is read once
per process, when a word of its language is first asked about.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from unicodedata import normalize

from monitor.watch.text.ambiguous import is_ambiguous
from monitor.watch.text.fold import Script, bare, fold, script_of

ORDINARY = 10_000
"""Words of a language that a spelling meets by accident."""
COMMONEST = 5_000
"""Words that are in every text, and no new spelling of anything."""
_LANGUAGES = {Script.ARABIC: ("ar", "fa"), Script.HEBREW: ("he",), Script.CYRILLIC: ("ru", "uk")}
LATIN = frozenset({"en", "tr", "fr", "de", "es", "pl"})
"""The languages in Latin letters with a list."""
_OTHERS = (("\u0370", "\u03ff", "el"), ("\u0900", "\u097f", "hi"), ("\u1100", "\u11ff", "ko"))
"""First and last letter of scripts without rules of their own, and the language with a list."""


def is_frequent(word: str, habit: str = "en", most: int = ORDINARY) -> bool:
    """Whether a word is one of the `most` frequent of its script's languages; Latin: of `habit` or of English."""
    return rank(word, habit) < most


def rank(word: str, habit: str = "en") -> int:
    """How many words of its script's languages are more frequent; Latin: of `habit` or of English."""
    folded = bare(fold(word))
    script = script_of(folded)
    if script is Script.LATIN:
        languages: tuple[str, ...] = ("en", habit) if habit in LATIN - {"en"} else ("en",)
    elif script is Script.OTHER:
        languages = tuple(language for first, last, language in _OTHERS if first <= folded[:1] <= last)
    else:
        languages = _LANGUAGES.get(script, ())
    return min((_ranks(language).get(folded, ORDINARY) for language in languages), default=ORDINARY)


def is_rare(word: str) -> bool:
    """Whether a word is none of the frequent ones of any language, and no other name that is known for one."""
    return not (is_ambiguous(word) or any(is_frequent(word, habit) for habit in ("en", *sorted(LATIN))))


_HANGUL = "ko"
_LISTED = LATIN.union(*_LANGUAGES.values(), (language for _, _, language in _OTHERS))
"""The languages with a list, primary codes."""


def frequent_words(language: str) -> tuple[str, ...]:
    """The folded words of a language, the most frequent first; none where there is no list for it."""
    return tuple(_ranks(language)) if language in _LISTED else ()


@cache
def _ranks(language: str) -> dict[str, int]:
    text = (resources.files("monitor.watch.text") / "frequent" / f"{language}.txt").read_text(encoding="utf-8")
    # Hangul is folded to its letters, three to a sign that is kept.
    words = normalize("NFD", text).split() if language == _HANGUL else text.split()
    return {word: rank for rank, word in enumerate(words)}
