"""A noun put for another at the one place where two sentences differ."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from monitor.stories.statements.align import Pair
from monitor.stories.statements.reading.known_words import known_word
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.swaps.same_words import SAME, is_named, is_short, is_short_for
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon, measure
from monitor.stories.words.stems import State

_LONGEST = 2
"""Content words of what was put for another thing: more of them say it in other words."""
_ONE_TRADE = 2
"""Kinds of people that a word may stand for if it names a trade."""
_OWN_PREPOSITION = {"he": "במלהכ", "ar": "بلكف"}
"""Letters in front of a noun that no verb has."""


def other_thing(pair: Pair, lexicon: Lexicon) -> tuple[str, str] | None:
    """What was said and what is said now, of things of one field that the lists tell apart: fraud, bribery."""
    there = _things(pair.old.words, lexicon)
    for word in pair.added:
        mine = lexicon.things(word)
        for one in pair.gone:
            theirs = lexicon.things(one)
            if mine.isdisjoint(theirs) and not _fields(mine - there).isdisjoint(_fields(theirs)):
                return one, word
    return None


def _things(words: Collection[str], lexicon: Lexicon) -> frozenset[State]:
    return frozenset(thing for word in words for thing in lexicon.things(word))


def _fields(things: frozenset[State]) -> frozenset[str]:
    return frozenset(field for field, _ in things if field != SAME)


def put_for(pair: Pair, lexicon: Lexicon, told: Collection[str], now: Collection[str]) -> tuple[str, ...]:
    """The new noun (or two words) at the one place where two sentences differ; empty if that may be the same thing.

    `told` and `now`: the words of what was told and of the later text: what is called so there too may be the same.
    """
    old, new = pair.old, pair.new
    matched = SequenceMatcher(None, old.words, new.words, autojunk=False).get_opcodes()
    changed = [one for one in matched if one[0] != "equal"]
    if len(changed) != 1 or changed[0][0] != "replace":
        return ()
    _, start, end, begin, stop = changed[0]
    gone, left = (_nouns(words, lexicon) for words in ([w for w in old.words[start:end] if w in pair.gone], pair.gone))
    added, more = (
        _nouns(words, lexicon) for words in ([w for w in new.words[begin:stop] if w in pair.added], pair.added)
    )
    if not _fits(gone, left) or not _fits(added, more):
        return ()
    if any(_may_be_same(one, two, lexicon) for one in gone for two in added) or is_short_for(gone, added):
        return ()
    if any(is_named(word, told) for word in added) or any(is_named(word, now) for word in gone):
        return ()
    both = (old, start, end, gone), (new, begin, stop, added)
    return tuple(added) if all(_is_noun(*one, lexicon) for one in both) else ()


def _nouns(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words without an article among them."""
    return [word for word in words if not lexicon.has("before_noun", word)]


def _fits(found: Sequence[str], left: Sequence[str]) -> bool:
    return 0 < len(found) <= _LONGEST and len(found) == len(left)


def _may_be_same(one: str, two: str, lexicon: Lexicon) -> bool:
    """Whether two words are numbers or measures, said to be one, or beside who is quoted."""
    words, said = actors(lexicon.language), (one, two)
    if any(word[0] == "#" or is_short(word) or measure(word, lexicon.language) for word in said):
        return True
    if any(words.says(word) or words.anyone(word) for word in said):
        return True
    kinds = words.kinds([one]), words.kinds([two])
    if kinds[0] & kinds[1] and max(map(len, kinds)) > _ONE_TRADE:
        return True  # "Workers" may be plumbers; carpenters are none.
    same = (lexicon.states(one) & lexicon.states(two)) | (lexicon.things(one) & lexicon.things(two))
    return bool(same) or any(map(lexicon.cues, said)) or any(lexicon.has("about", word) for word in said)


def _is_noun(one: Statement, start: int, end: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words at a place of a sentence are most likely a noun, as far as what stands around them tells."""
    language, last = lexicon.language, words[-1]
    if actors(language).person(last):
        return True
    if language == "de":
        raw = dict(zip(one.tokens, one.raw, strict=False))
        return raw.get(last, "")[:1].isupper()
    before, behind = [*one.words[max(0, start - 2) : start], *one.words[start:end]], one.words[end : end + 1]
    at = before.index(words[0]) if words[0] in before else 0
    led = at > 0 and any(lexicon.has("before_noun", word) for word in before[max(0, at - 1) : at])
    if language == "en":
        told = last.rpartition("_")[2]
        stands = next((raw for word, raw in zip(one.tokens, one.raw, strict=False) if word == told), "")
        ends = not behind or known_word(behind[0], lexicon).small or f"{stands}," in one.shown
        return led and ends
    if language in ("fr", "es"):
        return led
    if language in _OWN_PREPOSITION:
        letters = _OWN_PREPOSITION[language]
        return led or last.startswith("ال") or all(word[0] in letters for word in words[:1])
    return led or not (lexicon.tenses(last) - {"now"})
