"""How newsrooms take back what they reported: one reviewed file a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from monitor.stories.words.stems import BEGINNING, Stems, entries, fold_word, forms_of

LANGUAGES = ("en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he", "fi", "sv")

_MARKS = frozenset({"head", "opens", "reissue", "check"})
_PHRASES = _MARKS | {"self", "whole"}
_WRONG = ("undone", "gone", "erred")
_SAYING = frozenset({*_WRONG, "whole"})
_MOST_KNOWN = 50_000
_Glance = tuple[frozenset[str], tuple[tuple[str, tuple[str, ...]], ...]]


class Corrections:
    """The words of one language, and of English, whose marks wires use everywhere."""

    def __init__(self, language: str) -> None:
        self._words: list[Stems] = []
        self._phrases: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._seen: dict[str, _Glance] = {}
        self._silent: set[str] = set()
        """Words seen of which none alone, nor a phrase that it begins, says that a report was wrong: nearly all."""
        for spoken in dict.fromkeys((language, "en")):
            stems = Stems(spoken)
            self._words.append(stems)
            for kind, body in entries("corrections", spoken):
                for entry in body.split():
                    if kind in _PHRASES or "_" in entry:
                        phrase = tuple(fold_word(one, spoken) for one in entry.lstrip("=").split("_"))
                        self._phrases[phrase[0]].append((kind, phrase))
                    else:
                        stems.add(entry, (kind, 0))
        phrases = chain.from_iterable(self._phrases.values())
        self._opening = frozenset(phrase[0] for kind, phrase in phrases if kind in _MARKS)
        begin = [one.beginnings() for one in self._words]
        known = (word[:BEGINNING] for word in self._phrases)
        self._begin = None if None in begin else frozenset(known).union(*(one for one in begin if one is not None))

    def may_be_marked(self, words: Iterable[str]) -> bool:
        """Whether a mark may begin at any of these folded words, in whatever parts they are taken."""
        return not self._opening.isdisjoint(words)

    def is_mark(self, kind: str, words: Sequence[str]) -> bool:
        """Whether these folded words are one of the marks, and nothing else."""
        return bool(words) and (kind, tuple(words)) in self._phrases.get(words[0], ())

    def opens(self, words: Sequence[str]) -> bool:
        """Whether these folded words begin with a mark that needs no sign."""
        phrases = self._phrases.get(words[0], ()) if words else ()
        return any(kind == "opens" and tuple(words[: len(phrase)]) == phrase for kind, phrase in phrases)

    def kinds(self, words: Sequence[str]) -> set[str]:
        """The kinds of which a word or a phrase stands among these folded words."""
        found: set[str] = set()
        for at, word in enumerate(words):
            kinds, phrases = self._seen.get(word) or self._look(word)
            found |= kinds
            for kind, phrase in phrases:
                if tuple(words[at + 1 : at + len(phrase)]) == phrase[1:]:
                    found.add(kind)
        return found

    def says(self, words: Sequence[str], of: Collection[str] = _WRONG) -> bool:
        """Whether a sentence of these folded words says that a report was wrong, or is taken back: by these kinds."""
        unsure = self._unsure(words)
        if not unsure or all(map(self._says_nothing, unsure)):
            return False
        kinds = self.kinds(words)
        if "erred" in of and "whole" in kinds:
            return True
        how = kinds.intersection(of)
        if not how or "self" in kinds:
            return bool(how)
        return "report" in kinds and ("own" in kinds or (how != {"erred"} and "agency" in kinds))

    def _unsure(self, words: Sequence[str]) -> list[str]:
        """Those that may say something: of the words that texts are full of most are told by their first letters."""
        silent, begin = self._silent, self._begin
        if begin is None:
            return [word for word in words if word not in silent]
        near = [
            word
            for word in words
            if word[:BEGINNING] in begin or word[:3] in begin or word[:2] in begin or not word.isascii()
        ]
        return [word for word in near if word not in silent]

    def _says_nothing(self, word: str) -> bool:
        """As `_silent`, of a word that may not have been seen."""
        if word not in self._seen:
            self._look(word)
        return word in self._silent

    def _look(self, word: str) -> _Glance:
        if len(self._seen) > _MOST_KNOWN:
            self._seen.clear()
            self._silent.clear()
        kinds = frozenset(kind for one in self._words for kind, _ in one.of(word))
        phrases = tuple(one for form in forms_of(word) for one in self._phrases.get(form, ()))
        self._seen[word] = kinds, phrases
        if _SAYING.isdisjoint(kinds) and _SAYING.isdisjoint(kind for kind, _ in phrases):
            self._silent.add(word)
        return self._seen[word]


@lru_cache(maxsize=len(LANGUAGES) + 1)
def corrections(language: str) -> Corrections:
    """Those of a language ("de-AT" is "de"); English where there is no list."""
    primary = language.partition("-")[0].lower()
    return Corrections(primary if primary in LANGUAGES else "en")
