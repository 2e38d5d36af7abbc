"""Words looked up by their beginnings, and the files that list them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import chain

LONGER = 4
"""Letters of an ending behind a stem."""
_SHORTEST_STEM = 2
BEGINNING = 4
"""Letters by which most words of a text are told from those that stand for something."""
_VARIANTS = str.maketrans(
    {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": "", "ı": "i", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ך": "כ"}
)
_ASIAN = "".join(chr(one) for one in range(0x0900, 0x0F00) if unicodedata.category(chr(one)) == "Mn")
"""Signs above and below letters from Devanagari to Lao."""
_UNMARKED = re.compile(
    f"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed{_ASIAN}\u200b-\u200f\u3099\u309a\u2060\u00ad]"
)
_TURKISH = str.maketrans({"I": "ı", "İ": "i", "â": "a", "î": "i", "û": "u"})
_PREFIXED = {"\u0600": "وفبكلس", "\u0590": "ושהבלכמ"}
_ARTICLE = "ال"
_LEAST_REST = 3

State = tuple[str, int]
"""(axis, number of the pole)"""


@lru_cache(maxsize=100_000)
def fold_word(word: str, language: str = "") -> str:
    """A word without case, marks and variants of a letter; Turkish keeps its own letters, for they tell words apart."""
    if word.isascii():
        return word.translate(_TURKISH).lower() if language == "tr" else word.lower()
    if language == "tr":
        return unicodedata.normalize("NFC", word.translate(_TURKISH).lower())
    return _unmarked(word.casefold())


def _unmarked(letters: str) -> str:
    return _UNMARKED.sub("", unicodedata.normalize("NFKD", letters)).translate(_VARIANTS)


def without_marks(text: str) -> str:
    """A text without the signs above and below letters (Arabic and Hebrew vowels), which would cut its words in two."""
    return text if text.isascii() else _UNMARKED.sub("", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=100_000)
def forms_of(word: str) -> tuple[str, ...]:
    """The word itself; an Arabic or Hebrew one also without the small words that are written in front of it."""
    first = word[:1]  # Of letters that fold to nothing no word is left.
    if not "\u0590" <= first <= "\u06ff" or len(word) <= _LEAST_REST:
        return (word,)
    letters = _PREFIXED["\u0600" if first >= "\u0600" else "\u0590"]
    forms, rest = [word], word
    while len(rest) > _LEAST_REST and rest[0] in letters and len(forms) < _LEAST_REST:
        rest = rest[1:]
        forms.append(rest)
    forms += [one[2:] for one in forms if one.startswith(_ARTICLE) and len(one) > _LEAST_REST + 1]
    # "لل" is the preposition and the article in one.
    forms += [one[2:] for one in forms[:1] if one.startswith("لل") and len(one) > _LEAST_REST + 1]
    return tuple(dict.fromkeys(forms))


class Stems:
    """Stems, exact words ("=") and patterns ("/"), each with what it stands for."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._stems: dict[str, set[State]] = {}
        self._exact: dict[str, set[State]] = {}
        self._begins: set[str] = set()
        self._patterns: list[tuple[re.Pattern[str], State]] = []
        self._known: dict[str, frozenset[State]] = {}

    def add(self, entry: str, meaning: State) -> None:
        """One entry of a lexicon file."""
        if entry[0] == "/":
            pattern = entry[1:] if self._language == "tr" else _unmarked(entry[1:])
            self._patterns.append((re.compile(pattern), meaning))
            return
        exact = entry[0] == "="
        table, word = (self._exact if exact else self._stems), fold_word(entry.lstrip("="), self._language)
        table.setdefault(word, set()).add(meaning)
        if not exact:
            self._begins.add(word[:_SHORTEST_STEM])

    def beginnings(self) -> frozenset[str] | None:
        """With what an ASCII word begins that may stand for something: its first `BEGINNING` letters, or fewer that a
        whole stem has; None: it may begin with anything.
        """
        known = (word[:BEGINNING] for word in (*self._stems, *self._exact))
        return None if self._patterns else frozenset(known)

    def of(self, word: str) -> frozenset[State]:
        """What a folded word stands for; of a name that stands for several words, only what is said of that."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            found = self._exact.get(word, ()) if "_" in word else chain.from_iterable(map(self._found, forms_of(word)))
            self._known[word] = frozenset(found)
        return self._known[word]

    def _found(self, form: str) -> Iterator[State]:
        yield from self._exact.get(form, ())
        if form[:_SHORTEST_STEM] in self._begins:
            for length in range(max(_SHORTEST_STEM, len(form) - LONGER), len(form) + 1):
                yield from self._stems.get(form[:length], ())
        for pattern, meaning in self._patterns:
            if pattern.search(form):
                yield meaning


def entries(folder: str, language: str) -> Iterator[tuple[str, str]]:
    """(head, body) of each entry of a language's file; lines that begin with a blank go on with the one before."""
    text = (resources.files("monitor.stories.words") / folder / f"{language}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    while lines:
        line = lines.pop(0)
        while lines and lines[0].startswith(" "):
            line += lines.pop(0)
        head, _, body = line.partition(":")
        yield head, body
