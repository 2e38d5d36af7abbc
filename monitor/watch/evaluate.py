"""Whether a query holds for a text, given where its topics and phrases stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from monitor.watch.conditions import Place, Surroundings, gap
from monitor.watch.query import And, Near, Or, Phrase, Query, TopicRef

Evidence = list[tuple[int, Place]]
"""(part of the text, first and last word), ascending."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a query is asked about."""

    surroundings: Surroundings
    topics: Mapping[str, Evidence]
    """By topic id, the mentions that count."""
    phrase_id: Callable[[str], int]


def holds(query: Query, facts: Facts) -> bool:
    """Whether the query holds."""
    return evidence(query, facts) is not None


def evidence(query: Query, facts: Facts) -> Evidence | None:
    """Where the query finds what it wants; None if it does not hold."""
    match query:
        case TopicRef(topic):
            return facts.topics.get(topic) or None
        case Phrase(text):
            return _phrase(facts.phrase_id(text), facts.surroundings) or None
        case And(wanted, unwanted):
            found = [evidence(item, facts) for item in wanted]
            if any(item is None for item in found) or any(holds(item, facts) for item in unwanted):
                return None
            return _merged(found)
        case Or(items):
            found = [evidence(item, facts) for item in items]
            return None if all(item is None for item in found) else _merged(found)
        case Near():
            return _near(query, facts) or None


def _phrase(phrase: int, surroundings: Surroundings) -> Evidence:
    return [(part, place) for part, places in enumerate(surroundings.places) for place in places.get(phrase, ())]


def _merged(found: list[Evidence | None]) -> Evidence:
    return sorted({spot for item in found if item is not None for spot in item})


def _near(query: Near, facts: Facts) -> Evidence:
    first, second = evidence(query.first, facts), evidence(query.second, facts)
    if first is None or second is None:
        return []
    longest = max(place[1] - place[0] for _, place in second)
    pairs: set[tuple[int, Place]] = set()
    for part, place in first:
        low = bisect_left(second, (part, (place[0] - query.words - longest - 1, 0)))
        high = bisect_left(second, (part, (place[1] + query.words + 2, 0)))
        for _, other in second[low:high]:
            if _close(query, facts, part, place, other):
                pairs.add((part, (min(place[0], other[0]), max(place[1], other[1]))))
    return sorted(pairs)


def _close(query: Near, facts: Facts, part: int, place: Place, other: Place) -> bool:
    if other == place or gap(place, other) > query.words or (query.ordered and other[0] <= place[1]):
        return False
    scan = facts.surroundings.scans[part]
    return scan.sentence(place[0]) == scan.sentence(other[0])
