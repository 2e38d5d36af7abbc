"""Same event or not: one pass, each article compared with the stories that are open."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import Joined, Marks, Neighbours, StorySketch

CLOSES_AFTER = timedelta(days=7)
"""A story that was quiet so long is over: what comes later is another event in the same place."""
_FADES_IN_DAYS = 3.0
ACROSS_WITHIN = timedelta(days=3)
NAMES_SHARE = 0.5
"""Half of the similarity is of names, half of words and pairs of words: the best split measured."""
RARE_TOPIC = 3
"""A watched topic in at most so many open stories is rare: with one number in common it joins two languages."""
_PRIOR_STORIES = 300
"""Stories that a new database is taken to know, so that the first articles are not compared by common words."""
_USUAL = 0.35
_USUAL_PAIRS = 8
"""A story of few articles is taken to hold together as stories usually do; its own figure counts from here on."""
_RARITY_COUNTS = 1.5
"""Power of the rarity: look-alike events share their usual words, not their rare ones."""
NEEDED = 0.55
"""Of a story's own similarity: what an article must reach to be told apart from a look-alike."""
_SKETCH_WORDS, _SKETCH_NAMES = 160, 64
_FOUND_BY = 28

Vector = dict[int, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text's terms weighed by their rarity; both vectors have length 1 or are empty."""

    words: Vector
    names: Vector


def weigh(marks: Marks, near: Neighbours) -> Weighed:
    """The terms with their rarity among the open stories."""
    common = dict(near.frequencies)
    stories = near.stories + _PRIOR_STORIES

    def rarity(term: int) -> float:
        return float(math.log(stories / (common.get(term, 0) + 0.6)) ** _RARITY_COUNTS)

    def weighed(terms: Iterable[tuple[int, float]]) -> Vector:
        return _unit({term: weight * rarity(term) for term, weight in terms})

    return Weighed(weighed(marks.words), weighed(marks.names))


def similarity(text: Weighed, sketch: StorySketch) -> float:
    """Mean similarity of a text to the articles of a story, 0 to 1."""
    words = _dot(text.words, sketch.words)
    names = _dot(text.names, sketch.names)
    return (NAMES_SHARE * names + (1 - NAMES_SHARE) * words) / sketch.articles


def needed(sketch: StorySketch) -> float:
    """The least similarity that joins this story: a share of what its own articles have."""
    pairs = sketch.articles * (sketch.articles - 1) / 2
    return NEEDED * (_USUAL * _USUAL_PAIRS + sketch.pairs) / (_USUAL_PAIRS + pairs)


def join(marks: Marks, near: Neighbours, language: str, at: datetime) -> Joined | None:
    """The story that tells the same event, None if none does. `at` is when the article appeared."""
    text = weigh(marks, near)
    best: tuple[float, StorySketch] | None = None
    for sketch in near.sketches:
        if not _is_open(sketch, at):
            continue
        ratio = similarity(text, sketch) * _faded(sketch, at) / needed(sketch)
        if best is None or ratio > best[0]:
            best = (ratio, sketch)
    if best is not None and best[0] >= 1:
        return _by_words(text, best[1])
    return _across(marks, near, language, at)


def _is_open(sketch: StorySketch, at: datetime) -> bool:
    """Whether an article of that time may still join; one older than the story's start counts from there."""
    return sketch.first_seen_at - CLOSES_AFTER <= at <= sketch.last_seen_at + CLOSES_AFTER


def grown(sketch: StorySketch, marks: Marks, near: Neighbours, language: str, at: datetime) -> StorySketch:
    """The story with one article more."""
    text = weigh(marks, near)
    return StorySketch(
        story_id=sketch.story_id,
        lead_article_id=sketch.lead_article_id,
        articles=sketch.articles + 1,
        first_seen_at=min(sketch.first_seen_at, at),
        last_seen_at=max(sketch.last_seen_at, at),
        pairs=round(sketch.pairs + similarity(text, sketch) * sketch.articles, 4),
        words=_added(sketch.words, text.words, _SKETCH_WORDS),
        names=_added(sketch.names, text.names, _SKETCH_NAMES),
        topics=tuple(dict.fromkeys((*sketch.topics, *marks.topics))),
        numbers=tuple(sorted({*sketch.numbers, *marks.numbers})),
        languages=tuple(dict.fromkeys((*sketch.languages, _primary(language)))),
    )


def started(article_id: ArticleId, marks: Marks, near: Neighbours, language: str, at: datetime) -> StorySketch:
    """A story of one article; its id is given by the store."""
    text = weigh(marks, near)
    return StorySketch(
        story_id=StoryId(0),
        lead_article_id=article_id,
        articles=1,
        first_seen_at=at,
        last_seen_at=at,
        pairs=0.0,
        words=_added((), text.words, _SKETCH_WORDS),
        names=_added((), text.names, _SKETCH_NAMES),
        topics=marks.topics,
        numbers=marks.numbers,
        languages=(_primary(language),),
    )


def found_by(marks: Marks) -> tuple[int, ...]:
    """The terms under which the store keeps and looks for stories: the heaviest names and words."""
    heaviest = (*marks.names[:_FOUND_BY], *marks.words[:_FOUND_BY])
    return tuple(dict.fromkeys(term for term, _ in heaviest))


def _by_words(text: Weighed, sketch: StorySketch) -> Joined:
    shared = sum(1 for term, _ in sketch.names if term in text.names)
    found = similarity(text, sketch)
    return Joined(
        story_id=sketch.story_id,
        similarity=round(found, 3),
        evidence=f"same event as article {sketch.lead_article_id}: similarity {found:.2f}, "
        f"at least {needed(sketch):.2f} needed; {shared} names or numbers in common",
    )


def _across(marks: Marks, near: Neighbours, language: str, at: datetime) -> Joined | None:
    """A story in other languages: two watched topics in common, or a rare one and a number, within three days."""
    seen: Counter[str] = Counter(topic for sketch in near.sketches for topic in sketch.topics)
    found: list[tuple[int, int, StorySketch, list[str]]] = []
    for sketch in near.sketches:
        if _primary(language) in sketch.languages or not _within(sketch, at):
            continue
        topics = [topic for topic in marks.topics if topic in sketch.topics]
        numbers = len(set(marks.numbers) & set(sketch.numbers))
        rare = any(seen[topic] <= RARE_TOPIC for topic in topics)
        if len(topics) >= 2 or (rare and numbers):
            found.append((len(topics), numbers, sketch, topics))
    if not found:
        return None
    _, numbers, sketch, topics = max(found, key=lambda one: (one[0], one[1], -one[2].story_id))
    shared = f"topics {', '.join(topics)}" + (f" and {numbers} numbers" if numbers else "")
    return Joined(
        story_id=sketch.story_id,
        similarity=0.0,
        evidence=f"same event as article {sketch.lead_article_id} in another language: {shared} in common",
    )


def _within(sketch: StorySketch, at: datetime) -> bool:
    return sketch.first_seen_at - ACROSS_WITHIN <= at <= sketch.last_seen_at + ACROSS_WITHIN


def _faded(sketch: StorySketch, at: datetime) -> float:
    """Less alike for every day that the story was quiet, the less the longer."""
    days = max(0.0, (at - sketch.last_seen_at).total_seconds() / 86_400)
    return math.exp(-days / _FADES_IN_DAYS)


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _unit(vector: Mapping[int, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def _dot(text: Vector, sums: Sequence[tuple[int, float]]) -> float:
    return sum(text.get(term, 0.0) * weight for term, weight in sums)


def _added(sums: Sequence[tuple[int, float]], vector: Vector, most: int) -> tuple[tuple[int, float], ...]:
    total = Counter(dict(sums))
    total.update(vector)
    return tuple((term, round(weight, 3)) for term, weight in total.most_common(most))
