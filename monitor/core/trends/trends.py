"""From mentions to trends: stories a day by topic, publisher and language, rises, and topics met together.

A story counts once for a topic, on the day on which the topic was first met in it, whoever told it; once for a
publisher or a language, on the day on which that one had it first. So days add up to weeks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from itertools import chain, combinations, pairwise
from operator import itemgetter

from monitor.core.trends.days import Days, days_of
from monitor.core.trends.usual import CHANCE, GUARD, LEAST_STORIES, WEEKS, Usual, may_rise, rate_of, usual_of
from monitor.model.archive.trends import By, Mention, Mentions, Rise, Span, Together, TopicKey, Trend, Trends
from monitor.records import dataclass

_WEEK = 7
BASELINE = _WEEK * (WEEKS + 1) + GUARD
"""Days that are needed beside those that are shown, at most."""
MOST_TOGETHER = 20
_TOGETHER_LEAST, _TOGETHER_TIMES = 2, 2.0
_SPANS = ((Span.TODAY, 1, 0), (Span.YESTERDAY, 1, 1), (Span.WEEK, _WEEK, 0))
"""Each with how many days it has, and how many of the last are left out."""

_AT = itemgetter(3)

Group = tuple[int, str]
"""Number of the topic, and the publisher or language; "" if it is the whole topic."""


@dataclass(slots=True)
class _Count:
    """Stories of one group."""

    days: list[int]
    told: set[int]
    """All of them."""
    first: int | None = None
    """The day of the first of all, as far as it is looked at; None: it was met before."""
    tellers: set[int] = field(default_factory=set)
    """Numbers of those who had it in the days that are shown."""


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
    counts = _counted(mentions, days, by, shown)
    found: list[Trend] = []
    for (number, teller), count in counts.items():
        if any(count.days[-shown:]):
            topic = mentions.topics[number]
            publishers = {mentions.tellers[one][0] for one in count.tellers}
            rise, usual = _rise(count, days)
            figures = _Figures(week=sum(count.days[-_WEEK:]), usual=usual, rise=rise, publishers=len(publishers))
            found.append(_trend((topic, names.get(topic, topic[1])), teller, by, count.days[-shown:], figures))
    found.sort(key=lambda one: (one.rise is None, -one.week, -one.stories, one.watchlist, one.topic))
    together = _together(mentions, days.starts[-shown - 1])
    return Trends(zone=zone, days=days.dates[-shown:], trends=tuple(found), together=together)


def _counted(mentions: Mentions, days: Days, by: By, shown: int) -> dict[Group, _Count]:
    names = _named(mentions, by)
    every = list(dict.fromkeys(names.values()))
    # A group is a whole number meanwhile: tuples for so many rows cost more than all the rest.
    many, places = len(every), {name: place for place, name in enumerate(every)}
    place = {teller: places[name] for teller, name in names.items()}
    before: defaultdict[int, set[int]] = defaultdict(set)
    for story, topic, teller in mentions.earlier:
        before[topic * many + place[teller]].add(story)
    first_shown = len(days.dates) - shown
    counts: dict[int, _Count] = {}
    for day, some in enumerate(_by_day(mentions.rows, days)):
        shows = day >= first_shown
        for story, topic, teller, _ in some:
            here = topic * many + place[teller]
            count = counts.get(here)
            if count is None:
                told, first = before.get(here, set()), None if here in before else day
                count = counts[here] = _Count(days=[0] * len(days.dates), told=told, first=first)
            if shows:
                count.tellers.add(teller)
            if story not in count.told:
                count.told.add(story)
                count.days[day] += 1
    found = {(here // many, every[here % many]): count for here, count in counts.items()}
    if by is By.TOPIC:
        for (topic, _), count in found.items():
            # What was met before all this was watched all the time.
            if topic in mentions.known:
                count.first = None
    return found


def _named(mentions: Mentions, by: By) -> Mapping[int, str]:
    """What each teller counts for, by its number."""
    if by is By.TOPIC:
        return dict.fromkeys(mentions.tellers, "")
    place = 0 if by is By.PUBLISHER else 1
    return {number: teller[place] for number, teller in mentions.tellers.items()}


def _by_day(rows: Sequence[Mention], days: Days) -> Iterator[Sequence[Mention]]:
    """The rows of each day; those of before and after among those of the first and the last."""
    ends = [bisect_left(rows, start, key=_AT) for start in days.starts[1:-1]]
    return (rows[begin:end] for begin, end in pairwise((0, *ends, len(rows))))


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


def _rise(count: _Count, days: Days) -> tuple[Rise | None, float | None]:
    """The rise that is least likely, and what is usual in seven days."""
    weekdays, lengths = days.weekdays, days.lengths
    end = len(days.dates) - _WEEK - GUARD
    # The day of the first one began before that was known.
    since = max(0 if count.first is None else count.first + 1, end - _WEEK * WEEKS)
    if sum(count.days[-_WEEK:]) < LEAST_STORIES:
        rate = rate_of(count.days[since:end], lengths[since:end])
        return None, rate and rate * sum(lengths[-_WEEK:])
    usual = usual_of(count.days[since:end], weekdays[since:end], lengths[since:end])
    if usual is None:
        return None, None
    rises = [
        one
        for span, length, but in _SPANS
        for part in (slice(len(days.dates) - but - length, len(days.dates) - but),)
        if (one := _rise_in(span, sum(count.days[part]), usual, (weekdays[part], lengths[part]))) is not None
    ]
    return min(rises, key=lambda one: one.chance, default=None), usual.expected(weekdays[-_WEEK:], lengths[-_WEEK:])


def _rise_in(span: Span, stories: int, usual: Usual, days: tuple[Sequence[int], Sequence[float]]) -> Rise | None:
    expected = usual.expected(*days)
    if not may_rise(stories, expected):
        return None
    chance = usual.chance(stories, *days)
    return Rise(span=span, stories=stories, usual=expected, chance=chance) if chance < CHANCE else None


def _together(mentions: Mentions, since: int) -> tuple[Together, ...]:
    """Topics that share stories, those that share most first."""
    met: defaultdict[int, set[int]] = defaultdict(set)
    for story, topic, _, _ in mentions.rows[bisect_left(mentions.rows, since, key=_AT) :]:
        met[story].add(topic)
    alone = Counter(chain.from_iterable(met.values()))
    pairs = Counter(chain.from_iterable(combinations(sorted(some), 2) for some in met.values() if len(some) > 1))
    found = []
    for (one, other), count in pairs.items():
        first, second = sorted((mentions.topics[one], mentions.topics[other]))
        # Not a topic with itself under another list's name.
        if count >= _TOGETHER_LEAST and first[1] != second[1]:
            by_chance = alone[one] * alone[other] / len(met)
            found.append(Together(topics=(first, second), stories=count, by_chance=by_chance))
    return tuple(sorted(found, key=lambda one: (-one.stories, one.topics)))


def strongest(together: Sequence[Together], of: TopicKey | None = None) -> tuple[Together, ...]:
    """Of all, those that are no chance; of one topic all that it was met with."""
    if of is not None:
        return tuple(one for one in together if of in one.topics)[:MOST_TOGETHER]
    sure = [one for one in together if one.stories >= _TOGETHER_TIMES * one.by_chance]
    return tuple(sure[:MOST_TOGETHER])
