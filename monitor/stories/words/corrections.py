"""How newsrooms take back what they reported: one reviewed file a language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from monitor.stories.words.lexicon import LANGUAGES
from monitor.stories.words.stems import Stems, entries, fold_word, forms_of

_PHRASES = frozenset({"head", "opens", "reissue", "check", "self", "whole"})
_LISTED = ("", 0)


class Corrections:
    """The words of one language, and of English, whose marks wires use everywhere."""

    def __init__(self, language: str) -> None:
        self._words: dict[tuple[str, str], Stems] = {}
        self._phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for spoken in dict.fromkeys((language, "en")):
            for kind, body in entries("corrections", spoken):
                for entry in body.split():
                    self._add(kind, entry, spoken)

    def _add(self, kind: str, entry: str, language: str) -> None:
        if kind in _PHRASES or "_" in entry:
            phrase = tuple(fold_word(one, language) for one in entry.lstrip("=").split("_"))
            self._phrases.setdefault(kind, {}).setdefault(phrase[0], []).append(phrase)
            return
        self._words.setdefault((kind, language), Stems(language)).add(entry, _LISTED)

    def is_mark(self, kind: str, words: Sequence[str]) -> bool:
        """Whether these folded words are one of the marks, and nothing else."""
        return bool(words) and tuple(words) in self._phrases[kind].get(words[0], ())

    def opens(self, words: Sequence[str]) -> bool:
        """Whether these folded words begin with a mark that needs no sign."""
        phrases = self._phrases.get("opens", {}).get(words[0], ()) if words else ()
        return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)

    def holds(self, kind: str, words: Sequence[str]) -> bool:
        """Whether one of a kind's words or phrases stands among these folded words."""
        lists = [one for (listed, _), one in self._words.items() if listed == kind]
        if any(one.of(word) for one in lists for word in words):
            return True
        phrases = self._phrases.get(kind, {})
        return any(
            tuple(words[at + 1 : at + len(phrase)]) == phrase[1:]
            for at, word in enumerate(words)
            for form in forms_of(word)
            for phrase in phrases.get(form, ())
        )

    def says(self, words: Sequence[str], kinds: Collection[str] = ("undone", "gone", "erred")) -> bool:
        """Whether a sentence of these folded words says that a report was wrong, or is taken back: by these `kinds`."""
        if "erred" in kinds and self.holds("whole", words):
            return True
        found = {kind for kind in kinds if self.holds(kind, words)}
        if not found:
            return False
        whose = self.holds("own", words) or (found != {"erred"} and self.holds("agency", words))
        return self.holds("self", words) or (whose and self.holds("report", words))


@lru_cache(maxsize=len(LANGUAGES) + 1)
def corrections(language: str) -> Corrections:
    """Those of a language ("de-AT" is "de"); English where there is no list."""
    primary = language.partition("-")[0].lower()
    return Corrections(primary if primary in LANGUAGES else "en")
