"""The sentences of an article that a digest shows, with the matches to mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.core.text import direction_of, sentence_at, sentence_ends, shown_part, word_marks, words_of
from monitor.model.digests import Quote
from monitor.model.watch import Field, Hit
from monitor.records import dataclass

MAX_QUOTE = 240
"""Longest quote, in code points; a longer sentence is cut at words around its first match."""
_REPEATED = 0.9
"""Of a sentence's words, in the headline: it is the headline, perhaps with a word turned."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    hits: tuple[Hit, ...]

    @property
    def topics(self) -> int:
        return len({hit.topic for hit in self.hits})


def quotes(text: str, language: str, hits: Sequence[Hit], title: str = "", limit: int = 1) -> tuple[Quote, ...]:
    """At most `limit` sentences of `text` that hold hits: those with most topics first, then in reading order.

    The headline is not quoted again under itself (a page's text often begins with it). Without a sentence that holds
    a hit and says more than the headline, the first one that says more is quoted, unmarked; if none does, nothing is.
    """
    in_text = [hit for hit in hits if hit.field is Field.TEXT]
    ends = sentence_ends(text)
    known = frozenset(_folded(title))
    found = [one for one in _sentences(text, ends, in_text) if not _repeats(text[one.start : one.end], known)]
    chosen = sorted(found, key=lambda one: (-one.topics, one.start))[:limit]
    if not chosen:
        chosen = _first(text, ends, known)
    return tuple(_quote(text, language, sentence) for sentence in sorted(chosen, key=lambda one: one.start))


def _first(text: str, ends: Sequence[int], known: frozenset[str]) -> list[_Sentence]:
    """The first sentence that has words, and others than the headline."""
    for start, end in pairwise((0, *ends)):
        sentence = text[start:end]
        if sentence.strip() and not _repeats(sentence, known):
            lead = len(sentence) - len(sentence.lstrip())
            return [_Sentence(start + lead, start + len(sentence.rstrip()), ())]
    return []


def _repeats(sentence: str, known: frozenset[str]) -> bool:
    """Whether a sentence has (nearly) no words but those of the headline."""
    words = _folded(sentence)
    return bool(known) and bool(words) and sum(word in known for word in words) >= _REPEATED * len(words)


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in words_of(text)]


def marked_sentence(sentence: str, language: str, words: Iterable[str]) -> Quote:
    """A sentence as it is quoted, with `words` marked wherever they stand in it; one that does not is passed over."""
    text = sentence.strip()
    spans = word_marks(text, (span for word in words if word.strip() for span in _places(text, word.strip())))
    return _quoted(text, language, (0, len(text)), spans)


def _places(text: str, word: str) -> list[tuple[int, int]]:
    """Where the word stands alone; a word of letters also inside another, behind the particles of its script."""
    alone = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(word)}(?!\w|[.,]\d)", re.IGNORECASE)
    found = [match.span() for match in alone.finditer(text)]
    if found or not word[0].isalpha():
        return found
    return [match.span() for match in re.finditer(re.escape(word), text, re.IGNORECASE)]


def _sentences(text: str, ends: list[int], hits: Iterable[Hit]) -> list[_Sentence]:
    by_bounds: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        start, end = sentence_at(text, hit.start, ends)
        by_bounds.setdefault((start, max(end, hit.end)), []).append(hit)
    return [_Sentence(start, end, tuple(found)) for (start, end), found in by_bounds.items()]


def _quote(text: str, language: str, sentence: _Sentence) -> Quote:
    marks = word_marks(text, ((hit.start, hit.end) for hit in sentence.hits))
    return _quoted(text, language, (sentence.start, sentence.end), marks)


def _quoted(text: str, language: str, bounds: tuple[int, int], marks: Sequence[tuple[int, int]]) -> Quote:
    start, end = shown_part(text, bounds, marks, MAX_QUOTE)
    before = "… " if start > bounds[0] else ""
    after = " …" if end < bounds[1] else ""
    shift = len(before) - start
    kept = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in marks if a < end and b > start)
    shown = before + text[start:end].replace("\n", " ") + after
    return Quote(text=shown, marks=kept, language=language, direction=direction_of(language, shown))
