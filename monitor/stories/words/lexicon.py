"""The words by which statements are told apart, one reviewed file a language, and how words are looked up in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

LANGUAGES = ("en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he", "fi", "sv")
_LONGER = 4
"""Letters of an ending behind a stem."""
_SHORTEST_STEM = 2
_VARIANTS = str.maketrans(
    {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": "", "ı": "i", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ך": "כ"}
)
_UNMARKED = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060\u00ad]")
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
    plain = _UNMARKED.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return plain.translate(_VARIANTS)


@lru_cache(maxsize=100_000)
def forms_of(word: str) -> tuple[str, ...]:
    """The word itself; an Arabic or Hebrew one also without the small words that are written in front of it."""
    first = word[0]
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
        self._patterns: list[tuple[re.Pattern[str], State]] = []
        self._known: dict[str, frozenset[State]] = {}

    def add(self, entry: str, meaning: State) -> None:
        """One entry of a lexicon file."""
        if entry[0] == "/":
            pattern = entry[1:] if self._language == "tr" else entry[1:].translate(_VARIANTS)
            self._patterns.append((re.compile(pattern), meaning))
            return
        exact = entry[0] == "="
        table = self._exact if exact else self._stems
        table.setdefault(fold_word(entry[1:] if exact else entry, self._language), set()).add(meaning)

    def of(self, word: str) -> frozenset[State]:
        """What a folded word stands for."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[word] = frozenset(meaning for form in forms_of(word) for meaning in self._found(form))
        return self._known[word]

    def _found(self, form: str) -> Iterator[State]:
        yield from self._exact.get(form, ())
        for length in range(max(_SHORTEST_STEM, len(form) - _LONGER), len(form) + 1):
            yield from self._stems.get(form[:length], ())
        for pattern, meaning in self._patterns:
            if pattern.search(form):
                yield meaning


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._states, self._cues = Stems(language), Stems(language)
        self._words: dict[str, frozenset[str]] = {}
        self._stems: dict[str, Stems] = {}
        self._days: dict[tuple[str, ...], int] = {}
        for head, body in _lines(language):
            self._read(head.split(), body)
        self._day_begins = frozenset(day[0] for day in self._days)

    def _read(self, head: Sequence[str], body: str) -> None:
        section, *names = head
        if section == "days":
            for number, day in enumerate(body.split("|")):
                for name in day.split():
                    self._days[tuple(fold_word(one, self.language) for one in name.split("_"))] = number
        elif section == "state":
            for number, pole in enumerate(body.split("|")):
                for entry in pole.split():
                    self._states.add(entry, (names[0], number))
        elif section == "cue":
            for entry in body.split():
                self._cues.add(entry, (names[0], 0))
        else:
            stems = self._stems.setdefault(names[0], Stems(self.language))
            for entry in body.split():
                stems.add(entry, (names[0], 0))
            self._words[names[0]] = frozenset(fold_word(one.lstrip("="), self.language) for one in body.split())

    def states(self, word: str) -> frozenset[State]:
        """The poles that a word stands for."""
        return self._states.of(word)

    def cues(self, word: str) -> frozenset[str]:
        """negation, against, denial, retraction, plan."""
        return frozenset(kind for kind, _ in self._cues.of(word))

    def has(self, kind: str, word: str) -> bool:
        """Whether a word is one of a list's, as it stands there."""
        return word in self.words(kind)

    def begins(self, kind: str, word: str) -> bool:
        """Whether a word begins with one of a list's."""
        stems = self._stems.get(kind)
        return stems is not None and bool(stems.of(word))

    def may_be_day(self, word: str) -> bool:
        """Whether a word may begin the name of a weekday."""
        return any(form in self._day_begins for form in forms_of(word))

    def day(self, words: Sequence[str], place: int) -> tuple[int, int] | None:
        """(weekday, number of words) if one is named at a place; Monday is 0."""
        for length in (2, 1):
            for form in forms_of(words[place]):
                found = self._days.get((form, *words[place + 1 : place + length]))
                if found is not None and len(words) >= place + length:
                    return found, length
        return None

    def words(self, kind: str) -> frozenset[str]:
        """A list's words, folded."""
        return self._words.get(kind, frozenset())


@lru_cache(maxsize=len(LANGUAGES) + 1)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language ("de-AT" is "de"); English where there is none of its own."""
    primary = language.partition("-")[0].lower()
    return Lexicon(primary if primary in LANGUAGES else "en")


def _lines(language: str) -> Iterator[tuple[str, str]]:
    text = (resources.files("monitor.stories.words") / "languages" / f"{language}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    while lines:
        line = lines.pop(0)
        while lines and lines[0].startswith(" "):
            line += lines.pop(0)
        head, _, body = line.partition(":")
        yield head, body


@lru_cache(maxsize=10_000)
def measure(word: str) -> tuple[str, float] | None:
    """(dimension, how much of its unit) of a word that measures, None for what is only counted."""
    for form in forms_of(word) if word else ():
        for length in range(len(form), 1, -1):
            found = _measures().get(form[:length])
            if found is not None and len(form) - length <= _LONGER - 1:
                return found
    return None


@lru_cache(maxsize=1)
def _measures() -> dict[str, tuple[str, float]]:
    text = (resources.files("monitor.stories.words") / "measures.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {fold_word(name): (dimension, float(factor)) for dimension, factor, *names in rows for name in names}
