"""A question ready to be asked of articles: what of the index it needs, and whether it holds for one, and where.

The answer for one article is the matcher's own: what `name:` finds is what a topic of that name would mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from monitor.model.archive.search import EVERY, Any, Needs, Sighting, Spotted, Terms, Tried
from monitor.model.ids import Priority
from monitor.model.watch import Field, MatchText, Watchlist
from monitor.records import dataclass
from monitor.watch.lexicon import Scan
from monitor.watch.match import Assessment, Compiler, Matcher, Rulings
from monitor.watch.query import Facts, Leaf, Phrase, Query, Surroundings, TopicRef, holds, leaves, tree
from monitor.watch.search.asked import Asked
from monitor.watch.search.nearness import Nearness
from monitor.watch.search.needs import needs_of, simplified, terms_in
from monitor.watch.search.offer import Offer, TermsRead, Under
from monitor.watch.search.terms import ALWAYS, written

_LIST = "search"
_MOST_EXAMPLES = 8
_MOST_MARKS = 200
"""Places of one article that are told."""


@dataclass(frozen=True, slots=True)
class Seeking:
    """A question among the articles of one archive."""

    needs: Needs
    """What an article must have for the question to hold; `EVERY` where nothing is needed."""
    tried: tuple[Tried, ...]
    """What its parts were looked for as."""
    may_hold: Callable[[str, str], bool]
    """By title and text whether an article that has what is needed has to be matched: a tenth of the cost of that."""
    find: Callable[[MatchText], Sighting | None]
    """As `Seeker.find`, for articles of the archive: their words are read already."""


class Seeker:
    """Pure and deterministic, as the matcher is."""

    def __init__(self, asked: Asked, packs: Sequence[str] = ()) -> None:
        """`packs`: those whose names its topics have as well.

        Raises:
            WatchError: a name or word cannot be compiled.
        """
        self._asked = asked
        compiler = Compiler()
        compiler.add_phrases(asked.query)
        listed = Watchlist(id=_LIST, title=_LIST, priority=Priority.NORMAL, topics=asked.topics, packs=tuple(packs))
        self._compiled = compiler.compiled([listed])
        self._offer = Offer(compiler, self._compiled)
        self._phrased = any(isinstance(leaf, Phrase) for leaf in leaves(asked.query))
        self._leaves = tuple(dict.fromkeys(wanted(asked.query)))

    def among(self, under: Under) -> Seeking:
        """The question asked of the articles of an archive."""
        read = self._offer.read(under)
        parts = {leaf: self._needed(leaf, read) for leaf in self._leaves}
        found = simplified(needs_of(self._asked.query, parts.__getitem__))
        return Seeking(
            needs=found if found == EVERY else simplified(Any((found, Terms(frozenset({ALWAYS}))))),
            tried=tuple(self._tried(leaf, terms_in(part) - read.unread) for leaf, part in parts.items()),
            may_hold=Nearness(self._asked.query, lambda phrase: self._offer.rows_of(phrase.text, read)).may_hold,
            find=partial(self._find, self._offer.matcher_of(read)),
        )

    def _tried(self, leaf: Leaf, terms: Iterable[str]) -> Tried:
        term = self._name_of(leaf.topic) if isinstance(leaf, TopicRef) else leaf.text
        words = sorted({word for one in terms if (word := written(one))})
        return Tried(term=term, words=len(words), examples=tuple(words[:_MOST_EXAMPLES]))

    def _needed(self, leaf: Leaf, read: TermsRead) -> Needs:
        if isinstance(leaf, Phrase):
            return self._offer.phrase(leaf.text, read)
        return self._offer.topic((_LIST, leaf.topic), read)

    def find(self, text: MatchText) -> Sighting | None:
        """Where the question holds in an article, of an archive or not; None if it does not."""
        return self._find(self._offer.matcher, text)

    def _find(self, matcher: Matcher, text: MatchText) -> Sighting | None:
        if self._asked.query == tree.And(()):
            return Sighting(spots=())
        scans, mentions = matcher.mentions(text)
        weighed = Assessment(self._compiled, text, scans, mentions)
        hits = weighed.result().hits if mentions else ()
        places = [scan.places(self._compiled.phrases) if self._phrased else {} for scan in scans]
        facts = Rulings(self._compiled, Surroundings(scans, places), text).facts(weighed.counted.get(0, ()))
        if not holds(self._asked.query, facts):
            return None
        topics = {leaf.topic for leaf in self._leaves if isinstance(leaf, TopicRef)}
        spots = [
            Spotted(
                field=hit.field,
                start=hit.start,
                end=hit.end,
                surface=hit.surface,
                term=self._name_of(hit.topic),
                strength=hit.strength,
                form=hit.form,
            )
            for hit in hits
            if hit.topic in topics
        ]
        for leaf in self._leaves:
            if isinstance(leaf, Phrase):
                spots += self._words(leaf, facts, scans)
        return Sighting(spots=_apart(spots))

    def _name_of(self, topic: str) -> str:
        name = self._asked.names.get(topic)
        return f"@{topic}" if name is None else f'name:"{name}"'

    def _words(self, leaf: Phrase, facts: Facts, scans: Sequence[Scan]) -> Iterator[Spotted]:
        for part, first, last in facts.spots(leaf)[:_MOST_MARKS]:
            scan = scans[part]
            start, end = scan.surface(first, last)
            yield Spotted(field=scan.field, start=start, end=end, surface=scan.original[start:end], term=leaf.text)


def wanted(query: Query) -> Iterator[Leaf]:
    """Every topic and phrase of a query that does not stand behind NOT, from left to right."""
    if isinstance(query, TopicRef | Phrase):
        yield query
    for part in query.wanted if isinstance(query, tree.And) else tree.parts(query):
        yield from wanted(part)


def _apart(spots: Iterable[Spotted]) -> tuple[Spotted, ...]:
    """In reading order, of those that overlap the one that begins first, or else the longest."""
    fields = list(Field)
    kept: list[Spotted] = []
    for spot in sorted(spots, key=lambda one: (fields.index(one.field), one.start, -one.end)):
        if not kept or kept[-1].field is not spot.field or kept[-1].end <= spot.start:
            kept.append(spot)
    return tuple(kept[:_MOST_MARKS])
