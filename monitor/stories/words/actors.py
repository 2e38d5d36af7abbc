"""Words for those who act, by what they are: one reviewed file a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from monitor.stories.words.stems import Stems, entries

LANGUAGES = ("en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he")
_ANYONE, _SAYS, _ENDING = "anyone", "says", "ending"
_NO_KINDS = frozenset({_ANYONE, _SAYS, _ENDING})
_POWERS = frozenset(
    {
        *("army", "police", "border", "customs", "guards", "government", "president", "premier", "monarch"),
        *("parliament", "mayor", "governor", "judges", "prosecutors", "firefighters", "rescuers", "spies"),
    }
)
_TRADES = frozenset(
    {
        *("nurses", "doctors", "paramedics", "teachers", "miners", "dockers", "steelworkers", "taxi", "bus", "lorry"),
        *("train", "pilots", "stewards", "sailors", "postal", "cleaners", "binmen", "builders", "engineers", "fishers"),
        *("firefighters", "journalists", "cooks", "waiters", "bakers", "butchers", "traders", "gardeners", "porters"),
        *("foresters", "musicians", "actors", "dancers"),
    }
)
_LEAST_PERSON = 5
"""Letters of a word whose ending tells that it stands for people."""


class Actors:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self._kinds = Stems(language)
        self._others = Stems(language)
        listed = dict(entries("actors", language)) if language in LANGUAGES else {}
        single = frozenset(listed) - _NO_KINDS
        wider = {"workers": _TRADES, "powers": _POWERS, "civil": single - _POWERS}
        for head, body in listed.items():
            table = self._others if head in _NO_KINDS else self._kinds
            for kind in (head, *wider.get(head, ())):
                for entry in body.split():
                    table.add(entry, (kind, 0))

    def kinds(self, phrase: Iterable[str]) -> frozenset[str]:
        """What those of a phrase may be: by the words that say it, by such as "officers" only where none does."""
        words = tuple(phrase)
        telling = [word for word in words if not self._is(word, _ANYONE)]
        return self._of(telling) or self._of(words)

    def _of(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(kind for word in words for kind in self._kinds_of(word))

    def _kinds_of(self, word: str) -> Iterator[str]:
        """Of a word, or of several that a statement has as one."""
        return (kind for part in word.split("_") for kind, _ in self._kinds.of(part))

    def lists(self, word: str) -> bool:
        """Whether a word stands in the list, for whomever."""
        return any(self._kinds_of(word)) or self._is(word, _ANYONE)

    def anyone(self, word: str) -> bool:
        """Whether a word may stand for any actor: "protesters", "officials"."""
        return self._is(word, _ANYONE)

    def says(self, word: str) -> bool:
        """Whether a word stands beside who is quoted."""
        return self._is(word, _SAYS)

    def person(self, word: str) -> bool:
        """Whether a word most likely stands for people, in whatever list or in none."""
        return any(self._kinds_of(word)) or (len(word) >= _LEAST_PERSON and self._is(word, _ENDING))

    def _is(self, word: str, kind: str) -> bool:
        return any((kind, 0) in self._others.of(part) for part in word.split("_"))


@lru_cache(maxsize=len(LANGUAGES) + 2)
def actors(language: str) -> Actors:
    """Those of a language; none where there is no list."""
    return Actors(language)
