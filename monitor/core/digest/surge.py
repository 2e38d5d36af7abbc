"""Which topics are told of much more than usual, each against its own last weeks.

Whole weeks are compared, so that no weekday weighs more in one than in another. The bound is that of C. P. Farrington,
N. J. Andrews, A. D. Beale and M. A. Catchpole, "A statistical algorithm for the early detection of outbreaks of
infectious disease" (Journal of the Royal Statistical Society A 159, 1996): counts made even by the power 2/3, with the
spread that they really have. Usual is the median and the spread the median absolute deviation, so that an earlier
surge, or a week in which nothing ran, does not become the measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from statistics import median

from monitor.model.digests import Surge
from monitor.model.facts import PendingAlert
from monitor.model.watch import Watchlist
from monitor.model.ways import TopicStory

WEEK = timedelta(days=7)
WEEKS = 12
"""So many before this one are looked at."""
LEAST_WEEKS = 4
"""Below that nobody knows what is usual."""
LEAST_STORIES = 5
MOST = 2
"""In one digest: the strongest."""
_TIMES = 2
"""What is less than twice the usual is no surprise, however sure."""
_Z = 3.09
"""One week in a thousand, where nothing happened."""
_LEAST_USUAL = 0.5
_TO_DEVIATION = 1.4826
"""From the median absolute deviation to the standard deviation (of what is distributed normally)."""

Topic = tuple[str, str]
"""Watchlist and topic."""


def topics_of(alerts: Iterable[PendingAlert], watchlists: Iterable[Watchlist]) -> dict[Topic, str]:
    """The topics of what a digest is about to tell, with their names: nobody is told of a surge without its news."""
    told = {(one.watchlist, topic) for one in alerts if not one.known for topic in one.verdict.topics}
    known = {(one.id, topic.id): topic.name for one in watchlists for topic in one.topics}
    return {key: name for key, name in known.items() if key in told}


def surges(met: Iterable[TopicStory], topics: Mapping[Topic, str], now: datetime) -> tuple[Surge, ...]:
    """At most `MOST` of these topics, the most unusual first; a name only once."""
    found: dict[str, tuple[float, Surge]] = {}
    for key, weeks in _by_week(met, topics, now).items():
        bound = _bound(weeks)
        if bound is not None and weeks[-1] > bound:
            surge = Surge(topic=topics[key], weeks=weeks, usual=_usual(weeks))
            found[surge.topic] = max(found.get(surge.topic, (0.0, surge)), (weeks[-1] / bound, surge), key=_strength)
    return tuple(surge for _, surge in sorted(found.values(), key=_strength, reverse=True)[:MOST])


def _strength(found: tuple[float, Surge]) -> float:
    return found[0]


def _by_week(met: Iterable[TopicStory], topics: Collection[Topic], now: datetime) -> dict[Topic, tuple[int, ...]]:
    """Stories in each week since the topic is known to have been watched, this one last.

    The week in which it was met first may have begun before it was watched, so it is left out.
    """
    stories: defaultdict[Topic, list[set[int]]] = defaultdict(lambda: [set() for _ in range(WEEKS + 2)])
    for one in met:
        ago = (now - one.at) // WEEK
        if (one.watchlist, one.topic) in topics and 0 <= ago <= WEEKS + 1:
            stories[one.watchlist, one.topic][ago].add(one.story)
    found = {}
    for key, weeks in stories.items():
        first = max(ago for ago, week in enumerate(weeks) if week)
        found[key] = tuple(len(week) for week in reversed(weeks[:first]))
    return found


def _bound(weeks: tuple[int, ...]) -> float | None:
    """What this week's number must exceed to be a surge; None where too little is known of the topic."""
    *before, _ = weeks or (0,)
    if len(before) < LEAST_WEEKS:
        return None
    usual = max(median(before), _LEAST_USUAL)
    deviation = _TO_DEVIATION * median(abs(one - median(before)) for one in before)
    spread = max(1.0, deviation**2 / usual)
    variance = spread * usual * (1 + 1 / len(before))
    upper: float = usual * (1 + 2 / 3 * _Z * variance**0.5 / usual) ** 1.5
    return max(upper, _TIMES * usual - 0.5, LEAST_STORIES - 0.5)


def _usual(weeks: tuple[int, ...]) -> int:
    return int(median(weeks[:-1]) + 0.5)
