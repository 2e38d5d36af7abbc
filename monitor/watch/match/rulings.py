"""What the rules of a watchlist say about a text in which its topics were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from monitor.model.watch import Field, MatchText, Strength, Verdict
from monitor.records import dataclass
from monitor.watch.lexicon import Scan
from monitor.watch.match.compiled import Compiled, CompiledWatchlist
from monitor.watch.match.mentions import Mention
from monitor.watch.query import Facts, Leaf, Query, Spot, Surroundings, TopicRef, Where, holds, why, why_not

LEAD = 3
"""Sentences of the text that `lead:` looks at."""
MOST_TOLD = 5
"""Rules whose outcome is explained."""
_ORDER = (Strength.STRONG, Strength.WEAK, Strength.CANDIDATE)


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that did not hold although topics of the watchlist were found."""

    nearest: Mention
    """The first mention of the watchlist, where people begin to look."""
    reason: str
    """"rule handover: NEAR/5(@base, convoy) failed, nearest distance 9 words"."""


class Rulings:
    """Asks the rules about one text."""

    def __init__(self, compiled: Compiled, around: Surroundings, about: MatchText) -> None:
        self._phrase_ids, self._around, self._about = compiled.phrase_ids, around, about
        self._topics = compiled.topics
        self._lead_ends: dict[int, int] = {}

    def verdict(self, watchlist: CompiledWatchlist, counted: Sequence[Mention]) -> tuple[Verdict, tuple[Failure, ...]]:
        """What a watchlist says, given its mentions that count (at least one), and the rules that failed."""
        numbers = dict.fromkeys(mention.name.topic for mention in counted)
        topics = tuple(dict.fromkeys(map(self._topic, numbers)))
        met = {mention.strength for mention in counted}
        strengths = [strength for strength in _ORDER if strength in met]
        if not watchlist.rules:
            return _verdict(watchlist, strengths[0], topics, f"found {', '.join(topics)}", fires=True), ()
        for strength in strengths:
            enough = _ORDER[: _ORDER.index(strength) + 1]
            facts = self.facts([mention for mention in counted if mention.strength in enough])
            fired = [(rule, query) for rule, query in watchlist.rules if holds(query, facts)]
            if fired:
                rules = tuple(rule for rule, _ in fired)
                told = _told([f"rule {rule} holds: {why(query, facts)}" for rule, query in fired[:MOST_TOLD]], fired)
                return _verdict(watchlist, strength, topics, told, fires=True, rules=rules), ()
        facts = self.facts(counted)
        failed = [f"rule {rule}: {why_not(query, facts)}" for rule, query in watchlist.rules[:MOST_TOLD]]
        reason = f"found {', '.join(topics)}, but {_told(failed, watchlist.rules)}"
        first = min(counted, key=lambda mention: (mention.part, mention.place, self._topic(mention.name.topic)))
        failures = tuple(Failure(first, each) for each in failed)
        return _verdict(watchlist, strengths[0], topics, reason, fires=False), failures

    def _topic(self, number: int) -> str:
        return self._topics[number].topic.id

    def facts(self, counted: Sequence[Mention]) -> Facts:
        """What queries are asked about, given the mentions that count."""
        topics: dict[str, list[Spot]] = defaultdict(list)
        of_topic = {number: topics[self._topic(number)] for number in {mention.name.topic for mention in counted}}
        for name, part, first, last, _, _ in counted:
            of_topic[name.topic].append((part, first, last))

        def spots(leaf: Leaf) -> Sequence[Spot]:
            return topics.get(leaf.topic, ()) if isinstance(leaf, TopicRef) else self._phrase(leaf.text)

        return Facts(
            spots=spots,
            sentence_starts=lambda part: self._around.scans[part].sentence_starts,
            lies_in=self._lies_in,
            surface=self._surface,
            language=self._about.language,
            source=self._about.source,
        )

    def _phrase(self, text: str) -> list[Spot]:
        phrase = self._phrase_ids[text]
        return [(part, *place) for part, places in enumerate(self._around.places) for place in places.get(phrase, ())]

    def _lies_in(self, where: Where, spot: Spot) -> bool:
        part, first, _ = spot
        scan = self._around.scans[part]
        if where is Where.TITLE:
            return scan.field is Field.TITLE
        if part not in self._lead_ends:
            self._lead_ends[part] = _lead_end(scan) if scan.field is Field.TEXT else 0
        return first < self._lead_ends[part]

    def _surface(self, spot: Spot) -> str:
        scan = self._around.scans[spot[0]]
        start, end = scan.surface(spot[1], spot[2])
        return scan.original[start:end]


def _lead_end(scan: Scan) -> int:
    """The number of the word with which the fourth sentence that holds words begins."""
    sentences: set[int] = set()
    for position in range(len(scan.words)):
        sentences.add(scan.sentence(position))
        if len(sentences) > LEAD:
            return position
    return len(scan.words)


def _told(told: list[str], all_of_them: Sequence[tuple[str, Query]]) -> str:
    rest = len(all_of_them) - len(told)
    return "; ".join([*told, f"and {rest} more rules"] if rest else told)


def _verdict(
    watchlist: CompiledWatchlist,
    strength: Strength,
    topics: tuple[str, ...],
    reason: str,
    *,
    fires: bool,
    rules: tuple[str, ...] = (),
) -> Verdict:
    return Verdict(watchlist=watchlist.id, fires=fires, strength=strength, topics=topics, rules=rules, reason=reason)
