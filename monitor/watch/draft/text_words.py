"""A text taken apart for the search for names: its words with their capitals, and what stands between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from monitor.model.watch import MatchText
from monitor.records import dataclass
from monitor.watch.text import bare, clean, fold, spans, trimmed, words

ACRONYM_MOST = 6
"""Letters of the longest acronym."""
_SNIPPET_REACH = 60
_STOP = re.compile(r"[.!?:;؟\n]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page, without what a genitive adds."""

    text: str
    folded: str
    start: int
    end: int
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals throughout."""
        return len(self.text) > 1 and self.text.isupper()


def lower_case_words(texts: Sequence[MatchText]) -> frozenset[str]:
    """The folded words that stand somewhere without a capital: at the start of a sentence they name nothing."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(fold(word) for word in words(clean(text.text).text) if word[:1].islower())
    return frozenset(found)


class Page:
    """One title or body on its way to sightings."""

    def __init__(self, text: str, document: int, language: str, *, title: bool) -> None:
        self.text = clean(text).text
        self.document, self.language, self.title = document, language, title
        self.words = [_word(self.text, trimmed(self.text, span)) for span in spans(self.text)]

    def between(self, first: int) -> str:
        """What stands between word `first` and the next."""
        return self.text[self.words[first].end : self.words[first + 1].start]

    def opens(self, at: int) -> bool:
        """Whether word `at` begins a sentence."""
        return at == 0 or bool(_STOP.search(self.between(at - 1)))

    def spelled(self, first: int, last: int) -> str:
        """The words as they are written, on one line; what is shouted in quieter letters."""
        text = " ".join(self.text[self.words[first].start : self.words[last].end].split())
        return text.title() if text.isupper() and len(text) > ACRONYM_MOST else text

    def snippet(self, first: int, last: int) -> str:
        """The words around, on one line."""
        start, end = self.words[first].start, self.words[last].end
        before = self.text[max(0, start - _SNIPPET_REACH) : start]
        after = self.text[end : end + _SNIPPET_REACH]
        if start > _SNIPPET_REACH:
            before = "…" + before.partition(" ")[2]
        if end + _SNIPPET_REACH < len(self.text):
            after = after.rpartition(" ")[0] + "…"
        return " ".join((before + self.text[start:end] + after).split())


def _word(text: str, span: tuple[int, int]) -> Word:
    start, end = span
    surface = text[start:end]
    possessive = _POSSESSIVE.search(surface)
    if possessive is not None and len(surface) > len(possessive.group()):
        core = surface[: possessive.start()]
        return Word(core, bare(fold(core)), start, start + len(core), possessive=True)
    return Word(surface, bare(fold(surface)), start, end, possessive=False)
