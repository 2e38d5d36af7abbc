"""From mentions to trends: stories a day by topic, publisher and language, rises, and topics met together.

A story counts once for a topic, on the day on which the topic was first met in it, whoever told it; once for a
publisher or a language, on the day on which that one had it first. So days add up to weeks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import compress
from itertools import count as numbers

from monitor.core.trends.counting import Counting, Groups, Shared
from monitor.core.trends.days import Days, days_of
from monitor.core.trends.usual import CHANCE, GUARD, LEAST_STORIES, WEEKS, Usual, may_rise, rate_of, usual_of
from monitor.model.archive.trends import By, Mentions, Rise, Span, Together, TopicKey, Trend, Trends
from monitor.records import dataclass

_WEEK = 7
BASELINE = _WEEK * (WEEKS + 1) + GUARD
"""Days that are needed beside those that are shown, at most."""
MOST_TOGETHER = 20
_TOGETHER_LEAST, _TOGETHER_TIMES = 2, 2.0
_SPANS = ((Span.TODAY, 1, 0), (Span.YESTERDAY, 1, 1), (Span.WEEK, _WEEK, 0))
"""Each with how many days it has, and how many of the last are left out."""
_MANY = 20_000
"""Mentions that are counted in arrays: to load `numpy` takes as long as what that saves once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """What is said of one trend beside its days."""

    week: int
    usual: float | None
    rise: Rise | None
    publishers: int


def days_needed(shown: int) -> int:
    """Days that must be looked at where so many are shown."""
    return max(shown, BASELINE)


def trends_of(
    mentions: Mentions, zone: str, now: datetime, shown: int, by: By, names: Mapping[TopicKey, str]
) -> Trends:
    """The trends of the last `shown` days; `names`: of topics, for people. Without mentions in them nothing is told."""
    days = days_of(zone, now, days_needed(shown))
    groups = Groups(mentions, by)
    counting = _counting(mentions, groups)
    counts, begun_before = counting.counts(days)
    publishers = None if by is By.PUBLISHER else counting.publishers(days.starts[-shown - 1])
    known = mentions.known if by is By.TOPIC else frozenset()
    found: list[Trend] = []
    for here, told in counts.items():
        shows = told[-shown:]
        if any(shows):
            number, teller = groups.parted(here)
            topic = mentions.topics[number]
            # What was met before all this was watched all the time; else the day of the first one began before that.
            watched = here in begun_before or number in known
            rise, usual = _rise(told, days, 0 if watched else _first(told) + 1)
            tellers = 1 if publishers is None else publishers[here]
            figures = _Figures(week=sum(told[-_WEEK:]), usual=usual, rise=rise, publishers=tellers)
            found.append(_trend((topic, names.get(topic, topic[1])), teller, by, shows, figures))
    found.sort(
        key=lambda one: (
            one.rise is None, -one.week, -one.stories, one.watchlist, one.topic, one.publisher, one.language
        )
    )  # fmt: skip
    together = _together(mentions, counting.shared(days.starts[-shown - 1]))
    return Trends(zone=zone, days=days.dates[-shown:], trends=tuple(found), together=together)


def _counting(mentions: Mentions, groups: Groups) -> Counting:
    """Who counts them: both say the same."""
    if len(mentions.rows) < _MANY:
        return Counting(mentions, groups)
    from monitor.core.trends.counting_many import CountingMany  # noqa: PLC0415 - loads numpy

    return CountingMany(mentions, groups)


def _first(told: Sequence[int]) -> int:
    """The first day that has any."""
    return next(compress(numbers(), told))


def _trend(topic: tuple[TopicKey, str], teller: str, by: By, days: Sequence[int], figures: _Figures) -> Trend:
    """`topic`: with its name."""
    (watchlist, which), name = topic
    return Trend(
        watchlist=watchlist,
        topic=which,
        name=name,
        publisher=teller if by is By.PUBLISHER else "",
        language=teller if by is By.LANGUAGE else "",
        days=tuple(days),
        week=figures.week,
        usual=figures.usual,
        publishers=figures.publishers,
        rise=figures.rise,
    )


def _rise(told: Sequence[int], days: Days, watched: int) -> tuple[Rise | None, float | None]:
    """The rise that is least likely, and what is usual in seven days; `watched`: from which day on it was."""
    end = len(days.dates) - _WEEK - GUARD
    since = max(watched, end - _WEEK * WEEKS)
    if sum(told[-_WEEK:]) < LEAST_STORIES:
        rate = rate_of(sum(told[since:end]), end - since, days.length(since, end))
        return None, rate and rate * days.length(end + GUARD, len(days.dates))
    weekdays, lengths = days.weekdays, days.lengths
    usual = usual_of(told[since:end], weekdays[since:end], lengths[since:end])
    if usual is None:
        return None, None
    rises = [
        one
        for span, length, but in _SPANS
        for part in (slice(len(days.dates) - but - length, len(days.dates) - but),)
        if (one := _rise_in(span, sum(told[part]), usual, (weekdays[part], lengths[part]))) is not None
    ]
    return min(rises, key=lambda one: one.chance, default=None), usual.expected(weekdays[-_WEEK:], lengths[-_WEEK:])


def _rise_in(span: Span, stories: int, usual: Usual, days: tuple[Sequence[int], Sequence[float]]) -> Rise | None:
    expected = usual.expected(*days)
    if not may_rise(stories, expected):
        return None
    chance = usual.chance(stories, *days)
    return Rise(span=span, stories=stories, usual=expected, chance=chance) if chance < CHANCE else None


def _together(mentions: Mentions, shared: Shared) -> tuple[Together, ...]:
    """Topics that share stories, those that share most first."""
    found = []
    for (one, other), count in shared.pairs:
        if count < _TOGETHER_LEAST:
            continue
        first, second = sorted((mentions.topics[one], mentions.topics[other]))
        # Not a topic with itself under another list's name.
        if first[1] != second[1]:
            by_chance = shared.alone[one] * shared.alone[other] / shared.stories
            found.append(Together(topics=(first, second), stories=count, by_chance=by_chance))
    return tuple(sorted(found, key=lambda one: (-one.stories, one.topics)))


def strongest(together: Sequence[Together], of: TopicKey | None = None) -> tuple[Together, ...]:
    """Of all, those that are no chance; of one topic all that it was met with."""
    if of is not None:
        return tuple(one for one in together if of in one.topics)[:MOST_TOGETHER]
    sure = [one for one in together if one.stories >= _TOGETHER_TIMES * one.by_chance]
    return tuple(sure[:MOST_TOGETHER])
