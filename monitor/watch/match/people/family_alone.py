"""People met by their family name alone, in an article that gives their full name: "Vadim Ostrenko ... Ostrenko said".

Looked for only in articles that hold the full name, anywhere in title and text. Where somebody else of that family name
stands in the article (another given name, another initial, Mr and Mrs, another watched person), a family name alone is
nobody's: it is told as a near miss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice
from typing import NamedTuple

from monitor.model.watch import Strength
from monitor.watch.lexicon import Piece, Scan, families, is_article
from monitor.watch.lexicon import Sequence as Pieces
from monitor.watch.match.mentions import Mention
from monitor.watch.match.people.namesakes import Known, Place, Whose, ways_to_address, whose
from monitor.watch.match.people.same_family import Surfaces
from monitor.watch.text import Reading, Way, fold


class FamilyName(NamedTuple):
    """What of one name of a topic stands for the person alone, by the numbers of its words in the lexicon."""

    words: tuple[int, ...]
    others: frozenset[int]
    """The other words of the name."""
    initials: frozenset[str]
    """The first letters of those, folded."""
    son: bool
    """Whether "son of" stands before it."""
    first: bool
    """Whether it stands in front of the given name: Kim."""


class FamilyNames(dict[int, tuple[FamilyName, ...]]):
    """Of all people, by topic."""

    def learn(self, topic: int, text: str, pieces: Pieces, number: Callable[[Piece], int]) -> None:
        """Take up the name `text` of a topic, whose words have such numbers in the lexicon."""
        found = [
            FamilyName(
                tuple(map(number, family.words)),
                frozenset(map(number, family.others)),
                frozenset(word.folded[:1] for word in family.others),
                family.son,
                family.first,
            )
            for family in families(text, pieces)
        ]
        if found:
            self[topic] = tuple(dict.fromkeys((*self.get(topic, ()), *found)))


_MOST_PLACES = 3_000
"""Places in one part of a text at which a family name is weighed; no article has more, an attack may."""
_HYPHENS = frozenset("-‐‑–")


def with_family_names(mentions: Sequence[Mention], scans: Sequence[Scan], known: FamilyNames) -> list[Mention]:
    """`mentions` and those of people by their family name alone, in reading order."""
    full = _full_names(mentions, known)
    if not full:
        return list(mentions)
    found = [one for topic, anchors in full.items() for one in _alone(topic, anchors, mentions, scans, known)]
    found = _of_one_person(found, full)
    places = {(one.part, one.place, one.name.topic) for one in found}
    kept = [one for one in mentions if (one.part, one.place, one.name.topic) not in places]
    return sorted((*kept, *found), key=lambda one: (one.part, one.first, one.last, one.name.topic))


def is_full_name(mention: Mention) -> bool:
    """Whether a mention is a person's name of two words and more, and sure."""
    return (
        mention.name.person
        and not mention.name.alone
        and mention.last > mention.first
        and mention.strength is Strength.STRONG
    )


def _full_names(mentions: Iterable[Mention], known: FamilyNames) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.name.topic in known and is_full_name(mention):
            found[mention.name.topic].append(mention)
    return found


def _alone(
    topic: int, anchors: list[Mention], mentions: Sequence[Mention], scans: Sequence[Scan], known: FamilyNames
) -> list[Mention]:
    """The mentions of one topic; doubted, all of them, if somebody else of the family name is named."""
    names = known[topic]
    tokens = frozenset(token for name in names for token in (*name.words, *name.others))
    for scan in scans:
        scan.memory.reads_as(scan.words, tokens)
    surfaces = Surfaces(
        anchors,
        scans,
        frozenset(token for name in names for token in name.words),
        frozenset(token for name in names for token in name.others),
    )
    taken = _Taken(anchors, mentions)
    found: dict[tuple[int, int, int], Mention] = {}
    doubts: list[str] = []
    addressed: set[str] = set()
    for part, scan in enumerate(scans):
        for person, place, readings in islice(_met(names, scan, surfaces), _MOST_PLACES):
            if taken.in_full(part, place):
                continue
            verdict, said = whose(place, person, scan)
            addressed |= ways_to_address(place, scan)
            if verdict is Whose.ANOTHER or taken.by_another_person(part, place):
                doubts.append(said)
            elif verdict is Whose.HIS and not taken.covered(part, place):
                found.setdefault((part, place.first, place.last), _mention(anchors, scans, part, place, readings))
    if len(addressed) > 1:
        doubts.append("Mr as well as Mrs")
    doubt = f"family name alone, and the article names {doubts[0]}, too" if doubts else ""
    return [one._replace(name=one.name._replace(doubt=doubt)) for one in found.values()]


class _Taken:
    """Where other names are met."""

    def __init__(self, anchors: Sequence[Mention], mentions: Iterable[Mention]) -> None:
        topic, watchlist = anchors[0].name.topic, anchors[0].name.watchlist
        sure = [one for one in mentions if one.strength is Strength.STRONG]
        self._full = _positions(anchors)
        self._longer = _positions(one for one in sure if one.name.watchlist == watchlist)
        others = (one for one in sure if one.name.person and one.name.topic != topic and one.last > one.first)
        self._people = _positions(others)

    def in_full(self, part: int, place: Place) -> bool:
        """Whether the full name itself stands there."""
        return not self._full.isdisjoint((part, at) for at in range(place.first, place.last + 1))

    def covered(self, part: int, place: Place) -> bool:
        """Whether another name of the watchlist stands there."""
        return not self._longer.isdisjoint((part, at) for at in range(place.first, place.last + 1))

    def by_another_person(self, part: int, place: Place) -> bool:
        """Whether the full name of another watched person stands there."""
        return not self._people.isdisjoint((part, at) for at in range(place.first, place.last + 1))


def _positions(mentions: Iterable[Mention]) -> set[tuple[int, int]]:
    return {(one.part, at) for one in mentions for at in range(one.first, one.last + 1)}


def _met(
    names: Iterable[FamilyName], scan: Scan, surfaces: Surfaces
) -> Iterator[tuple[Known, Place, tuple[Reading, ...]]]:
    """Where family names may stand in one part of a text, and how they are read there."""
    for name in names:
        person = Known(name.others, name.initials | surfaces.initials, name.son, name.first)
        for place, readings in _places(name, scan, surfaces) if name.words else ():
            yield person, place, readings
        for place, anchor in _rows(scan, surfaces):
            yield person, place, anchor.readings


def _places(name: FamilyName, scan: Scan, surfaces: Surfaces) -> Iterator[tuple[Place, tuple[Reading, ...]]]:
    """Where the family name may stand, and how its words are read."""
    size, known, habit = len(name.words), scan.memory.readings, scan.memory.habit
    begins = {
        word
        for word in set(scan.words)
        if any(reading.token == name.words[0] for reading in known.get(word, ()))
        or (size == 1 and surfaces.resembles(word, habit))
    }
    for first in compress(range(len(scan.words) - size + 1), map(begins.__contains__, scan.words)):
        readings = [_read(scan, first + at, token, surfaces) for at, token in enumerate(name.words)]
        met = tuple(reading for reading in readings if reading is not None)
        if len(met) == size:
            yield Place(first, first + size - 1), met


def _rows(scan: Scan, surfaces: Surfaces) -> Iterator[tuple[Place, Mention]]:
    """Where the family name stands in the same words, or signs, as in the full name."""
    for row, anchor in surfaces.rows.items():
        size = len(row)
        begins = {word for word in set(scan.words) if fold(word) == row[0]}
        for first in compress(range(len(scan.words) - size + 1), map(begins.__contains__, scan.words)):
            if tuple(map(fold, scan.words[first : first + size])) == row:
                yield Place(first, first + size - 1), anchor


def _read(scan: Scan, position: int, token: int, surfaces: Surfaces) -> Reading | None:
    """A word as the word of the name, if it is written as the watchlist or the full name in the article has it."""
    reading = next((reading for reading in scan.view.readings(position) if reading.token == token), None)
    if reading is not None and (reading.way in _AS_LISTED or (reading.close and reading.way in _CLOSELY)):
        return reading
    return (reading or surfaces.reading(token)) if surfaces.holds(scan.words[position], scan.memory.habit) else None


_AS_LISTED = frozenset({Way.EXACT, Way.ENDING, Way.PREFIX})
_CLOSELY = frozenset({Way.VARIANT, Way.SCRIPT})


def _mention(
    anchors: Sequence[Mention], scans: Sequence[Scan], part: int, place: Place, readings: tuple[Reading, ...]
) -> Mention:
    anchor, scan = anchors[0], scans[part]
    first = place.first
    if first and is_article(scan.words[first - 1]) and scan.cleaned.text[scan.span(first)[0] - 1] in _HYPHENS:
        first -= 1
    start, end = scans[anchor.part].surface(anchor.first, anchor.last)
    said = scans[anchor.part].original[start:end]
    name = anchor.name._replace(alone=said, unsaid=(), inverted=0)
    return Mention(name, part, first, place.last, readings, Strength.STRONG)


def _of_one_person(found: Sequence[Mention], full: Mapping[int, Sequence[Mention]]) -> list[Mention]:
    """Doubted where two watched people are met by one word; two topics that one full name is met as are one person."""
    at: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for one in found:
        at[one.part, one.first, one.last].add(one.name.topic)
    named = {topic: {(one.part, one.place) for one in anchors} for topic, anchors in full.items()}
    several = {
        topic
        for topics in at.values()
        for topic in topics
        if any(named[topic].isdisjoint(named[other]) for other in topics)
    }
    doubt = "family name alone, and the article names another watched person of it, too"
    return [
        one._replace(name=one.name._replace(doubt=one.name.doubt or doubt)) if one.name.topic in several else one
        for one in found
    ]
