"""Whether two sentences of the same words have their actors changed: "A gave it to B", "B gave it to A"."""

from __future__ import annotations

from itertools import combinations

from monitor.stories.statements.align import Pair
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.statement import Statement
from monitor.stories.words.lexicon import Lexicon, forms_of

_MOST_LEFT = 2
"""Words that may be left over: more of them, and what changed is told by those."""
_MOST_WORDS = 24
_INFLECTED = frozenset({"ru", "tr"})
"""Languages whose endings, not the order of words, say who does it."""

_WRITTEN_TOGETHER = "لبל"
"""Arabic and Hebrew letters in front that say what part a word plays."""


def swapped(pair: Pair, lexicon: Lexicon) -> str:
    """The two that changed places, "" if none did.

    Two words have changed places where each now has the small word (or ending) in front of it that the other had, and
    stands on the other side of a word between them. A sentence turned round ("police arrested him", "he was arrested
    by police") keeps or changes the small words, but does not exchange them.
    """
    if len(pair.added) > _MOST_LEFT or len(pair.gone) > _MOST_LEFT or pair.equal:
        return ""
    if len(pair.new.content) > _MOST_WORDS:
        return ""
    places = _places(pair)
    for (one, now, was), (two, then, before) in combinations(places, 2):
        if (now < then) == (was < before):
            continue
        if _exchanged(pair, (now, then), (was, before), lexicon):
            return f"{one} ↔ {two}"
    return ""


def _places(pair: Pair) -> list[tuple[str, int, int]]:
    """(word, its place now, its place before) for those that stand once on both sides."""
    old, found = pair.old.content, []
    for now, word in enumerate(pair.new.content):
        was = [at for at, one in enumerate(old) if one == word or alike(one, word)]
        if len(was) == 1 and pair.new.content.count(word) == 1 and word[0] != "#":
            found.append((word, now, was[0]))
    return found


def _exchanged(pair: Pair, now: tuple[int, int], was: tuple[int, int], lexicon: Lexicon) -> bool:
    new, old = pair.new, pair.old
    mine = [_part(new, at) for at in now]
    theirs = [_part(old, at) for at in was]
    if lexicon.language in _INFLECTED:
        turned = all(new.content[a] != old.content[b] for a, b in zip(now, was, strict=True))
        return turned and _between(*now) and mine == theirs[::-1]
    if mine != theirs[::-1]:
        return False
    if mine[0] != mine[1]:
        return True
    return _between(*now) and _between(*was) and not _listed(new.shown) and not _listed(old.shown)


def _part(one: Statement, at: int) -> str:
    """The small word in front, or the one that is written together with the word."""
    word = one.content[at]
    if len(forms_of(word)) > 1 and word[0] in _WRITTEN_TOGETHER:
        return word[0]
    return one.roles[at]


def _between(first: int, second: int) -> bool:
    return abs(first - second) > 1


def _listed(shown: str) -> bool:
    return "," in shown or "\u060c" in shown
