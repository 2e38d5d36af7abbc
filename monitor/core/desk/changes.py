"""What a newsroom changed in a text, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import Final

from monitor.core.text import sentence_ends
from monitor.model.desk.story import Changed

MOST_SENTENCES: Final = 600
"""Of a text; what is longer is compared as far as that. Comparing takes the square of them at worst."""
_MOST_WORDS = 200
_WORD = re.compile(r"\w+|[^\w\s]")
_LEAST_ALIKE = 0.4
"""Two sentences with less in common are one that went and one that came."""


def changed(before: str, after: str) -> tuple[Changed, ...]:
    """All places in which two versions of a text differ, in reading order; spaces and line breaks do not count."""
    old, new = _sentences(before), _sentences(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Changed] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag != "equal":
            found += _paired(old[old_from:old_to], new[new_from:new_to])
    return tuple(found)


def _sentences(text: str) -> list[str]:
    ends = sentence_ends(text)
    sentences = (" ".join(text[start:end].split()) for start, end in pairwise((0, *ends)))
    return [one for one in sentences if one][:MOST_SENTENCES]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Changed]:
    for before, after in zip_longest(old, new, fillvalue=""):
        if not before or not after:
            yield Changed(before=before, after=after)
            continue
        gone, come, alike = _words(before, after)
        if alike:
            yield Changed(before=before, after=after, gone=gone, come=come)
        else:
            yield Changed(before=before, after="")
            yield Changed(before="", after=after)


_Spans = tuple[tuple[int, int], ...]


def _words(before: str, after: str) -> tuple[_Spans, _Spans, bool]:
    """Where the words stand that differ, and whether the two have enough in common to be one sentence."""
    old, new = (list(_WORD.finditer(text))[:_MOST_WORDS] for text in (before, after))
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return (), (), False
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        if old_to > old_from:
            gone.append((old[old_from].start(), old[old_to - 1].end()))
        if new_to > new_from:
            come.append((new[new_from].start(), new[new_to - 1].end()))
    return tuple(gone), tuple(come), True
