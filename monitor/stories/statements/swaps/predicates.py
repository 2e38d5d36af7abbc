"""A predicate, most likely, put for another that no list says to be the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher
from math import ceil

from monitor.stories.statements.align import Pair
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.retelling.frame import says_nothing
from monitor.stories.statements.retelling.retold import HARD
from monitor.stories.statements.swaps.same_words import as_written, is_named, is_short, is_short_for, may_say_same
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon, measure
from monitor.stories.words.stems import State

_LONGEST, _LONGEST_SIGNS = 2, 6
"""Words of what was put for another where no list knows any: more of them say it in other words; signs are words."""
_LEAST_LETTERS = 4
"""Of the longer of two words in Latin, Greek and Cyrillic letters: shorter ones join others."""
_SHORT_BEFORE = "\u0530"
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億两兩")
_PREFIX = 3
"""Letters before a little word that make it its contrary: Czech "byl", "nebyl"."""
_LONGEST_PREDICATE = 3
"""Words of meaning that a predicate has at most."""
_SIGNS = 2.5
"""Of signs that are words by themselves so many make a word of other scripts."""
_VERB_FIRST = frozenset({"ar", "he"})
"""Languages in which who said it follows "said"."""
_AGGLUTINATIVE = frozenset({"az", "fi", "hu", "tr"})
"""Languages that say by endings of nouns what others say by words beside them."""
_BESIDE = 2
"""Words between who is quoted and "said"."""
PUT_IN = HARD | {"win", "danger", "support", "post", "strike", "plan", "trend"}
"""Axes of what makes another statement of a sentence by one word more."""
_SHORT_SENTENCE = 5
"""Content words of a sentence whose predicate is all that it says."""


def put_otherwise(
    pair: Pair, lexicon: Lexicon, told: Collection[str], now: Collection[str], least: tuple[float, float]
) -> str:
    """What was put for what where no list says that it is the same: a predicate, most likely ("holds", "gave way").

    A few words of two short sentences, on both sides; of two long ones that share the second of
    `least` of their words, if no list has any of these. "" if nothing else was put. `told` and `now`:
    the words of what was told and of the later text: what is called so there too may be the same.
    """
    put = Put(pair, lexicon)
    if max(len(pair.old.content), len(pair.new.content)) > _SHORT_SENTENCE:
        few = len(put.lost) <= _LONGEST >= len(put.fresh)
        if pair.share < least[1] or not few or not _in_no_list((*put.gone, *put.added), lexicon):
            return ""
    return put.shown(told, now)


def put_alone(pair: Pair, lexicon: Lexicon, told: Collection[str], now: Collection[str], least: float) -> str:
    """The same in a sentence, of any length, of a text that is a copy otherwise: who changes a word there means it.

    The sentences share `least` of their words.
    """
    if pair.share < least:
        return ""
    put = Put(pair, lexicon)
    sides = put.lost, put.fresh
    if lexicon.language in _AGGLUTINATIVE:
        sides = _no_forms_of(*sides), _no_forms_of(*reversed(sides))
    return put.shown(told, now) if most_of(*sides) <= _LONGEST_PREDICATE else ""


def _no_forms_of(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The words of one side that are no form of one of the other: what is asked has another ending where cancelled."""
    return [word for word in one if not any(alike(word, two) for two in other)]


def most_of(*sides: Sequence[str]) -> int:
    """How many words of meaning the longer side has; of signs two or three make one."""
    return max(ceil(sum(1 / _SIGNS if len(word) == 1 else 1 for word in side)) for side in sides)


def put_in(pair: Pair, lexicon: Lexicon, told: Collection[State]) -> str:
    """A state that was put into a sentence of such a copy, of which no text told: "has lost the confidence"."""
    put = Put(pair, lexicon)
    if put.lost or not 0 < len(put.added) <= _LONGEST:
        return ""
    for word in put.added:
        fresh = {state for state in lexicon.states(word) if state[0] in PUT_IN}.difference(told)
        if fresh and not lexicon.has("particle", word):
            return f"nothing → {as_written((word,), pair.new)}"
    return ""


class Put:
    """What two sentences have alone."""

    def __init__(self, pair: Pair, lexicon: Lexicon) -> None:
        self._pair, self._lexicon = pair, lexicon
        old, new = pair.old, pair.new
        self.lost, self.fresh = _telling(old, new, lexicon), _telling(new, old, lexicon)
        self.gone = [one for one in self.lost if not _is_said(one, (*self.fresh, *new.content), lexicon)]
        """The words of the earlier one that the later has in no form, and in no other word for the same."""
        self.added = [one for one in self.fresh if not _is_said(one, (*self.lost, *old.content), lexicon)]

    def shown(self, told: Collection[str], now: Collection[str]) -> str:
        """ "holds → gave way"; "" if these are none, too many, or may be the same."""
        gone, added = self.gone, self.added
        if not (gone and added) or most_of(gone, added) > _LONGEST_PREDICATE or is_short_for(gone, added):
            return ""
        if all(map(self._is_in(told), added)) or all(map(self._is_in(now), gone)):
            return ""
        return f"{as_written(gone, self._pair.old)} → {as_written(added, self._pair.new)}"

    def _is_in(self, text: Collection[str]) -> Callable[[str], bool]:
        """Whether a text has a word, particles apart: all texts have these."""
        return lambda word: not self._lexicon.has("particle", word) and is_named(word, text)


def _is_said(word: str, words: Sequence[str], lexicon: Lexicon) -> bool:
    return any(may_say_same(word, one, lexicon) for one in words)


def other_words(
    pair: Pair, lexicon: Lexicon, _told: Collection[str], _now: Collection[str], least: tuple[float, float]
) -> str:
    """What was put for what where no list knows the contraries of a language: there each other word may be one.

    At one place of two sentences that share the first of `least` of their words, or at several of two that share the
    second; not who is quoted, measures, or little words. "" if nothing else was put.
    """
    one_place, more = least
    old, new = pair.old.words, pair.new.words
    changed: list[tuple[list[str], list[str]]] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = old[start:end], new[begin:stop]
        gone, added = [word for word in was if word in pair.gone], [word for word in now if word in pair.added]
        if kind != "equal" and was + now and _NUMERALS.issuperset(was + now) and pair.share >= one_place:
            return f"{''.join(was) or 'nothing'} → {''.join(now) or 'nothing'}"
        if kind == "replace" and len(was) == len(now) == 1 and _negates(was[0], now[0]) and pair.share >= one_place:
            return f"{as_written(was, pair.old)} → {as_written(now, pair.new)}"
        if kind == "replace" and gone and added:
            changed.append((gone, added))
    left = len(pair.gone) + len(pair.added) - sum(len(gone) + len(added) for gone, added in changed)
    if pair.share < (one_place if len(changed) == 1 and not left else more):
        return ""
    for gone, added in changed:
        if _is_put(gone, lexicon) and _is_put(added, lexicon) and _are_long(gone, added, lexicon):
            return f"{as_written(gone, pair.old)} → {as_written(added, pair.new)}"
    return ""


def _telling(one: Statement, other: Statement, lexicon: Lexicon) -> list[str]:
    """The words of a sentence that the other has not, names and numbers apart.

    Neither the little words that many have, nor measures and who tells it.
    """
    left = Counter(other.words)
    found = []
    for place, word in enumerate(one.words):
        if left[word]:
            left[word] -= 1
        elif (word in one.counts or (place and lexicon.has("particle", word))) and not _is_quoted(
            place, one.words, lexicon
        ):
            found.append(word)
    return [
        word
        for word in found
        if word[0] != "#" and word not in one.names and not any(word in name.split() for name in one.watched)
        if not _is_of_telling(word, lexicon)
    ]


def _is_quoted(place: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word is who is said to have said it."""
    listed = actors(lexicon.language)
    behind, before = words[place + 1 : place + 1 + _BESIDE], words[max(0, place - _BESIDE) : place]
    said = before if lexicon.language in _VERB_FIRST else behind
    return listed.lists(words[place]) and any(map(listed.says, said))


def _in_no_list(words: Sequence[str], lexicon: Lexicon) -> bool:
    listed = actors(lexicon.language).lists
    return not any(
        lexicon.states(word) or lexicon.things(word) or lexicon.cues(word) or listed(word) or is_short(word)
        for word in words
    )


def _is_of_telling(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a measure, or says how or by whom something is told."""
    words = actors(lexicon.language)
    if measure(word, lexicon.language) or lexicon.part(word) or lexicon.has("percent", word):
        return True
    if lexicon.calendar.may_be_month(word):
        return True
    says = words.says(word) or lexicon.begins("says", word)
    return says or words.anyone(word) or says_nothing(word, lexicon)


def _is_put(words: Sequence[str], lexicon: Lexicon) -> bool:
    longest = _LONGEST_SIGNS if all(len(word) == 1 for word in words) else _LONGEST
    return len(words) <= longest and not any(
        word[0] == "#" or lexicon.begins("says", word) or measure(word, lexicon.language) for word in words
    )


def _negates(one: str, two: str) -> bool:
    """Whether one word is the other behind a short beginning."""
    short, long = sorted((one, two), key=len)
    return long != short and len(short) >= _PREFIX and long.endswith(short) and len(long) - len(short) <= _PREFIX


def _are_long(gone: Sequence[str], added: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether these are no little words, by their letters; words in other scripts are short.

    Where the little words are listed, a short one may be a number: "due", "tre".
    """
    least = _LEAST_LETTERS - bool(lexicon.words("small"))
    return gone[0] >= _SHORT_BEFORE or max(sum(map(len, gone)), sum(map(len, added))) >= least
