"""Whether what two texts share is only background: closing paragraphs and context below two different main topics."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.model.articles import Article
from monitor.model.stories import CopyFinding, CopyLabel
from monitor.stories.cleaning import Sentence, lines_of, sentences, words
from monitor.stories.common_words import COMMON

_HEAD = 2
"""Sentences that say, with the headline, what a text is about."""
_DISJOINT = 0.2
"""Share of the shorter head's words below which two texts are about two things."""
_LEAST_WORDS = 5
_WHOLE = 0.8
_STEM = 5
"""Letters that the inflected forms of a word have in common."""


def is_background(new: Article, old: Article, finding: CopyFinding) -> bool:
    """Whether two texts with sentences in common tell of two events.

    A copy keeps most of a text, or its headline, or its first sentences; what shares none of these has quoted the same
    history.
    """
    if finding.label is CopyLabel.IDENTICAL or min(finding.of_new, finding.of_old) >= _WHOLE:
        return False
    mine, theirs = sentences(new.text), sentences(old.text)
    shared = {one.words for one in mine} & {one.words for one in theirs}
    if any(one.words in shared for one in (*mine[:1], *theirs[:1])):
        return False
    topic, other = _topic(new.title, mine, shared), _topic(old.title, theirs, shared)
    fewest = min(len(topic), len(other))
    return fewest >= _LEAST_WORDS and len(topic & other) < _DISJOINT * fewest


def _topic(title: str, text: Sequence[Sentence], shared: Collection[tuple[str, ...]]) -> set[str]:
    opening = [word for sentence in text[:_HEAD] if sentence.words not in shared for word in sentence.words]
    return {word[:_STEM] for word in (*words(title), *opening) if word not in COMMON}


def without_shared(text: str, *others: str) -> str:
    """The text without the sentences that stand in the others: what is left is its own."""
    shared = {one.words for other in others for line in lines_of(other) for one in line}
    kept = (" ".join(one.shown for one in line if one.words not in shared) for line in lines_of(text))
    return "\n".join(line for line in kept if line)
