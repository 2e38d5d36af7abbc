"""What pages of several things say that was not judged before: each watched sentence is looked for by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.flow.reading import Reading
from monitor.model.articles import Article, ArticleVersion
from monitor.model.config import StoriesSettings
from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import Fact
from monitor.model.watch import Strength
from monitor.ports import Lookup
from monitor.records import dataclass
from monitor.stories.background import without
from monitor.stories.cleaning import Sentence, sentences
from monitor.stories.events.grouping import ACROSS_WITHIN
from monitor.stories.mosaic import item_fact, watched_sentences
from monitor.stories.news.retelling import retold_story
from monitor.stories.news.telling import as_told
from monitor.stories.shingles import sampled
from monitor.stories.statements import Told, repeated
from monitor.stories.terms import topic_term

_MOST_ITEMS = 300
"""Watched sentences of a page that are looked for in what was judged before. What stands behind them was not found
there, so it counts as new: told twice is better than never.
"""
_MOST_SOURCES = 3
"""Articles looked at for each sentence."""
_MOST_TOLD = 8
"""Stories of these days whose texts are looked at for what no article has in these words."""
_MOST_LINES = 20
"""Lines beside an article that are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The things on a page of several."""

    fresh: Mapping[str, tuple[Fact, ...]]
    """By watchlist those that its readers know from no article."""
    known: StoryId | None
    """A story that told one of the others."""


def items_of(stored: Lookup, reading: Reading, settings: StoriesSettings) -> Items:
    """What of a page of several things is new."""
    article = reading.article
    later, former = replace(as_told(article, article), names=tuple(reading.surfaces)), former_of(stored, article)
    stood = repeated(as_told(article, former), later) if former is not None else set()
    # Of very long pages not every sentence is compared; what stands there as it stood is no news wherever it stands.
    kept = {one.words for one in sentences(former.text)} if former is not None else set()
    every = watched_sentences(article.text, reading.surfaces)
    found = [one for one in every if one.shown not in stood and one.words not in kept]
    sources = _sources(stored, reading, [one.words for one in found[:_MOST_ITEMS]], settings)
    met = stored.topics_met(list(sources))
    said = {number: _repeated(stored, one, later) for number, one in sources.items()}
    fresh: dict[str, tuple[Fact, ...]] = {}
    telling: list[Article] = []
    stories: list[StoryId] = []
    for name in reading.alerting:
        judged = [one for one in sources.values() if any(it.startswith(f"{name}/") for it in met.get(one.id, ()))]
        told = {sentence for one in judged for sentence in said[one.id]}
        hits = (hit for hit in reading.result.hits if hit.watchlist == name and hit.strength is Strength.STRONG)
        mine = tuple(dict.fromkeys(hit.surface for hit in hits))
        watched = [one for one in found if any(surface in one.shown for surface in mine)]
        new = [one for one in watched if one.shown not in told]
        retold = _retold(stored, reading, name, new) if new else {}
        fresh[name] = tuple(item_fact(one, mine) for one in new if one not in retold)
        stories += retold.values()
        telling += [one for one in judged if not said[one.id].isdisjoint(sentence.shown for sentence in watched)]
    stories += [one.story_id for one in telling if one.story_id is not None]
    return Items(fresh=fresh, known=next(iter(stories), None))


def _retold(stored: Lookup, reading: Reading, name: str, new: Sequence[Sentence]) -> dict[Sentence, StoryId]:
    """Those of the sentences that say in other words what readers were told these days, with the story that told it."""
    marks, since = reading.marks, reading.article.first_seen_at - ACROSS_WITHIN
    near = stored.neighbours((), tuple(map(topic_term, marks.topics)), since, alike=0, on_topic=_MOST_TOLD)
    told = stored.told_texts([one.story_id for one in near.sketches], _MOST_SOURCES * _MOST_TOLD)
    mine = [one for one in told if one.watchlist == name]
    alone = {one: replace(reading.article, title="", text=one.shown) for one in new}
    found = {one: retold_story(item, mine, reading.surfaces) for one, item in alone.items()}
    return {one: story.story_id for one, story in found.items() if story is not None}


def _repeated(stored: Lookup, source: Article, later: Told) -> set[str]:
    """The sentences of a page that a source has, or had before it was edited: each of its versions was judged."""
    older = reversed(stored.article_versions(source.id)) if source.version > 1 else ()
    found: set[str] = set()
    had: set[tuple[str, ...]] = set()
    for version in (*older, source):
        # What stood there before is of the day on which it came to stand there.
        told = replace(as_told(source, version), text=without(version.text, had))
        found |= repeated(told, later)
        had |= {one.words for one in sentences(version.text)}
    return found


def judged_lines(
    stored: Lookup, article: Article, lines: Sequence[str], since: datetime
) -> Mapping[str, frozenset[str]]:
    """By line the watchlists for which an article was judged that has all its sentences word for word."""
    found: dict[str, frozenset[str]] = {}
    for line in lines[:_MOST_LINES]:
        said = {one.words for one in sentences(line)}
        words = [word for one in sentences(line) for word in one.words]
        sources = stored.copy_candidates(article.id, sampled(words), since, _MOST_SOURCES) if said else []
        having = [one.id for one in sources if said <= {sentence.words for sentence in sentences(one.text)}]
        met = stored.topics_met(having) if having else {}
        found[line] = frozenset(topic.partition("/")[0] for topics in met.values() for topic in topics)
    return found


def _sources(
    stored: Lookup, reading: Reading, found: list[tuple[str, ...]], settings: StoriesSettings
) -> dict[ArticleId, Article]:
    since = reading.article.first_seen_at - timedelta(seconds=settings.window_s)
    return {
        one.id: one
        for words in found
        for one in stored.copy_candidates(reading.article.id, sampled(words), since, _MOST_SOURCES)
    }


def former_of(stored: Lookup, article: Article) -> ArticleVersion | None:
    """The version before this one; None if there is none, or none was judged."""
    if article.version == 1 or article.story_id is None:
        return None
    return next(iter(stored.article_versions(article.id)), None)
