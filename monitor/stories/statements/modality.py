"""How certain a statement is: done, planned or only possible, and what has become of that.

What may be so and is so now is told by the words for it ("may", "is considering", "ممكن") and the verb behind them.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.stories.statements.align import Pair
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.tenses import became_done, related, says_to_come
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon

_PLAN, _MAY, _EXPECT = "plan", "may", "expect"
_POSSIBLE = "possible"
_FEW = 3
"""Words beside those for how certain it is that may differ: where more do, another thing is said."""


def certainty_change(pair: Pair, lexicon: Lexicon, *, same_publisher: bool) -> str:
    """ "planned → done", "possible → planned", "" if both are as certain.

    Less certain than before is news only from who told it: others may print what they wrote earlier.
    """
    pair = _without_saying(pair, lexicon)
    if became_done(pair, lexicon, same_publisher=same_publisher):
        return "planned → done"
    new, old = pair.new, pair.old
    before, now = _level(old, lexicon), _level(new, lexicon)
    if new.negations != old.negations or before == now or not _says_otherwise(pair, lexicon):
        return ""
    if before == _POSSIBLE or (before and not now):
        return _more(pair, lexicon, (before, now), same_publisher=same_publisher)
    return _less(pair, lexicon, (before, now)) if same_publisher else ""


def _without_saying(pair: Pair, lexicon: Lexicon) -> Pair:
    """Without the words for saying it where another was chosen: "announced" or "informed", it is still to come."""
    quoting = actors(lexicon.language).says
    said = {one for one in (*pair.added, *pair.gone) if quoting(one) or lexicon.begins("announces", one)}
    if said.isdisjoint(pair.added) or said.isdisjoint(pair.gone):
        return pair
    return replace(
        pair,
        new=_without(pair.new, said, lexicon),
        old=_without(pair.old, said, lexicon),
        added=tuple(one for one in pair.added if one not in said),
        gone=tuple(one for one in pair.gone if one not in said),
    )


def _without(one: Statement, said: set[str], lexicon: Lexicon) -> Statement:
    words = tuple(word for word in one.words if word not in said)
    planned = any(_PLAN in lexicon.cues(word) for word in words)
    return replace(one, words=words, cues=one.cues if planned else one.cues - {_PLAN})


def _more(pair: Pair, lexicon: Lexicon, levels: tuple[str, str], *, same_publisher: bool) -> str:
    before, now = levels
    if not _one_verb(pair, lexicon):
        return ""
    if now:
        return "" if _is_open(pair) else f"{before} → {now}"
    came = before == _POSSIBLE or (same_publisher and _kept_word(pair, lexicon))
    return f"{before} → so" if came and not _is_ahead(pair, lexicon) else ""


def _is_ahead(pair: Pair, lexicon: Lexicon) -> bool:
    return any("future" in lexicon.tenses(word) for word in pair.new.words if word not in pair.old.words)


def _less(pair: Pair, lexicon: Lexicon, levels: tuple[str, str]) -> str:
    before, now = levels
    if before:
        return f"{before} → {now}" if not _is_open(pair) and _one_verb(pair, lexicon) else ""
    turned = replace(pair, new=pair.old, old=pair.new, added=pair.gone, gone=pair.added)
    if became_done(turned, lexicon, same_publisher=True):
        return f"done → {now}"
    return "so → only possible" if now == _POSSIBLE and _one_verb(pair, lexicon) else ""


def _is_open(pair: Pair) -> bool:
    """Whether a side says what is expected, or threatened: that may be as certain as the other, or less."""
    return _EXPECT in pair.old.cues or _EXPECT in pair.new.cues


def _level(one: Statement, lexicon: Lexicon) -> str:
    if _MAY in one.cues:
        return _POSSIBLE
    return "planned" if says_to_come(one, lexicon) else ""


def _one_verb(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether little differs beside how certain it is, and what does is one verb."""
    added = [word for word in pair.added if not _is_helping(word, lexicon)]
    gone = [word for word in pair.gone if not _is_helping(word, lexicon)]
    if len(added) + len(gone) > _FEW:
        return False
    return (
        not added
        or not gone
        or any(related(one, two, lexicon) or related(two, one, lexicon) for one in added for two in gone)
    )


def _says_otherwise(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a word for how certain it is came or went; one that was only spelled otherwise did not."""
    new, old = pair.new, pair.old
    small = (set(new.words) ^ set(old.words)) - {*new.content, *old.content}
    return any(_is_helping(word, lexicon) for word in (*pair.added, *pair.gone, *small))


def _kept_word(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a threat or a promise is gone, and with it a verb of what was to come."""
    if not any(_PLAN in lexicon.cues(word) for word in pair.gone):
        return False
    return any(lexicon.tenses(word) & {"future", "bare", "now"} for word in pair.gone)


def _is_helping(word: str, lexicon: Lexicon) -> bool:
    return not lexicon.cues(word).isdisjoint((_PLAN, _MAY, _EXPECT)) or lexicon.has("done", word)
