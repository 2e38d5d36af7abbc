"""From mentions to trends: stories a day by topic, publisher and language, rises, and topics met together.

A story counts once for a topic, on the day on which the topic was first met in it, whoever told it; once for a
publisher or a language, on the day on which that one had it first. So days add up to weeks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, combinations, pairwise, repeat
from operator import itemgetter

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

_AT = itemgetter(3)


class _Counts(defaultdict[int, list[int]]):
    """Stories of each group by day."""

    def __init__(self, days: int) -> None:
        super().__init__(lambda: [0] * days)


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
    groups = _Groups(mentions, by)
    counts, begun_before = _counted(mentions, days, groups)
    publishers = None if by is By.PUBLISHER else _publishers(mentions, days.starts[-shown - 1], groups)
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
    found.sort(key=lambda one: (one.rise is None, -one.week, -one.stories, one.watchlist, one.topic, one.publisher))
    together = _together(mentions, days.starts[-shown - 1])
    return Trends(zone=zone, days=days.dates[-shown:], trends=tuple(found), together=together)


class _Groups:
    """Groups as whole numbers: tuples for so many rows cost more than all the rest."""

    def __init__(self, mentions: Mentions, by: By) -> None:
        names = _named(mentions, by)
        self._names = list(dict.fromkeys(names.values()))
        places = {name: place for place, name in enumerate(self._names)}
        self.places = {teller: places[name] for teller, name in names.items()}
        """What a teller adds to a topic's number times `many`."""
        self.many = max(1, len(self._names))
        self.all = (1 + max(mentions.topics, default=0)) * self.many
        """Above the number of any group."""

    def parted(self, group: int) -> tuple[int, str]:
        """Number of the topic, and the publisher or language; "" if it is the whole topic."""
        topic, place = divmod(group, self.many)
        return topic, self._names[place]


def _counted(mentions: Mentions, days: Days, groups: _Groups) -> tuple[_Counts, frozenset[int]]:
    """Stories by group and day, and the groups that had any before these days."""
    many, places, span = groups.many, groups.places, groups.all
    rows = mentions.rows
    told = [story * span + topic * many + places[teller] for story, topic, teller, _ in rows]
    ends = [bisect_left(rows, start, key=_AT) for start in days.starts[1:-1]]
    # What lies before and after is of the first and the last day.
    lengths = (end - begin for begin, end in pairwise((0, *ends, len(rows))))
    day_of = list(chain.from_iterable(repeat(day, length) for day, length in enumerate(lengths)))
    # Of a story that a group has several times the first one is written last, and stays.
    first = dict(zip(reversed(told), reversed(day_of), strict=True))
    before = {story * span + topic * many + places[teller] for story, topic, teller in mentions.earlier}
    counts = _Counts(len(days.dates))
    for key, day in first.items() if not before else ((key, first[key]) for key in first.keys() - before):
        counts[key % span][day] += 1
    return counts, frozenset(key % span for key in before)


def _publishers(mentions: Mentions, since: int, groups: _Groups) -> Counter[int]:
    """How many publishers each group has since then."""
    numbers = {name: number for number, name in enumerate({publisher for publisher, _ in mentions.tellers.values()})}
    span = max(1, len(numbers))
    # What a teller adds to the number of group and publisher.
    adds = {one: groups.places[one] * span + numbers[teller[0]] for one, teller in mentions.tellers.items()}
    wide = groups.many * span
    rows = mentions.rows[bisect_left(mentions.rows, since, key=_AT) :]
    return Counter(one // span for one in {topic * wide + adds[teller] for _, topic, teller, _ in rows})


def _named(mentions: Mentions, by: By) -> Mapping[int, str]:
    """What each teller counts for, by its number."""
    if by is By.TOPIC:
        return dict.fromkeys(mentions.tellers, "")
    place = 0 if by is By.PUBLISHER else 1
    return {number: teller[place] for number, teller in mentions.tellers.items()}


def _first(told: Sequence[int]) -> int:
    """The first day that has any."""
    return next(day for day, stories in enumerate(told) if stories)


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
    weekdays, lengths = days.weekdays, days.lengths
    end = len(days.dates) - _WEEK - GUARD
    since = max(watched, end - _WEEK * WEEKS)
    if sum(told[-_WEEK:]) < LEAST_STORIES:
        rate = rate_of(sum(told[since:end]), end - since, days.length(since, end))
        return None, rate and rate * days.length(end + GUARD, len(days.dates))
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


def _together(mentions: Mentions, since: int) -> tuple[Together, ...]:
    """Topics that share stories, those that share most first."""
    bits = {number: 1 << place for place, number in enumerate(sorted(mentions.topics))}
    met: defaultdict[int, int] = defaultdict(int)
    """The topics of each story, a bit for each: of half a year they are few combinations."""
    begin = bisect_left(mentions.rows, since, key=_AT)
    for story, topic, _, _ in mentions.rows[begin:] if begin else mentions.rows:
        met[story] |= bits[topic]
    topic_of = {bit: number for number, bit in bits.items()}
    alone: defaultdict[int, int] = defaultdict(int)
    pairs: Counter[tuple[int, int]] = Counter()
    once: list[combinations[tuple[int, int]]] = []
    """Pairs of those that are the topics of one story alone, as most: counted in one step."""
    for some, stories in Counter(met.values()).items():
        topics, left = [], some
        while left:
            lowest = left & -left
            left ^= lowest
            topics.append(topic_of[lowest])
            alone[topic_of[lowest]] += stories
        if stories == 1:
            once.append(combinations(topics, 2))
        else:
            for pair in combinations(topics, 2):
                pairs[pair] += stories
    pairs.update(chain.from_iterable(once))
    found = []
    for (one, other), count in pairs.items():
        if count < _TOGETHER_LEAST:
            continue
        first, second = sorted((mentions.topics[one], mentions.topics[other]))
        # Not a topic with itself under another list's name.
        if first[1] != second[1]:
            by_chance = alone[one] * alone[other] / len(met)
            found.append(Together(topics=(first, second), stories=count, by_chance=by_chance))
    return tuple(sorted(found, key=lambda one: (-one.stories, one.topics)))


def strongest(together: Sequence[Together], of: TopicKey | None = None) -> tuple[Together, ...]:
    """Of all, those that are no chance; of one topic all that it was met with."""
    if of is not None:
        return tuple(one for one in together if of in one.topics)[:MOST_TOGETHER]
    sure = [one for one in together if one.stories >= _TOGETHER_TIMES * one.by_chance]
    return tuple(sure[:MOST_TOGETHER])
