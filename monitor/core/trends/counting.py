"""Stories counted by group and day, and topics that share stories, row by row of what was mentioned."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, pairwise, repeat
from operator import itemgetter

from monitor.core.trends.days import Days
from monitor.model.archive.trends import By, Mentions
from monitor.records import dataclass

_AT = itemgetter(3)
Pairs = Iterable[tuple[tuple[int, int], int]]
"""Numbers of two topics, the lower one first, and how many stories both are met in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Which topics were met in the same stories."""

    pairs: Pairs
    """Those that share one story alone may be left out."""
    alone: Mapping[int, int]
    """By topic in how many stories it was met at all."""
    stories: int
    """In which any topic was met."""


class Groups:
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


def _named(mentions: Mentions, by: By) -> Mapping[int, str]:
    """What each teller counts for, by its number."""
    if by is By.TOPIC:
        return dict.fromkeys(mentions.tellers, "")
    place = 0 if by is By.PUBLISHER else 1
    return {number: teller[place] for number, teller in mentions.tellers.items()}


class Counting:
    """What is counted of mentions; `counting_many` does the same for many of them."""

    def __init__(self, mentions: Mentions, groups: Groups) -> None:
        self._mentions, self._groups = mentions, groups

    def counts(self, days: Days) -> tuple[Mapping[int, Sequence[int]], frozenset[int]]:
        """Stories of each group that has any, by day, and the groups that had any before these days."""
        many, places, span = self._groups.many, self._groups.places, self._groups.all
        rows = self._mentions.rows
        told = [story * span + topic * many + places[teller] for story, topic, teller, _ in rows]
        ends = [bisect_left(rows, start, key=_AT) for start in days.starts[1:-1]]
        # What lies before and after is of the first and the last day.
        lengths = (end - begin for begin, end in pairwise((0, *ends, len(rows))))
        day_of = list(chain.from_iterable(repeat(day, length) for day, length in enumerate(lengths)))
        # Of a story that a group has several times the first one is written last, and stays.
        first = dict(zip(reversed(told), reversed(day_of), strict=True))
        before = {story * span + topic * many + places[teller] for story, topic, teller in self._mentions.earlier}
        counts: dict[int, list[int]] = defaultdict(lambda: [0] * len(days.dates))
        for key, day in first.items() if not before else ((key, first[key]) for key in first.keys() - before):
            counts[key % span][day] += 1
        return counts, frozenset(key % span for key in before)

    def publishers(self, since: int) -> Mapping[int, int]:
        """How many publishers each group has since then, in microseconds since 1970."""
        adds, span = adding(self._mentions, self._groups)
        wide = self._groups.many * span
        rows = self._mentions.rows[bisect_left(self._mentions.rows, since, key=_AT) :]
        return Counter(one // span for one in {topic * wide + adds[teller] for _, topic, teller, _ in rows})

    def shared(self, since: int) -> Shared:
        """Topics that share stories since then."""
        rows, topics = self._mentions.rows, self._mentions.topics
        bits = {number: 1 << place for place, number in enumerate(sorted(topics))}
        met: defaultdict[int, int] = defaultdict(int)
        """The topics of each story, a bit for each: of half a year they are few combinations."""
        begin = bisect_left(rows, since, key=_AT)
        for story, topic, _, _ in rows[begin:] if begin else rows:
            met[story] |= bits[topic]
        topic_of = {bit: number for number, bit in bits.items()}
        alone: defaultdict[int, int] = defaultdict(int)
        pairs: Counter[tuple[int, int]] = Counter()
        once: list[combinations[tuple[int, int]]] = []
        """Pairs of those that are the topics of one story alone, as most: counted in one step."""
        for some, stories in Counter(met.values()).items():
            found, left = [], some
            while left:
                lowest = left & -left
                left ^= lowest
                found.append(topic_of[lowest])
                alone[topic_of[lowest]] += stories
            if stories == 1:
                once.append(combinations(found, 2))
            else:
                for pair in combinations(found, 2):
                    pairs[pair] += stories
        pairs.update(chain.from_iterable(once))
        return Shared(pairs=pairs.items(), alone=alone, stories=len(met))


def adding(mentions: Mentions, groups: Groups) -> tuple[Mapping[int, int], int]:
    """What a teller adds to the number of group and publisher, and how many publishers there are."""
    numbers = {name: number for number, name in enumerate({publisher for publisher, _ in mentions.tellers.values()})}
    span = max(1, len(numbers))
    return {one: groups.places[one] * span + numbers[teller[0]] for one, teller in mentions.tellers.items()}, span
