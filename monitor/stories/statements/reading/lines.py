"""The sentences of a text: their words at once, what they state only when it is asked for.

Most sentences of two texts are either the same word for word or have nothing in common. Neither need be read closely,
and reading a sentence closely costs fifty times what its words cost.
"""

from __future__ import annotations

from functools import lru_cache

from monitor.stories.cleaning import Sentence
from monitor.stories.statements.reading.known_words import known_word
from monitor.stories.statements.reading.sentence import TOKEN, read
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.lexicon import LANGUAGES, Lexicon
from monitor.stories.words.stems import fold_word, forms_of, without_marks

_KEY = 5
"""Letters that the inflected forms of a word have in common."""
OWN_LETTERS = frozenset({"tr", "ar", "fa", "he"})
"""Languages whose words are folded otherwise than all texts are for shingles."""
_MOST_KNOWN = 50_000


class Line:
    """One sentence."""

    __slots__ = (
        "_lexicon",
        "_opens",
        "_read",
        "_statement",
        "keys",
        "may_count",
        "may_name_day",
        "shown",
        "size",
        "words",
    )

    def __init__(self, sentence: Sentence, lexicon: Lexicon, *, opens: bool) -> None:
        self.shown = sentence.shown
        self.words = _words(sentence, lexicon.language)
        table = _glances(lexicon)
        seen = [table[word] for word in self.words]
        found = [key for key, _, _ in seen if key]
        self.keys = frozenset(found)
        """What its content words begin with."""
        self.size = len(found)
        """How many content words it has."""
        self.may_count = lexicon.language in OWN_LETTERS or any(counts for _, counts, _ in seen)
        """Whether a number may stand in it, as far as a glance tells."""
        self.may_name_day = any(day for _, _, day in seen)
        """Whether a weekday, or "today", may stand in it."""
        self._lexicon, self._opens = lexicon, opens
        self._read = False
        self._statement: Statement | None = None

    @property
    def statement(self) -> Statement | None:
        """What it states, watched names aside; None if nothing is left of it."""
        if not self._read:
            self._statement = read(self.shown, self._lexicon, opens=self._opens, counts=self.may_count)
            self._read = True
        return self._statement

    @property
    def may_count_people(self) -> bool:
        """Whether a number of people may stand in it, or of those who were hurt."""
        return self.may_count and any(map(self._is_of_people, self.words))

    def _is_of_people(self, word: str) -> bool:
        return self._lexicon.begins("people", word) or any(axis == "life" for axis, _ in self._lexicon.states(word))

    @property
    def may_be_of_site(self) -> bool:
        """Whether a word of sites, or of picture credits, stands in it."""
        words = self._lexicon.words
        return not (words("site").isdisjoint(self.words) and words("credit").isdisjoint(self.words))


def _words(sentence: Sentence, language: str) -> tuple[str, ...]:
    if language not in OWN_LETTERS:
        return sentence.words
    found = TOKEN.findall(without_marks(sentence.shown))
    return tuple([folded for word in found if (folded := fold_word(word, language))])


class _Glances(dict[str, tuple[str, bool, bool]]):
    """What is seen of a word at a glance.

    Its key ("" if it carries no meaning by itself), whether it may count, and whether it may name a day.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> tuple[str, bool, bool]:
        if len(self) > _MOST_KNOWN:
            self.clear()
        known = known_word(word, self._lexicon)
        key = "" if known.small or known.dropped or known.day else forms_of(word)[-1][:_KEY]
        counts = known.dropped or known.one or known.scale > 0 or any(map(str.isdigit, word))
        self[word] = seen = key, counts, known.day or known.near_day
        return seen


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _glances(lexicon: Lexicon) -> _Glances:
    return _Glances(lexicon)
