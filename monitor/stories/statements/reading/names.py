"""Whether a name stands in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.stories.words.stems import forms_of


def holds(sentence: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name stands in a sentence, inflected or with small words in front."""
    first, *rest = name
    begins = first[:-1] or first
    return any(
        _fits(word, first) and all(map(_fits, sentence[start + 1 : start + len(name)], rest))
        for start, word in enumerate(sentence[: len(sentence) - len(rest)])
        if begins in word
    )


def _fits(word: str, part: str) -> bool:
    forms = forms_of(word)
    if any(form == part or (len(part) > 3 and form.startswith(part) and len(form) - len(part) <= 3) for form in forms):
        return True
    return len(part) > 4 and word[: len(part) - 1] == part[:-1] and abs(len(word) - len(part)) <= 2
