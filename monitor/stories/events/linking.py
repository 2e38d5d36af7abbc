"""Stories found to tell one event: all that are open, compared with one another, whatever order they came in.

An article must be placed the moment it comes, when little is known of the events around it: it joins a story only if
the two are much alike. What those small stories have in common shows later, when each has articles to its name: they
are joined two by two, the closest first, as long as their articles are alike on average. That does not depend on which
of them came first. Average-link clustering, with sums in place of the articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from itertools import chain, combinations, product
from types import MappingProxyType

from monitor.model.ids import StoryId
from monitor.model.stories import Joined, Marks, Neighbours, StoryLink, StorySketch
from monitor.records import dataclass
from monitor.stories.events.grouping import across, may_be_one
from monitor.stories.events.meanings import NOT_ALIKE, UNKNOWN, Alike, Meanings, alike_in_meaning, known_both
from monitor.stories.events.weighing import LEAST_TERMS, Weighed
from monitor.stories.terms import topic_term

LINKS_AT = 0.132
"""Mean similarity of two stories' articles, their terms weighed by rarity, from which they tell one event.

Chosen on half of the topics of labelled news and tried on the other half, both ways round; a tenth more or less changes
B-cubed F1 by about .02. Watched articles of one region, in a store of their own, reach .123.
"""
_MOST_STORIES = 200
"""A term of more stories brings none of them together; it still counts where others did."""
Pair = tuple[StoryId, StoryId]
NOT_KNOWN: Mapping[int, int] = MappingProxyType({})


def linked(
    sketches: Sequence[StorySketch],
    frequencies: Mapping[int, int] = NOT_KNOWN,
    least: float = LINKS_AT,
    apart: Collection[Pair] = (),
    meanings: Meanings = UNKNOWN,
    *,
    languages: bool = True,
) -> tuple[StoryLink, ...]:
    """A link for each two groups of stories that tell one event, from the younger to the older, the closest first.

    `frequencies`: in how many stories a term stands, where these sketches are not all that are open. `least`: the
    similarity from which two tell one event. `apart`: pairs of stories, the older first, that surely do not.
    `meanings`: what is known of the stories' meaning; two of which it is known are judged by it and their words,
    where `languages` is False only within a language.
    """
    known = Weighed(sketches, frequencies)
    alike = {one.pair: one for one in alike_in_meaning(sketches, meanings, known.words, languages=languages)}
    totals = {pair: total for pair, total in _by_words(known).items() if not known_both(*pair, meanings)}
    for pair, one in alike.items():
        totals[pair] = one.likeness * LINKS_AT * known.pairs(*pair) * known.faded(*pair)
    return _Links(sketches, totals, alike, least, apart).found()


def event_links(
    sketches: Sequence[StorySketch],
    apart: Collection[Pair] = (),
    meanings: Meanings = UNKNOWN,
    *,
    languages: bool = True,
) -> tuple[StoryLink, ...]:
    """What makes events of stories, when all that may belong together are there: by words, then across languages.

    `apart`, `meanings` as for `linked`. `languages`: whether stories in two languages may tell one event.
    """
    links = linked(sketches, apart=apart, meanings=meanings, languages=languages)
    return (*links, *linked_across(sketches, together(links), meanings)) if languages else links


def linked_across(
    sketches: Sequence[StorySketch], events: Mapping[StoryId, StoryId], meanings: Meanings = UNKNOWN
) -> tuple[StoryLink, ...]:
    """A link for each two events in two languages that share more with each other than with any other event.

    `events`: the oldest story of its event, for stories that are linked. Those whose meaning is known tell one event
    only if that is alike as well.
    """
    alike = {one.pair for one in alike_in_meaning(sketches, meanings, lambda _one, _two: 0.0)}
    told = tuple(sorted((one for one in sketches if one.topics), key=lambda one: one.story_id))
    having = Counter(topic_term(topic) for one in told for topic in one.topics)
    near = Neighbours(
        sketches=told,
        frequencies=tuple(having.items()),
        stories=len(sketches),
        events=tuple((one.story_id, events.get(one.story_id, one.story_id)) for one in told),
    )
    found = {one.story_id: other for one in told if (other := _abroad(one, near))}
    event = dict(near.events)
    chosen = {(event[one], event[other.story_id]) for one, other in found.items()}
    links: dict[Pair, StoryLink] = {}
    for one, other in found.items():
        older, younger = sorted((one, other.story_id))
        differ = known_both(older, younger, meanings) and (older, younger) not in alike
        if (event[other.story_id], event[one]) in chosen and not differ:
            links[older, younger] = StoryLink(story_id=younger, other_id=older, evidence=other.evidence)
    return tuple(links.values())


def _abroad(one: StorySketch, near: Neighbours) -> Joined | None:
    """The story in another language that shares most with this one, if it is in one language itself."""
    if len(one.languages) != 1:
        return None
    others = tuple(other for other in near.sketches if other is not one)
    marks = Marks(shingles=(), words=(), names=(), topics=one.topics, numbers=one.numbers)
    return across(marks, replace(near, sketches=others), one.languages[0], one.first_seen_at)


def link_of(
    own: StorySketch, others: Sequence[StorySketch], frequencies: Mapping[int, int], least: float
) -> StoryLink | None:
    """The link that `linked` makes from a story that is younger than all others, without comparing those.

    They are compared only if one is closer to another than to `own`: then the two are one before `own` comes to it.
    """
    others = [one for one in others if may_be_one(own.topics, one.topics)]
    known = Weighed((*others, own), frequencies)
    means = {one.story_id: known.mean(one.story_id, own.story_id) for one in others}
    if not means or max(means.values()) < least:
        return None  # Two stories joined are no closer to it than the closer one of them.
    closest = max(means, key=lambda one: (means[one], -one))
    if all(known.mean(closest, one) < means[closest] > means[one] for one in means if one != closest):
        return _link(own.story_id, closest, means[closest], least)
    links = linked((*others, own), frequencies, least)
    return next((one for one in links if one.story_id == own.story_id), None)


def together(links: Iterable[StoryLink]) -> dict[StoryId, StoryId]:
    """The oldest story that each linked story is linked to, over any number of links."""
    above: dict[StoryId, StoryId] = {}

    def oldest(story_id: StoryId) -> StoryId:
        while above.setdefault(story_id, story_id) != story_id:
            above[story_id] = story_id = above[above[story_id]]
        return story_id

    for link in links:
        one, two = oldest(link.story_id), oldest(link.other_id)
        above[max(one, two)] = min(one, two)
    return {story_id: oldest(story_id) for story_id in above}


@dataclass(frozen=True, slots=True)
class _Core:
    """What a group of stories is about: one story that shares something else with one of them does not chain them."""

    topics: Counter[str]
    """In how many of the stories each watched topic stands."""
    stories: int
    """Those that have topics."""

    def agrees(self, other: _Core) -> bool:
        """Whether the two may tell one event: they share something that most stories of either have."""
        return may_be_one(self._main(), other._main())

    def _main(self) -> list[str]:
        return [topic for topic, count in self.topics.items() if 2 * count > self.stories]

    def with_other(self, other: _Core) -> _Core:
        """The two as one group."""
        return _Core(self.topics + other.topics, self.stories + other.stories)


class _Links:
    """Groups of stories, each under the id of its oldest. `totals`: sums of the similarities of their articles."""

    def __init__(
        self,
        sketches: Sequence[StorySketch],
        totals: Mapping[Pair, float],
        alike: Mapping[Pair, Alike],
        least: float,
        apart: Collection[Pair],
    ) -> None:
        self._least = least
        self._apart = frozenset(apart)
        self._members = {one.story_id: {one.story_id} for one in sketches}
        self._articles = {one.story_id: one.articles for one in sketches}
        self._cores = {one.story_id: _Core(Counter(one.topics), int(bool(one.topics))) for one in sketches}
        self._near: dict[StoryId, dict[StoryId, float]] = defaultdict(dict)
        self._heap: list[tuple[float, StoryId, StoryId]] = []
        self._alike = alike
        for (older, younger), total in totals.items():
            self._near[older][younger] = self._near[younger][older] = total
            self._weigh(older, younger)

    def found(self) -> tuple[StoryLink, ...]:
        heapify(self._heap)
        links = []
        while self._heap:
            unlike, older, younger = heappop(self._heap)
            if younger not in self._near.get(older, ()) or -unlike != self._mean(older, younger):
                continue
            if not self._cores[older].agrees(self._cores[younger]):
                continue  # Once either has grown they may agree; they are weighed again then.
            if self._are_apart(older, younger):
                continue
            links.append(_link(younger, older, -unlike, self._least, self._alike.get((older, younger))))
            self._merge(older, younger)
        return tuple(links)

    def _are_apart(self, older: StoryId, younger: StoryId) -> bool:
        if not self._apart:
            return False
        pairs = product(self._members[older], self._members[younger])
        return any((min(pair), max(pair)) in self._apart for pair in pairs)

    def _merge(self, older: StoryId, younger: StoryId) -> None:
        self._members[older] |= self._members.pop(younger)
        taken = self._near.pop(younger)
        self._articles[older] += self._articles.pop(younger)
        self._cores[older] = self._cores[older].with_other(self._cores.pop(younger))
        mine = self._near[older]
        del mine[younger], taken[older]
        for other, total in taken.items():
            del self._near[other][younger]
            mine[other] = self._near[other][older] = mine.get(other, 0.0) + total
        for other in mine:
            self._weigh(min(older, other), max(older, other))

    def _mean(self, older: StoryId, younger: StoryId) -> float:
        return self._near[older][younger] / (self._articles[older] * self._articles[younger])

    def _weigh(self, older: StoryId, younger: StoryId) -> None:
        if (mean := self._mean(older, younger)) >= self._least:
            heappush(self._heap, (-mean, older, younger))


def _link(younger: StoryId, older: StoryId, mean: float, least: float, alike: Alike | None = None) -> StoryLink:
    evidence = f"mean similarity of their articles {mean:.3f}, at least {least} needed"
    if alike is not None:
        evidence += f"; in meaning {alike.cosine:.2f} ({NOT_ALIKE} is chance), in words {alike.words:.2f}"
    return StoryLink(story_id=younger, other_id=older, evidence=evidence)


def _by_words(known: Weighed) -> dict[Pair, float]:
    """Sums of the similarities of the articles of two stories, for those that have a few terms in common."""
    stories: dict[int, list[StoryId]] = defaultdict(list)
    for story_id in sorted(known.terms):
        for term in known.terms[story_id]:
            stories[term].append(story_id)
    shared = Counter(
        chain.from_iterable(combinations(having, 2) for having in stories.values() if 1 < len(having) <= _MOST_STORIES)
    )
    return {pair: known.total(*pair) for pair, count in shared.items() if count >= LEAST_TERMS}
