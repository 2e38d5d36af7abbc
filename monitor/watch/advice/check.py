"""Everything wrong with a watchlist at once, for the people who write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from monitor.errors import WatchError
from monitor.model.watch import Condition, Name, NameCondition, Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.lexicon import parse_name, unmarked
from monitor.watch.match import checked_rule, is_about
from monitor.watch.packs import known_packs, lent_names, load_pack
from monitor.watch.query import compile_condition, parse_phrase

_MOST_TOLD = 8
"""Names that a hint lists."""


@dataclass(frozen=True, slots=True)
class WatchFault:
    """One text of a watchlist that cannot be compiled."""

    topic: int | None
    """Index of the topic; None for rules and packs."""
    part: str
    """names, requires, excludes, condition names, condition languages, without, rules or packs."""
    index: int
    """0-based, in that list; for conditions the index of the word."""
    message: str
    hint: str
    condition: int | None = None
    """Index of the condition of some names in which it lies; None if it lies in none."""


def check(watchlist: Watchlist) -> tuple[WatchFault, ...]:
    """All faults of a watchlist, in file order; never raises."""
    return tuple(_faults(watchlist))


def _faults(watchlist: Watchlist) -> Iterator[WatchFault]:
    yield from _each(None, "packs", watchlist.packs, load_pack)
    for number, topic in enumerate(watchlist.topics):
        yield from _each(number, "names", (name.text for name in topic.names), parse_name)
        yield from _condition(number, "requires", topic.requires)
        yield from _condition(number, "excludes", topic.excludes)
        yield from _of_names(number, topic, watchlist.packs)
    topics = {topic.id for topic in watchlist.topics}
    yield from _each(None, "rules", (rule.query for rule in watchlist.rules), lambda query: checked_rule(query, topics))


def _each(
    topic: int | None, part: str, texts: Iterable[str], compiled: Callable[[str], object]
) -> Iterator[WatchFault]:
    for index, text in enumerate(texts):
        try:
            compiled(text)
        except WatchError as error:
            yield _fault(topic, part, index, error)


def _condition(topic: int, part: str, condition: Condition | None) -> Iterator[WatchFault]:
    if condition is None:
        return
    yield from _each(topic, part, condition.words, parse_phrase)
    try:
        compile_condition(replace(condition, words=condition.words and ("word",)), lambda _: 0)
    except WatchError as error:
        yield _fault(topic, part, 0, error)


def _of_names(number: int, topic: Topic, packs: Iterable[str]) -> Iterator[WatchFault]:
    """Faults in conditions of some names, and conditions and left-out names that are about no name."""
    for index, condition in enumerate(topic.conditions):
        for part in ("requires", "excludes"):
            for fault in _condition(number, part, getattr(condition, part)):
                yield replace(fault, condition=index)
    if not topic.names or not set(packs) <= set(known_packs()):
        return  # what is missing may be in what has a fault of its own
    lent = tuple(name for name, _ in lent_names(topic, packs))
    for index, text in enumerate(topic.without):
        if unmarked(text) not in {unmarked(name.text) for name in lent}:
            own = unmarked(text) in {unmarked(name.text) for name in topic.names}
            hint = "It is one of your own: take it out of names." if own else _close(text, lent, "The packs add")
            yield WatchFault(number, "without", index, f"no pack adds the name {text!r} to this topic", hint)
    names = (*topic.names, *lent)
    for index, condition in enumerate(topic.conditions):
        yield from _about_nothing(number, index, condition, names)


def _about_nothing(topic: int, number: int, condition: NameCondition, names: Sequence[Name]) -> Iterator[WatchFault]:
    for index, text in enumerate(condition.names):
        if not any(is_about(NameCondition(names=(text,)), name) for name in names):
            message = f"the topic has no name {text!r}"
            yield WatchFault(topic, "condition names", index, message, _close(text, names, "Its names are"), number)
    for index, tag in enumerate(condition.languages):
        if not any(is_about(NameCondition(languages=(tag,)), name) for name in names):
            known = ", ".join(sorted({name.language for name in names if name.language})) or "none"
            message, hint = f"the topic has no name in the language {tag}", f"Its languages are: {known}."
            yield WatchFault(topic, "condition languages", index, message, hint, number)


def _close(text: str, names: Sequence[Name], otherwise: str) -> str:
    """What may have been meant."""
    known = list(dict.fromkeys(name.text for name in names))
    if near := get_close_matches(text, known, n=1):
        return f"Did you mean {near[0]}?"
    if not known:
        return "Remove it: the packs of this watchlist add none."
    more = f" and {len(known) - _MOST_TOLD} more" if len(known) > _MOST_TOLD else ""
    return f"{otherwise}: {', '.join(known[:_MOST_TOLD])}{more}."


def _fault(topic: int | None, part: str, index: int, error: WatchError) -> WatchFault:
    where = "" if error.position is None else f" at character {error.position + 1}"
    source = f" in {error.source!r}" if error.source else ""
    return WatchFault(topic, part, index, f"{error.message}{where}{source}", error.hint)
