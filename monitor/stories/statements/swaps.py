"""Whether a sentence that is equal otherwise tells of another thing, or another deed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from monitor.stories.statements.align import Pair
from monitor.stories.statements.likeness import alike, same_name
from monitor.stories.statements.reading.known_words import known_word
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.retelling.frame import says_nothing
from monitor.stories.words.actors import actors
from monitor.stories.words.families import of_one_family, of_one_stem
from monitor.stories.words.lexicon import Lexicon, measure
from monitor.stories.words.phrases import PREFIXED_FROM
from monitor.stories.words.stems import State

_LONGEST = 2
"""Content words of what was put for another thing: more of them say it in other words."""
_LONGEST_SIGNS = 6
"""The same of signs that are words by themselves."""
_LEAST_LETTERS = 4
"""Of the longer of two words in Latin, Greek and Cyrillic letters: shorter ones join others."""
_SHORT_BEFORE = "\u0530"
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億两兩")
_PREFIX = 3
"""Letters before a little word that make it its contrary: Czech "byl", "nebyl"."""
_LEAST = 3
_ONE_TRADE = 2
"""Kinds of people that a word may stand for if it names a trade."""
_ROOT, _VERB_ENDING = 3, 2
"""Letters of a Hebrew or Arabic verb that stay, and of what says who."""
_LONGEST_PREDICATE = 3
_SHORT_SENTENCE = 5
"""Content words of a sentence whose predicate is all that it says."""
SAME = "same"
"""A field of no things in particular: its words of one kind say the same, and no more is said of them."""
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
    if any(_may_be_same(one, two, lexicon) for one in gone for two in added) or _is_short_for(gone, added):
        return ()
    if any(_named(word, told) for word in added) or any(_named(word, now) for word in gone):
        return ()
    both = (old, start, end, gone), (new, begin, stop, added)
    return tuple(added) if all(_is_noun(*one, lexicon) for one in both) else ()


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
            return f"{_as_written(was, pair.old)} → {_as_written(now, pair.new)}"
        if kind == "replace" and gone and added:
            changed.append((gone, added))
    left = len(pair.gone) + len(pair.added) - sum(len(gone) + len(added) for gone, added in changed)
    if pair.share < (one_place if len(changed) == 1 and not left else more):
        return ""
    for gone, added in changed:
        if _is_put(gone, lexicon) and _is_put(added, lexicon) and _are_long(gone, added, lexicon):
            return f"{_as_written(gone, pair.old)} → {_as_written(added, pair.new)}"
    return ""


def put_otherwise(
    pair: Pair, lexicon: Lexicon, told: Collection[str], now: Collection[str], least: tuple[float, float]
) -> str:
    """What was put for what where no list says that it is the same: a predicate, most likely ("holds", "gave way").

    A few words of two short sentences, on both sides; of two long ones that share the second of
    `least` of their words, if no list has any of these. `told` and `now` as in `put_for`.
    """
    if pair.share < least[1] and max(len(pair.old.content), len(pair.new.content)) > _SHORT_SENTENCE:
        return ""
    lost = [word for word in _telling(pair.old, pair.new, lexicon) if not _is_of_telling(word, lexicon)]
    fresh = [word for word in _telling(pair.new, pair.old, lexicon) if not _is_of_telling(word, lexicon)]
    gone = [one for one in lost if not any(_may_say_same(one, two, lexicon) for two in (*fresh, *pair.new.content))]
    added = [one for one in fresh if not any(_may_say_same(one, two, lexicon) for two in (*lost, *pair.old.content))]
    if max(len(pair.old.content), len(pair.new.content)) > _SHORT_SENTENCE and not (
        len(lost) <= _LONGEST >= len(fresh) and _in_no_list((*gone, *added), lexicon)
    ):
        return ""
    if not (gone and added) or max(len(gone), len(added)) > _LONGEST_PREDICATE or _is_short_for(gone, added):
        return ""
    if any(_named(word, told) for word in added) or any(_named(word, now) for word in gone):
        return ""
    return f"{_as_written(gone, pair.old)} → {_as_written(added, pair.new)}"


def _telling(one: Statement, other: Statement, lexicon: Lexicon) -> list[str]:
    """The words of a sentence that the other has not, names and numbers apart; not the little words that many have."""
    left = Counter(other.words)
    found = []
    for word in one.words:
        if left[word]:
            left[word] -= 1
        elif word in one.counts or lexicon.has("particle", word):
            found.append(word)
    return [
        word
        for word in found
        if word[0] != "#" and word not in one.names and not any(word in name.split() for name in one.watched)
    ]


def _in_no_list(words: Sequence[str], lexicon: Lexicon) -> bool:
    listed = actors(lexicon.language).lists
    return not any(
        lexicon.states(word) or lexicon.things(word) or lexicon.cues(word) or listed(word) or _is_short(word)
        for word in words
    )


def _is_of_telling(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a measure, or says how or by whom something is told."""
    words = actors(lexicon.language)
    if measure(word, lexicon.language) or lexicon.part(word) or lexicon.has("percent", word):
        return True
    return words.says(word) or words.anyone(word) or says_nothing(word, lexicon)


def _may_say_same(one: str, two: str, lexicon: Lexicon) -> bool:
    """Whether two words are one in another form, of one family, or said by a list to be the same."""
    language = lexicon.language
    if alike(one, two) or _is_akin(one, two, language) or of_one_stem(one, two, language):
        return True
    kinds = actors(lexicon.language).kinds
    return not (
        lexicon.states(one).isdisjoint(lexicon.states(two))
        and lexicon.things(one).isdisjoint(lexicon.things(two))
        and lexicon.cues(one).isdisjoint(lexicon.cues(two))
        and kinds((one,)).isdisjoint(kinds((two,)))
    )


def _is_akin(one: str, two: str, language: str) -> bool:
    """Whether two words are one name, family or verb, or one thing named more closely: "cistern", "Wasserzisterne"."""
    if same_name(one, two) or of_one_family(one, two, language) or one.endswith(two) or two.endswith(one):
        return True
    return one[0] >= PREFIXED_FROM and one[:_ROOT] == two[:_ROOT] and max(len(one), len(two)) - _ROOT <= _VERB_ENDING


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


def _as_written(words: Sequence[str], said: Statement) -> str:
    raw = dict(zip(said.tokens, said.raw, strict=True))
    return ("" if all(len(word) == 1 for word in words) else " ").join(raw.get(word, word) for word in words)


def _nouns(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words without an article among them."""
    return [word for word in words if not lexicon.has("before_noun", word)]


def _fits(found: Sequence[str], left: Sequence[str]) -> bool:
    return 0 < len(found) <= _LONGEST and len(found) == len(left)


def _may_be_same(one: str, two: str, lexicon: Lexicon) -> bool:
    """Whether two words are numbers or measures, said to be one, or beside who is quoted."""
    words, said = actors(lexicon.language), (one, two)
    if any(word[0] == "#" or _is_short(word) or measure(word, lexicon.language) for word in said):
        return True
    if any(words.says(word) or words.anyone(word) for word in said):
        return True
    kinds = words.kinds([one]), words.kinds([two])
    if kinds[0] & kinds[1] and max(map(len, kinds)) > _ONE_TRADE:
        return True  # "Workers" may be plumbers; carpenters are none.
    same = (lexicon.states(one) & lexicon.states(two)) | (lexicon.things(one) & lexicon.things(two))
    return bool(same) or any(map(lexicon.cues, said)) or any(lexicon.has("about", word) for word in said)


def _is_short(word: str) -> bool:
    return len(word) < (_LEAST if word[0] < PREFIXED_FROM else _LEAST - 1)


def _named(word: str, text: Collection[str]) -> bool:
    return any(alike(word, one) for one in text)


def _is_short_for(gone: Sequence[str], added: Sequence[str]) -> bool:
    """ "United Nations", "UN"."""
    short, long = (gone, added) if len(gone) < len(added) else (added, gone)
    return len(short) == 1 < len(long) and short[0].startswith("".join(word[0] for word in long))


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
