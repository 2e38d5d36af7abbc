"""Who does it to whom, where a retelling turns a sentence round: "the army shelled rebels", "was shelled by rebels"."""

from __future__ import annotations

from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.actors import Actors
from monitor.stories.words.lexicon import Lexicon

_NEAR = 3
"""Words between "by" and who does it."""
_BEFORE = frozenset({"tr"})
"""Languages whose "by" stands behind."""
_BY_ENDING = {"ru": ("ами", "ями", "ом", "ем", "ои", "еи")}
_WITH = frozenset({"с", "со", "между", "перед", "над", "под", "за", "в", "на", "по", "о", "об"})
"""Russian before another part with the same ending."""
_Kinds = frozenset[str]


def roles_differ(new: Statement, old: Statement, actors: Actors, lexicon: Lexicon) -> bool:
    """Whether of two actors that both sentences have another one does it, as far as "by" tells in either."""
    mine, theirs = _by_whom(new, actors, lexicon), _by_whom(old, actors, lexicon)
    if mine and theirs:
        return mine.isdisjoint(theirs) and _has(old, mine, actors) and _has(new, theirs, actors)
    if mine:
        first = _first(old, actors)
        return bool(first) and mine.isdisjoint(first) and _has(old, mine, actors) and _has(new, first, actors)
    if theirs and not any(axis == "life" for axis, _ in new.states):
        first = _first(new, actors)
        return bool(first) and theirs.isdisjoint(first) and _has(new, theirs, actors) and _has(old, first, actors)
    return False


def _by_whom(one: Statement, actors: Actors, lexicon: Lexicon) -> _Kinds:
    """Who does it in a sentence that says so by "by", or by a Russian ending; empty if it does not."""
    if endings := _BY_ENDING.get(lexicon.language):
        marked = (
            word
            for at, word in enumerate(one.tokens)
            if word.endswith(endings) and _WITH.isdisjoint(one.tokens[max(0, at - 2) : at])
        )
        return next(filter(None, (actors.kinds((word,)) for word in marked)), frozenset())
    for at, word in enumerate(one.tokens):
        if lexicon.has("by", word):
            near = one.tokens[max(0, at - _NEAR) : at] if lexicon.language in _BEFORE else one.tokens[at + 1 :][:_NEAR]
            if kinds := actors.kinds(near):
                return kinds
    return frozenset()


def _first(one: Statement, actors: Actors) -> _Kinds:
    return next((kinds for word in one.tokens if (kinds := actors.kinds((word,)))), frozenset())


def _has(one: Statement, kinds: _Kinds, actors: Actors) -> bool:
    return any(not kinds.isdisjoint(actors.kinds((word,))) for word in one.tokens)
