"""The words by which statements are told apart, one reviewed file a language, and how words are looked up in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import chain

from monitor.stories.words.calendar import Calendar
from monitor.stories.words.phrases import Beginning, Phrases, is_phrase
from monitor.stories.words.stems import LONGER, State, Stems, entries, fold_word, forms_of

LANGUAGES = (
    *("en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he"),
    # Of these the words that negate, and that say who is quoted, but not yet the contraries.
    *("az", "bg", "cs", "da", "el", "fi", "hi", "hr", "hu", "id", "it", "ja", "ko", "ku", "nl", "no", "pl", "pt"),
    *("ro", "sr", "sv", "th", "uk", "ur", "vi", "zh"),
)
_POLES = ("state", "thing")
_ALONE = frozenset({"same", "grave"})
"""Fields whose kinds have nothing to do with one another: further lines add kinds, they do not add to these."""
"""Sections of which each part excludes the others."""
_NONE: frozenset[str] = frozenset()
_OTHER = "?"
"""Any language without a list."""


class Lexicon:
    """The words of one language; `borrowed`: for a text in another one, which has no list."""

    def __init__(self, language: str, *, borrowed: bool = False) -> None:
        self.language = language
        self._states, self._things, self._cues, self._tenses = (Stems(language) for _ in range(4))
        self._kinds = 0
        self._words: dict[str, frozenset[str]] = {}
        self._stems: dict[str, Stems] = {}
        self.calendar = Calendar(language)
        self._parts: dict[str, float] = {}
        self._idioms: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._phrases = Phrases(language)
        for head, body in entries("languages", language):
            self._read(head.split(), body)
        self.listed = not borrowed and any(head.startswith("state ") for head, _ in entries("languages", language))
        """Whether it knows which words of the texts' language exclude each other."""

    def _read(self, head: Sequence[str], body: str) -> None:
        section, *rest = head
        if section in Calendar.SECTIONS:
            self.calendar.add(section, body)
        elif section == "parts":
            found = body.split()
            self._parts |= {
                fold_word(one, self.language): float(x) for x, one in zip(found[::2], found[1::2], strict=True)
            }
        elif section == "idioms":
            for first, *others in map(self._phrase, body.split()):
                self._idioms[first] = (*self._idioms.get(first, ()), tuple(others))
        elif section == "words":
            stems = self._stems.setdefault(rest[0], Stems(self.language))
            _add(stems, body, (rest[0], 0))
            self._words[rest[0]] = frozenset(fold_word(one.lstrip("="), self.language) for one in body.split())
        else:
            table = {"state": self._states, "thing": self._things, "cue": self._cues, "tense": self._tenses}[section]
            begin = self._kinds if rest and rest[0] in _ALONE else 0
            for number, pole in enumerate(body.split("|") if section in _POLES else [body], begin):
                _add(table, " ".join(map(self._named, pole.split())), (rest[0], number))
                self._kinds = max(self._kinds, number + 1)

    def _named(self, entry: str) -> str:
        """An entry as it is looked up: several words by the name that stands for them."""
        return f"={self._phrases.add(entry)}" if is_phrase(entry) else entry

    def _phrase(self, entry: str) -> tuple[str, ...]:
        """Words that are joined by "_"."""
        return tuple(fold_word(one, self.language) for one in entry.split("_"))

    def _entry(self, word: str) -> str:
        return self._phrases.name_of(word) if "_" in word else word

    def states(self, word: str) -> frozenset[State]:
        """The poles that a word stands for."""
        return self._states.of(self._entry(word))

    def phrases(self, word: str) -> Beginning | None:
        """Entries of several words that a word may begin; where one stands, its words are looked up as one."""
        return self._phrases.beginning(word)

    def part(self, word: str) -> float:
        """How many per cent of a whole a word says: "half", "quarters"; 0 for other words."""
        return next((found for form in forms_of(word) if (found := self._parts.get(form))), 0.0)

    def things(self, word: str) -> frozenset[State]:
        """(field, which of it) of a word that names a thing or a deed: those of one field tell each other apart."""
        return self._things.of(self._entry(word))

    def cues(self, word: str) -> frozenset[str]:
        """negation, against, denial, retraction, plan."""
        found = self._cues.of(self._entry(word))
        return frozenset([kind for kind, _ in found]) if found else _NONE

    def tenses(self, word: str) -> frozenset[str]:
        """What a word may be if it is a verb: future, now, bare (behind "will"), past, any (the past of any verb)."""
        if "_" in word:
            return frozenset(chain.from_iterable(map(self.tenses, word.split("_"))))
        found = self._tenses.of(word)
        return frozenset([kind for kind, _ in found]) if found else _NONE

    def idiom(self, words: Sequence[str], place: int) -> int:
        """How many words the negation that denies nothing has that begins at a place: "for nothing"; 0 if none does."""
        return next(
            (
                len(rest) + 1
                for rest in self._idioms.get(words[place], ())
                if tuple(words[place + 1 : place + 1 + len(rest)]) == rest
            ),
            0,
        )

    def may_hold_idioms(self, words: Sequence[str]) -> bool:
        """Whether one of the words begins an idiom."""
        return not self._idioms.keys().isdisjoint(words)

    def has(self, kind: str, word: str) -> bool:
        """Whether a word is one of a list's, as it stands there."""
        return word in self._words.get(kind, _NONE)

    def begins(self, kind: str, word: str) -> bool:
        """Whether a word begins with one of a list's."""
        stems = self._stems.get(kind)
        return stems is not None and bool(stems.of(word))

    def words(self, kind: str) -> frozenset[str]:
        """A list's words, folded."""
        return self._words.get(kind, _NONE)


def _add(table: Stems, body: str, meaning: State) -> None:
    for entry in body.split():
        table.add(entry, meaning)


@lru_cache(maxsize=len(LANGUAGES) + 1)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language ("de-AT" is "de"); English where there is none of its own."""
    primary = language.partition("-")[0].lower()
    return _lexicon(primary if primary in LANGUAGES or not primary else _OTHER)


@lru_cache(maxsize=len(LANGUAGES) + 2)
def _lexicon(language: str) -> Lexicon:
    return Lexicon("en", borrowed=language == _OTHER) if language in ("", _OTHER) else Lexicon(language)


@lru_cache(maxsize=10_000)
def measure(word: str, language: str = "") -> tuple[str, float] | None:
    """(dimension, how much of its unit) of a word that measures, None for what is only counted."""
    if not word:
        return None
    table = _measures()
    for form in forms_of(fold_word(word)):
        if (exact := table.get(f"={form}") or table.get(f"{language}={form}")) is not None:
            return exact
        for length in range(len(form), 1, -1):
            found = table.get(form[:length])
            if found is not None and len(form) - length <= LONGER - 1:
                return found
    return None


@lru_cache(maxsize=1)
def _measures() -> dict[str, tuple[str, float]]:
    text = (resources.files("monitor.stories.words") / "measures.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {_folded(name): (dimension, float(factor)) for dimension, factor, *names in rows for name in names}


def _folded(entry: str) -> str:
    language, exact, word = entry.rpartition("=")
    return f"{language}{exact}{fold_word(word)}"
