"""Number words of one language: what each comes to, written apart, together, or with small words in front."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from monitor.stories.cleaning import fold

LANGUAGES = ("en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he")
_ANYWHERE = ("en", "ru", "ar", "he")
"""For a text whose language is not known: languages of which no two share a script."""
_PREFIXES = {"ar": "وب", "he": "ובלמכ"}
"""Letters that are written in front of a word: "and", "with", "in", "to", "from", "about"."""
_JOINS = "וو"
_WRITTEN_TOGETHER = frozenset({"de", "tr"})
_THOUSANDS = {"de": "tausend", "tr": "bin"}
_HUNDREDS = {"de": "hundert", "tr": "yuz"}
_LEAST_TOGETHER = 4
_MOST_KNOWN = 50_000


class Numbers(dict[str, float]):
    """Folded word -> what it comes to, 0 for other words; looked up once for each word."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language if language in LANGUAGES else ""
        lists = _lists()
        self._listed: dict[str, float] = {}
        for one in (self.language,) if self.language else _ANYWHERE:
            self._listed |= _table(lists[one])
        self.inside = _table(lists.get(f"{self.language} inside", ""))
        """Words that count only within a larger number or before what is counted."""
        self.hundreds = frozenset(map(fold, lists.get(f"{self.language} hundred", "").split()))
        self.ands = frozenset(map(fold, lists.get(f"{self.language} and", "").split()))
        self.halves = frozenset(map(fold, lists.get(f"{self.language} half", "").split()))
        self._prefixes = _PREFIXES.get(self.language, "" if self.language else _PREFIXES["ar"])

    def __missing__(self, word: str) -> float:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = self._listed.get(word, 0) or self._prefixed(word)
        if not found and self.language in _WRITTEN_TOGETHER and len(word) >= _LEAST_TOGETHER:
            found = self._together(word, (_THOUSANDS[self.language], 1000), (_HUNDREDS[self.language], 100))
        self[word] = found
        return found

    def joined(self, word: str) -> bool:
        """Whether "and" is written in front of a number word."""
        return word not in self._listed and word[0] in _JOINS and self.language != "fa"

    def within(self, word: str) -> float:
        """What a word comes to behind a larger number."""
        return self.get(word) or self[word] or self.inside.get(word, 0)

    def _prefixed(self, word: str) -> float:
        """The number behind one prefix or two."""
        listed, prefixes = self._listed, self._prefixes
        if word[0] not in prefixes:
            return 0
        return listed.get(word[1:], 0) or (listed.get(word[2:], 0) if word[1:2] and word[1] in prefixes else 0)

    def _together(self, word: str, *scales: tuple[str, int]) -> float:
        """What is written in one word: "dreihundertfünfundvierzig", "ondokuz"; 0 if a part of it is no number."""
        for name, scale in scales:
            before, found, behind = word.partition(name)
            if found:
                many = self._below(before, scale) if before else 1
                rest = self._below(behind.removeprefix("und"), scale)
                return many * scale + rest if many and (rest or not behind) else 0
        return self._tens(word)

    def _below(self, word: str, scale: int) -> float:
        if scale == 1000:
            return self._listed.get(word, 0) or self._together(word, (_HUNDREDS[self.language], 100))
        return self._listed.get(word, 0) or self._tens(word)

    def _tens(self, word: str) -> float:
        """ "Einundzwanzig", "yirmibir"."""
        if self.language == "de":
            units, found, tens = word.partition("und")
            return self._sum(tens, units) if found else 0
        return next((total for at in range(2, len(word)) if (total := self._sum(word[:at], word[at:]))), 0)

    def _sum(self, tens: str, units: str) -> float:
        first, second = self._listed.get(tens, 0), self._listed.get(units, 0)
        return first + second if first in range(10, 100, 10) and 0 < second < 10 else 0


def _table(listed: str) -> dict[str, float]:
    parts = listed.split()
    return {fold(word): float(value) for value, word in zip(parts[::2], parts[1::2], strict=True)}


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    text = (resources.files("monitor.stories.words") / "numbers.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    head = ""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            begun = not line.startswith(" ")
            head = line.partition(":")[0] if begun else head
            found[head] = f"{found.get(head, '')} {line.partition(':')[2] if begun else line}"
    return found


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _numbers(language: str) -> Numbers:
    return Numbers(language)


def numbers(language: str) -> Numbers:
    """Those of a language; of no language in particular where it has none."""
    return _numbers(language if language in LANGUAGES else "")
