"""The words by which statements are told apart, one reviewed file a language, and how words are looked up in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from monitor.stories.words.stems import LONGER, State, Stems, entries, fold_word, forms_of

LANGUAGES = ("en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he", "fi", "sv")
_NONE: frozenset[str] = frozenset()


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._states, self._cues, self._tenses = Stems(language), Stems(language), Stems(language)
        self._words: dict[str, frozenset[str]] = {}
        self._stems: dict[str, Stems] = {}
        self._days: dict[tuple[str, ...], int] = {}
        self._idioms: dict[str, tuple[tuple[str, ...], ...]] = {}
        for head, body in entries("languages", language):
            self._read(head.split(), body)
        self._day_begins = frozenset(day[0] for day in self._days)

    def _read(self, head: Sequence[str], body: str) -> None:
        section, *names = head
        if section == "days":
            for number, day in enumerate(body.split("|")):
                for name in day.split():
                    self._days[self._phrase(name)] = number
        elif section == "idioms":
            for first, *rest in map(self._phrase, body.split()):
                self._idioms[first] = (*self._idioms.get(first, ()), tuple(rest))
        elif section == "words":
            stems = self._stems.setdefault(names[0], Stems(self.language))
            _add(stems, body, (names[0], 0))
            self._words[names[0]] = frozenset(fold_word(one.lstrip("="), self.language) for one in body.split())
        else:
            table = {"state": self._states, "cue": self._cues, "tense": self._tenses}[section]
            for number, pole in enumerate(body.split("|") if section == "state" else [body]):
                _add(table, pole, (names[0], number))

    def _phrase(self, entry: str) -> tuple[str, ...]:
        """Words that are joined by "_"."""
        return tuple(fold_word(one, self.language) for one in entry.split("_"))

    def states(self, word: str) -> frozenset[State]:
        """The poles that a word stands for."""
        return self._states.of(word)

    def cues(self, word: str) -> frozenset[str]:
        """negation, against, denial, retraction, plan."""
        found = self._cues.of(word)
        return frozenset([kind for kind, _ in found]) if found else _NONE

    def tenses(self, word: str) -> frozenset[str]:
        """What a word may be if it is a verb: future, now, bare (behind "will"), past, any (the past of any verb)."""
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
        return self._words.get(kind, _NONE)


def _add(table: Stems, body: str, meaning: State) -> None:
    for entry in body.split():
        table.add(entry, meaning)


@lru_cache(maxsize=len(LANGUAGES) + 1)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language ("de-AT" is "de"); English where there is none of its own."""
    primary = language.partition("-")[0].lower()
    return Lexicon(primary if primary in LANGUAGES else "en")


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
