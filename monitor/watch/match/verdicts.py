"""The last word on a text: which mentions count, why, which nearly did, and which watchlists fire."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from monitor.model.watch import Field, Hit, MatchResult, MatchText, NearMiss, Scope, Strength, Verdict
from monitor.watch.lexicon import Scan
from monitor.watch.match.compiled import Compiled, CompiledTopic
from monitor.watch.match.longer_names import goes_on
from monitor.watch.match.mentions import Mention
from monitor.watch.match.name_refs import NameRef
from monitor.watch.match.people import is_full_name, with_family_names
from monitor.watch.match.rejected import is_rejected
from monitor.watch.match.rulings import Rulings
from monitor.watch.query import (
    ELSEWHERE,
    CompiledCondition,
    Guard,
    Place,
    Surroundings,
    gap,
    neighbours,
    reach,
    scope_words,
)
from monitor.watch.text import Reading, Way, Zone, zone_at, zones

MOST_HITS = 1_000
"""Hits of one topic that are reported for one part of a text; near misses likewise."""


class Assessment:
    """Weighs the mentions of one text."""

    def __init__(
        self, compiled: Compiled, about: MatchText, scans: tuple[Scan, ...], mentions: Sequence[Mention]
    ) -> None:
        self._compiled, self._about, self._scans = compiled, about, scans
        self._mentions = with_family_names(mentions, scans, compiled.families)
        self._excluded_people: dict[int, str] = {}
        self._around = Surroundings(scans, self._places())
        self.counted: dict[int, list[Mention]] = defaultdict(list)
        """The mentions that count, by watchlist; known once there is a result."""

    def _places(self) -> list[dict[int, list[Place]]]:
        """Where context phrases stand, looked for only if something depends on them."""
        topics = {mention.name.topic for mention in self._mentions}
        needed = any(
            topic.guard or self._compiled.watchlists[topic.watchlist].rules
            for topic in (self._compiled.topics[number] for number in topics)
        ) or any(mention.name.guards for mention in self._mentions)
        return [scan.places(self._compiled.phrases) if needed else {} for scan in self._scans]

    def result(self) -> MatchResult:
        """Hits and near misses in reading order, rules that failed behind them, verdicts as the watchlists stand."""
        counted = self.counted
        hits: list[Hit] = []
        near: list[NearMiss] = []
        reported: Counter[tuple[int, int, bool]] = Counter()
        topics = self._compiled.topics
        for met in self._mentions:
            topic = topics[met.name.topic]
            failed, context = self._context(topic, met)
            mention, aside = (met, "") if failed else self._weighed(met, context)
            if mention.strength is Strength.CANDIDATE and self._is_rejected(topic, mention):
                continue
            if not failed:
                counted[met.name.watchlist].append(mention)
            key = (met.name.topic, met.part, bool(failed))
            reported[key] += 1
            if reported[key] > MOST_HITS:
                continue
            if failed:
                near.append(self._near_miss(topic, mention, failed))
            else:
                hits.append(self._hit(topic, mention, (context, aside)))
        verdicts, failures = self._rule(counted)
        return MatchResult(hits=tuple(hits), near=(*near, *failures), verdicts=verdicts)

    @cached_property
    def _by_topic(self) -> Mapping[tuple[int, int], list[Place]]:
        """Where each topic is mentioned in each part of the text, ascending."""
        found: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for mention in self._mentions:
            found[mention.name.topic, mention.part].append(mention.place)
        return found

    @cached_property
    def _zones(self) -> list[tuple[Zone, ...]]:
        """For each part of the text, what in it is not story; a title is story."""
        return [zones(scan.cleaned.text) if scan.field is Field.TEXT else () for scan in self._scans]

    def _weighed(self, mention: Mention, context: str) -> tuple[Mention, str]:
        """The mention, sure if the rest of a name or a context word stands in the text, weak beside the story; and why.

        `context` are the words that its topic requires and that stand there.
        """
        if mention.name.unsaid and (context or self._is_said(mention.name.unsaid)):
            mention = mention._replace(strength=Strength.STRONG)
        if mention.name.formed and self._goes_on(mention):
            mention = mention._replace(strength=Strength.CANDIDATE)
        if mention.strength is not Strength.STRONG or not self._zones[mention.part]:
            return mention, ""
        zone = zone_at(self._zones[mention.part], self._scans[mention.part].span(mention.first)[0])
        if zone is None:
            return mention, ""
        return mention._replace(strength=Strength.WEAK), f"in {zone.kind}, not in the story"

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a further word of a name stands on the other side of an organisation's one word than its form."""
        before = mention.name.formed > 0
        return goes_on(self._scans[mention.part], mention.first if before else mention.last, -1 if before else 1)

    def _is_said(self, words: Sequence[int]) -> bool:
        """Whether one of these words of a name stands anywhere in the text."""
        wanted = frozenset(words)
        for scan in self._scans:
            scan.memory.reads_as(scan.words, wanted)
        return any(
            reading.token in wanted and not reading.way.loose
            for scan in self._scans
            for word in scan.words
            for reading in scan.memory.readings.get(word, ())
        )

    def _is_rejected(self, topic: CompiledTopic, mention: Mention) -> bool:
        scan = self._scans[mention.part]
        start, end = scan.surface(mention.first, mention.last)
        return is_rejected(scan.original[start:end], scan.memory.habit, topic.rejected)

    # Context of one mention

    def _context(self, topic: CompiledTopic, mention: Mention) -> tuple[str, str]:
        """What failed, or else which context words spoke for the mention: of its topic, and of its name."""
        if mention.name.alone and (failed := mention.name.doubt or self._full_name_excluded(topic, mention)):
            return failed, ""
        failed, context = self._weigh(topic.guard, mention)
        if failed or not mention.name.guards:
            return failed, context
        of_name = [self._weigh(self._compiled.guards[number], mention) for number in mention.name.guards]
        passed = next((words for fault, words in of_name if not fault), None)
        if passed is None:
            return f"{of_name[0][0]} (condition of the name {mention.name.text})", ""
        return "", "; ".join(filter(None, (context, passed)))

    def _full_name_excluded(self, topic: CompiledTopic, mention: Mention) -> str:
        """Why the full name counts nowhere in the article, so that the family name does not; "" if it may count."""
        number = mention.name.topic
        if number not in self._excluded_people:
            full = (one for one in self._mentions if one.name.topic == number and is_full_name(one))
            faults = [self._exclusion(topic, one) for one in full]
            self._excluded_people[number] = faults[0] if all(faults) else ""
        failed = self._excluded_people[number]
        return f"family name alone, and the full name is {failed}" if failed else ""

    def _exclusion(self, topic: CompiledTopic, mention: Mention) -> str:
        guards = [topic.guard, *(self._compiled.guards[number] for number in mention.name.guards)]
        found = (self._excluded(condition, mention) for guard in guards for condition in guard.excludes)
        return next(filter(None, found), "")

    def _weigh(self, guard: Guard, mention: Mention) -> tuple[str, str]:
        for condition in guard.excludes:
            if excluded := self._excluded(condition, mention):
                return excluded, ""
        near: list[str] = []
        for condition in guard.requires:
            missing, found = self._required(condition, mention)
            if missing:
                return missing, ""
            near.append(found)
        return "", "; ".join(near)

    def _required(self, condition: CompiledCondition, mention: Mention) -> tuple[str, str]:
        missing, present = [], []
        for word, phrase in zip(condition.words, condition.phrases, strict=True):
            distance = self._around.distance(phrase, mention.part, mention.place, condition.within)
            if distance is None:
                missing.append(word)
            else:
                present.append((distance if distance != ELSEWHERE else len(self._scans[mention.part].words), word))
        if missing and (condition.all or not present):
            which = "all" if condition.all else "any"
            return f"requires {which} of {', '.join(condition.words)} {scope_words(condition.within)}", ""
        nearest, word = min(present)
        return "", f"near '{word}' ({nearest} {'word' if nearest == 1 else 'words'} between)"

    def _excluded(self, condition: CompiledCondition, mention: Mention) -> str:
        anywhere, met = condition.within is Scope.DOCUMENT, self._around.places[mention.part]
        found = [
            word
            for word, phrase in zip(condition.words, condition.phrases, strict=True)
            if (anywhere or phrase in met) and self._speaks_against(phrase, condition.within, mention)
        ]
        if not found or (condition.all and len(found) < len(condition.words)):
            return ""
        return f"excluded by {', '.join(repr(word) for word in found)} {scope_words(condition.within)}"

    def _speaks_against(self, phrase: int, within: Scope | int, mention: Mention) -> bool:
        """A phrase that holds a mention of the topic ("Iraqi Hezbollah") speaks against that mention only."""
        if within is Scope.DOCUMENT:
            return self._around.distance(phrase, mention.part, mention.place, within) is not None
        near: Sequence[Place] = neighbours(self._around.places[mention.part].get(phrase, []), mention.place)
        if within in {Scope.SENTENCE, Scope.PARAGRAPH}:
            near = self._around.in_stretch(near, mention.part, mention.place, within)
        else:
            near = [place for place in near if gap(place, mention.place) <= reach(within)]
        others = self._by_topic[mention.name.topic, mention.part]
        return any(_overlap(place, mention.place) or not _holds_one(place, others) for place in near)

    # What is reported

    def _hit(self, topic: CompiledTopic, mention: Mention, context: tuple[str, ...]) -> Hit:
        scan = self._scans[mention.part]
        start, end = scan.surface(mention.first, mention.last)
        return Hit(
            watchlist=self._compiled.watchlists[topic.watchlist].id,
            topic=topic.topic.id,
            field=scan.field,
            start=start,
            end=end,
            surface=scan.original[start:end],
            form=mention.name.text,
            strength=mention.strength,
            reason="; ".join(filter(None, (_how(mention.name, mention.readings), *context))),
        )

    def _near_miss(self, topic: CompiledTopic, mention: Mention, failed: str) -> NearMiss:
        scan = self._scans[mention.part]
        start, end = scan.surface(mention.first, mention.last)
        return NearMiss(
            watchlist=self._compiled.watchlists[topic.watchlist].id,
            topic=topic.topic.id,
            field=scan.field,
            start=start,
            end=end,
            surface=scan.original[start:end],
            form=mention.name.text,
            failed=failed,
        )

    # Watchlists

    def _rule(self, counted: Mapping[int, Sequence[Mention]]) -> tuple[tuple[Verdict, ...], tuple[NearMiss, ...]]:
        """The verdicts in the order of the watchlists, and a near miss for each rule that failed.

        `counted` are the mentions that count, by watchlist.
        """
        rulings = Rulings(self._compiled, self._around, self._about)
        ruled = [rulings.verdict(self._compiled.watchlists[number], counted[number]) for number in sorted(counted)]
        failures = tuple(
            self._near_miss(self._compiled.topics[failure.nearest.name.topic], failure.nearest, failure.reason)
            for _, failed in ruled
            for failure in failed
        )
        return tuple(verdict for verdict, _ in ruled), failures


def _overlap(one: Place, other: Place) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _holds_one(place: Place, mentions: list[Place]) -> bool:
    """Whether any mention overlaps `place`; `mentions` ascend and do not lie inside each other."""
    at = bisect_left(mentions, (place[0], 0))
    return any(_overlap(place, mention) for mention in mentions[max(0, at - 1) : at + 1])


@lru_cache(maxsize=4_096)
def _how(name: NameRef, readings: tuple[Reading, ...]) -> str:
    source = f" (pack {name.pack})" if name.pack else ""
    ways = [reading.words() for reading in readings if reading.way is not Way.EXACT]
    manner = f", {'; '.join(dict.fromkeys(ways))}" if ways else ""
    alone = f", family name alone: '{name.alone}' stands in the article" if name.alone else ""
    return f"name {name.text}{source}{alone}{manner}"
