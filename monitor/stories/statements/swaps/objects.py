"""Another thing or deed than was told, where two sentences say nothing else otherwise."""

from __future__ import annotations

from monitor.stories.statements.align import ALIGNED, Pair
from monitor.stories.statements.kinds import arrow
from monitor.stories.statements.known import Known
from monitor.stories.statements.names import in_other_length
from monitor.stories.statements.retelling.frame import is_frame
from monitor.stories.statements.setting import CLOSE, EQUAL, Setting
from monitor.stories.statements.swaps.nouns import other_thing, put_for
from monitor.stories.statements.swaps.predicates import other_words, put_alone, put_in, put_otherwise

_HOW_CERTAIN = frozenset({"plan", "may", "expect"})


def other_object(pair: Pair, known: Known, setting: Setting) -> str:
    """What stands for what; "" for none. One that no list knows only where publishers do not merely choose words."""
    lexicon, told, now = setting.lexicon, setting.told, setting.now
    if pair.share >= EQUAL and (found := other_thing(pair, lexicon)):
        return arrow(found[:1], found[1:])
    if setting.copied:
        lone = put_alone(pair, lexicon, told, now, ALIGNED) or put_in(pair, lexicon, known.states)
        if lone:
            return lone
    if pair.new.watched or ((setting.at_head or setting.copied) and not lexicon.listed):
        put = put_otherwise if lexicon.listed else other_words
        least = ALIGNED if setting.copied and not lexicon.listed else EQUAL
        if unlisted := put(pair, lexicon, told, now, (least, CLOSE)):
            return unlisted
    if not setting.same_publisher or pair.share < EQUAL or not pair.new.watched:
        return ""
    if not setting.next_of_series:
        fresh = put_for(pair, lexicon, told, now)
        return arrow(pair.gone, fresh) if fresh else ""
    fresh = _fresh(pair, known, setting)
    return arrow(pair.gone, fresh) if fresh and pair.gone and not in_other_length(fresh, pair, known) else ""


def _fresh(pair: Pair, known: Known, setting: Setting) -> tuple[str, ...]:
    """The words of the later sentence that name what was not told."""
    lexicon = setting.lexicon
    had = frozenset(state for word in pair.gone for state in lexicon.states(word))
    return tuple(
        word
        for word in pair.added
        if len(word) > 1 and word not in known.vocabulary and word[0] != "#" and had.isdisjoint(lexicon.states(word))
        if lexicon.cues(word).isdisjoint(_HOW_CERTAIN) and not is_frame(word, lexicon)
    )
