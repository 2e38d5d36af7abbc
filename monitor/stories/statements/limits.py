"""Whom a statement leaves out, and on what condition it holds."""

from __future__ import annotations

from itertools import pairwise

from monitor.stories.statements.align import Pair
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.lexicon import Lexicon

_BUT = frozenset({("but", "those"), ("but", "for"), ("but", "the")})
_EVERY = frozenset({"all", "every", "no", "none", "nobody", "anything", "everyone", "nothing"})


def limit_change(pair: Pair, lexicon: Lexicon, *, same_publisher: bool) -> str:
    """ "now with an exception", "no longer on a condition"; "" if both hold as far.

    Another publisher who has no more words than these only cut the sentence.
    """
    cut = not same_publisher and not pair.added
    for holds, said in ((_has_exception, "with an exception"), (_has_condition, "on a condition")):
        now, before = holds(pair.new, lexicon), holds(pair.old, lexicon)
        if now and not before:
            return f"now {said}"
        if before and not now and not cut:
            return f"no longer {said}"
    return ""


def _has_exception(one: Statement, lexicon: Lexicon) -> bool:
    """Whether a statement holds but for some: "except", "all but those"."""
    if "exception" in one.cues:
        return True
    return lexicon.language == "en" and not _EVERY.isdisjoint(one.tokens) and not _BUT.isdisjoint(pairwise(one.tokens))


def _has_condition(one: Statement, _: Lexicon) -> bool:
    return "condition" in one.cues
