"""Everything wrong with a watchlist at once, for the people who write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from monitor.errors import WatchError
from monitor.model.watch import Condition, Watchlist
from monitor.watch.lexicon import parse_name
from monitor.watch.match import checked_rule
from monitor.watch.packs import load_pack
from monitor.watch.query import compile_condition, parse_phrase


@dataclass(frozen=True, slots=True)
class WatchFault:
    """One text of a watchlist that cannot be compiled."""

    topic: int | None
    """Index of the topic; None for rules and packs."""
    part: str
    """names, requires, excludes, rules or packs."""
    index: int
    """0-based, in that list; for conditions the index of the word."""
    message: str
    hint: str


def check(watchlist: Watchlist) -> tuple[WatchFault, ...]:
    """All faults of a watchlist, in file order; never raises."""
    return tuple(_faults(watchlist))


def _faults(watchlist: Watchlist) -> Iterator[WatchFault]:
    yield from _each(None, "packs", watchlist.packs, load_pack)
    for number, topic in enumerate(watchlist.topics):
        yield from _each(number, "names", (name.text for name in topic.names), parse_name)
        yield from _condition(number, "requires", topic.requires)
        yield from _condition(number, "excludes", topic.excludes)
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


def _fault(topic: int | None, part: str, index: int, error: WatchError) -> WatchFault:
    where = "" if error.position is None else f" at character {error.position + 1}"
    source = f" in {error.source!r}" if error.source else ""
    return WatchFault(topic, part, index, f"{error.message}{where}{source}", error.hint)
