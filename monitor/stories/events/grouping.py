"""Same event or not: one pass, each article compared with the stories that are open."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import Joined, Marks, Neighbours, StorySketch
from monitor.records import dataclass
from monitor.stories.terms import topic_term

CLOSES_AFTER = timedelta(days=7)
"""A story that was quiet so long is over: what comes later is another event in the same place."""
FADES_IN_DAYS = 3.0
ACROSS_WITHIN = timedelta(days=3)
JOINS_AT = 0.5
"""Mean similarity to a story's articles from which an article belongs to it for good.

Far above what articles on one event have on average: a wrong guess cannot be taken back, and look-alike events of the
same people start out as alike as two retellings are. What stays apart is linked (`monitor.stories.events.linking`).
"""
_COMMON_FROM = 800
"""A term of so many open articles tells no event from another."""
_PRIOR_ACROSS = 30
"""Stories that a new store is taken to know, so that a topic of its only story is rare in it."""
_SURE_BITS = 2.0
_NUMBER_BITS, _MOST_NUMBERS = 3.0, 2
"""Two texts have a number in common by chance about once in eight times; many say that they are long, not alike."""
_SKETCH_WORDS, _SKETCH_NAMES = 160, 96
_FOUND_BY = 12

Vector = dict[int, float]


@lru_cache(maxsize=2 * _COMMON_FROM)
def rarity(found_in: int) -> float:
    """Weight of a term that so many open articles or stories have: 1 for one, 0 for `_COMMON_FROM` and more.

    It does not ask how many there are at all: what tells look-alikes apart is how many others near them have a term.
    """
    return max(0.0, math.log(_COMMON_FROM / (max(found_in, 1) + 0.6)) / math.log(_COMMON_FROM / 1.6))


def may_be_one(topics: Collection[str], others: Collection[str]) -> bool:
    """Whether two texts or stories may tell one event by what is watched in them: something of it is the same.

    What a form says of one town it says of the next in the same words; only what is watched tells the two apart.
    """
    return not topics or not others or not set(topics).isdisjoint(others)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text's terms, those that many stories have made lighter."""

    words: Vector
    names: Vector


def weigh(marks: Marks, near: Neighbours) -> Weighed:
    """The terms with their rarity among the open stories."""
    rarities = {term: rarity(count) for term, count in near.frequencies}

    def weighed(terms: Iterable[tuple[int, float]]) -> Vector:
        return {term: weight * rarities.get(term, 1.0) for term, weight in terms}

    return Weighed(weighed(marks.words), weighed(marks.names))


def similarity(text: Weighed, sketch: StorySketch) -> float:
    """Mean similarity of a text to the articles of a story, 0 to 1."""
    return (_dot(text.words, sketch.words) + _dot(text.names, sketch.names)) / sketch.articles


def join(marks: Marks, near: Neighbours, at: datetime) -> Joined | None:
    """The story that tells the same event in much the same words, None if none does.

    `at` is when the article appeared.
    """
    text = weigh(marks, near)
    best: tuple[float, StorySketch] | None = None
    for sketch in near.sketches:
        if not _is_open(sketch, at) or not may_be_one(marks.topics, sketch.topics):
            continue
        found = similarity(text, sketch) * _faded(sketch, at)
        if best is None or found > best[0]:
            best = (found, sketch)
    if best is None or best[0] < JOINS_AT:
        return None
    return _by_words(text, *best)


def _is_open(sketch: StorySketch, at: datetime) -> bool:
    """Whether an article of that time may still join; one older than the story's start counts from there."""
    return sketch.first_seen_at - CLOSES_AFTER <= at <= sketch.last_seen_at + CLOSES_AFTER


def grown(sketch: StorySketch, marks: Marks, language: str, at: datetime) -> StorySketch:
    """The story with one article more."""
    return StorySketch(
        story_id=sketch.story_id,
        lead_article_id=sketch.lead_article_id,
        articles=sketch.articles + 1,
        first_seen_at=min(sketch.first_seen_at, at),
        last_seen_at=max(sketch.last_seen_at, at),
        words=_added(sketch.words, marks.words, _SKETCH_WORDS),
        names=_added(sketch.names, marks.names, _SKETCH_NAMES),
        topics=tuple(dict.fromkeys((*sketch.topics, *marks.topics))),
        numbers=tuple(sorted({*sketch.numbers, *marks.numbers})),
        languages=tuple(dict.fromkeys((*sketch.languages, _primary(language)))),
    )


def started(article_id: ArticleId, marks: Marks, language: str, at: datetime) -> StorySketch:
    """A story of one article; its id is given by the store."""
    return StorySketch(
        story_id=StoryId(0),
        lead_article_id=article_id,
        articles=1,
        first_seen_at=at,
        last_seen_at=at,
        words=marks.words,
        names=marks.names,
        topics=marks.topics,
        numbers=marks.numbers,
        languages=(_primary(language),),
    )


def found_by(marks: Marks) -> tuple[int, ...]:
    """The terms under which the store keeps and looks for stories: the heaviest names and words."""
    heaviest = (*marks.names[:_FOUND_BY], *marks.words[:_FOUND_BY])
    return tuple(dict.fromkeys(term for term, _ in heaviest))


def _by_words(text: Weighed, found: float, sketch: StorySketch) -> Joined:
    shared = sum(1 for term, _ in sketch.names if term in text.names)
    return Joined(
        story_id=sketch.story_id,
        similarity=round(found, 3),
        evidence=f"same event as article {sketch.lead_article_id}: similarity {found:.2f}, "
        f"at least {JOINS_AT:.2f} needed; {shared} names or numbers in common",
    )


def across(marks: Marks, near: Neighbours, language: str, at: datetime) -> Joined | None:
    """A story in other languages that tells the same event, by watched topics and numbers; it is linked, not joined.

    The rarity of what is shared is counted in bits, topics by the share of open stories that have them. It must exceed
    what one of so many stories would share by chance (two topics of half of all stories say nothing), and what the next
    event shares. An event that is told in the article's own language is judged by its words.
    """
    known = near.stories + _PRIOR_ACROSS
    events = dict(near.events)
    own = {events.get(one.story_id) for one in near.sketches if _primary(language) in one.languages} - {None}
    best: dict[StoryId, tuple[float, StorySketch]] = {}
    for sketch in near.sketches:
        event = events.get(sketch.story_id, sketch.story_id)
        if _primary(language) in sketch.languages or event in own or not _within(sketch, at):
            continue
        bits = _bits(marks, sketch, near, known)
        if bits > best.get(event, (0.0, sketch))[0]:
            best[event] = (bits, sketch)
    if not best:
        return None
    (bits, found), *others = sorted(best.values(), key=lambda one: (-one[0], one[1].story_id))
    if bits < max([math.log2(known), *(other for other, _ in others)]) + _SURE_BITS:
        return None
    return Joined(
        story_id=found.story_id,
        similarity=0.0,
        numbers=len(set(marks.numbers) & set(found.numbers)),
        evidence=f"in another language, {_in_common(marks, found)}",
    )


def _bits(marks: Marks, sketch: StorySketch, near: Neighbours, known: int) -> float:
    counts = dict(near.frequencies)
    topics = [topic for topic in marks.topics if topic in sketch.topics]
    if not topics:
        return 0.0
    bits = sum(math.log2(known / (max(counts.get(topic_term(topic), 0), 1) + 0.5)) for topic in topics)
    return bits + _NUMBER_BITS * min(len(set(marks.numbers) & set(sketch.numbers)), _MOST_NUMBERS)


def _in_common(marks: Marks, sketch: StorySketch) -> str:
    topics = ", ".join(topic for topic in marks.topics if topic in sketch.topics)
    numbers = len(set(marks.numbers) & set(sketch.numbers))
    return f"topics {topics}" + (f" and {numbers} numbers" if numbers else "") + " in common"


def _within(sketch: StorySketch, at: datetime) -> bool:
    return sketch.first_seen_at - ACROSS_WITHIN <= at <= sketch.last_seen_at + ACROSS_WITHIN


def _faded(sketch: StorySketch, at: datetime) -> float:
    """Less alike for every day that the story was quiet, the less the longer."""
    days = max(0.0, (at - sketch.last_seen_at).total_seconds() / 86_400)
    return math.exp(-days / FADES_IN_DAYS)


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _dot(text: Vector, sums: Sequence[tuple[int, float]]) -> float:
    return sum([text[term] * weight for term, weight in sums if term in text])


def _added(
    sums: Sequence[tuple[int, float]], terms: Sequence[tuple[int, float]], most: int
) -> tuple[tuple[int, float], ...]:
    total = Counter(dict(sums))
    total.update(dict(terms))
    kept = sorted(total.items(), key=lambda one: (-one[1], one[0]))[:most]
    return tuple((term, round(weight, 3)) for term, weight in kept)
