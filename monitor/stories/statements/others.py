"""Whether somebody else does the same, or has it done to them: two sentences that are equal but for who it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from monitor.stories.statements.align import Pair
from monitor.stories.statements.likeness import alike
from monitor.stories.words.actors import Actors, actors

_MOST_OTHER = 0.34
"""Share of the words of both sentences that may differ elsewhere, where the lists know both actors."""
_LONGEST = 4
"""Words of a phrase that stands for an actor; a longer one is told in other words."""


def other_actor(pair: Pair, language: str, told: Collection[str], now: Collection[str]) -> str:
    """ "nurses → taxi drivers", "" if it may be the same ones.

    `told` and `now`: the words of what was told and of the later text: who is called so there too may be the same.
    Both stand at the same place of the sentence. Two phrases that the lists know are two actors if they share no
    kind; where a list does not know one of them, nothing else may differ, and both must look like people.
    """
    words = actors(language)
    if not any(map(words.person, pair.added)) or not any(map(words.person, pair.gone)):
        return ""
    for gone, added in _exchanged(pair, words):
        elsewhere = len(pair.added) + len(pair.gone) - len(added) - len(gone)
        mine, theirs = words.kinds(added), words.kinds(gone)
        if mine and theirs:
            other = mine.isdisjoint(theirs) and elsewhere <= _MOST_OTHER * len((*pair.new.content, *pair.old.content))
        else:
            other = not elsewhere and _strangers(added, gone, words) and not _named(added, told) | _named(gone, now)
        if other:
            return f"{' '.join(gone)} → {' '.join(added)}"
    return ""


def _exchanged(pair: Pair, words: Actors) -> Iterator[tuple[list[str], list[str]]]:
    """What was put for what at one place, but for who is quoted there."""
    old, new = pair.old.words, pair.new.words
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone = [word for word in old[start:end] if word in pair.gone and word[0] != "#"]
        added = [word for word in new[begin:stop] if word in pair.added and word[0] != "#"]
        if kind != "replace" or not gone or not added or max(len(gone), len(added)) > _LONGEST:
            continue
        near = (*old[max(0, start - 1) : end + 1], *new[max(0, begin - 1) : stop + 1])
        if not any(map(words.says, near)):
            yield gone, added


def _strangers(added: list[str], gone: list[str], words: Actors) -> bool:
    """Whether both phrases stand for certain people, as far as their words tell."""
    both = (*added, *gone)
    return not any(map(words.anyone, both)) and all(any(map(words.person, side)) for side in (added, gone))


def _named(phrase: list[str], text: Collection[str]) -> bool:
    return any(alike(word, one) for word in phrase for one in text)
