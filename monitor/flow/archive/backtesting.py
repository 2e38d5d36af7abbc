"""Trying an edit of a watchlist on stored articles: load what can differ, match it by both, count what does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from monitor.core.backtest.compare import NOTHING_SAID, effect_of, said
from monitor.core.backtest.tally import Reader, Tally
from monitor.model.archive.backtest import Backtest, BrokenPin, Said
from monitor.model.archive.search import EVERY, ArchiveFilter, Needs
from monitor.model.articles import Article
from monitor.model.feedback.pins import Pin
from monitor.model.ids import ArticleId
from monitor.model.watch import MatchText, Topic
from monitor.parse.language import guess_language
from monitor.ports import Archive, Store
from monitor.records import dataclass
from monitor.watch import Edit, Matchers, broken_pins, run_canaries

LOT = 200
"""Articles that are loaded at once."""
ALONE = 10_000
"""Articles up to which further processes cost more than they spare."""


class Matched(NamedTuple):
    """What came of one lot."""

    seen: int
    """Articles that were matched."""
    compared: Sequence[tuple[Article, tuple[str, ...], Said, Said]]
    """Those that the edit has to do with: with the tags of their feeds, what is said of them before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried, and on what."""

    edit: Edit
    since: datetime
    until: datetime
    first: ArticleId | None = None
    """The oldest article that is looked at, if it is known."""
    readers: Sequence[Reader] = ()
    whole: bool = False
    """Everything that the list meets is matched, whatever was stored of it."""
    everything: bool = False
    """Every article is matched: what must come out is the same, which proves what else is left out."""
    pins: tuple[BrokenPin, ...] = ()


Lots = Sequence[Sequence[ArticleId]]
Crew = Callable[[Trial, Lots], Iterator[Matched]]
"""Matches lots for a trial, as `matched` does each, and hands out what came of them in their order."""


def backtest(store: Store, trial: Trial, told: Callable[[int, int], None], crew: Crew | None = None) -> Backtest:
    """What the edit does to the stored articles; `told` how many were matched, of how many.

    `crew`: who matches them if they are many, in place of this process.

    Each lot is read by itself: nobody waits for it, and what is stored or edited meanwhile may be in it or not.
    """
    old = trial.edit.old
    judged_since = store.judged_by(trial.edit.watchlist, old.text) if old is not None else trial.since
    whole = trial.whole or trial.everything or judged_since is None or judged_since > trial.since
    offered = candidates(store, trial, whole=whole)
    ids = offered.ids
    seen, first = store.seen_since(trial.since)
    tally = Tally(trial.edit.watchlist, trial.edit.changed, trial.readers)
    lots = [ids[at : at + LOT] for at in range(0, len(ids), LOT)]
    if crew is not None and len(ids) > ALONE:
        results = crew(trial, lots)
    else:
        results = (matched(store, trial, offered.matchers, lot) for lot in lots)
    matched_again = _counted(tally, lots, results, told)
    known = frozenset(ids)
    for one in store.judged(trial.since):
        mine = one.watchlist == trial.edit.watchlist
        if not mine or not (whole or one.article_id in known):
            tally.stored(one)
    return Backtest(
        watchlist=trial.edit.watchlist,
        since=trial.since,
        until=trial.until,
        seen=seen,
        matched=matched_again,
        articles=tally.articles,
        stories=tally.stories,
        names=tally.names,
        rules=tally.rules,
        volumes=tally.volumes(max(trial.since, first or trial.since), trial.until),
        pins=trial.pins,
        examples=tally.examples,
        unindexed=offered.unindexed,
    )


def _counted(tally: Tally, lots: Lots, results: Iterable[Matched], told: Callable[[int, int], None]) -> int:
    """Count what came of each lot, and tell how far it is; how many articles were matched."""
    seen = done = 0
    whole = sum(map(len, lots))
    told(0, whole)
    for lot, found in zip(lots, results, strict=True):
        seen += found.seen
        for article, tags, before, after in found.compared:
            tally.compared(article, tags, before, after)
        done += len(lot)
        told(done, whole)
    return seen


def broken_by(edit: Edit, pins: Iterable[Pin]) -> tuple[BrokenPin, ...]:
    """The pins and examples of the list that hold before the edit, and not after it."""
    mine = [one for one in pins if one.watchlist == edit.watchlist]
    before = {one.pin.id for one in broken_pins(edit.before, edit.lists_before, mine)}
    broken = tuple(
        BrokenPin(topic=one.pin.topic, expected=one.pin.expected, text=one.pin.text, why=one.told())
        for one in broken_pins(edit.after, edit.lists_after, mine)
        if one.pin.id not in before
    )
    return (*broken, *broken_examples(edit))


def broken_examples(edit: Edit) -> tuple[BrokenPin, ...]:
    """The examples of either list that come out wrong after the edit, without those that did before.

    What the list as it is to be gives as an example itself has to come out right in any case.
    """
    lists = [one for one in (edit.old, edit.new) if one is not None]
    ids = list(dict.fromkeys(topic.id for one in lists for topic in one.topics))
    topics = tuple(_pinned([topic for one in lists for topic in one.topics if topic.id == name]) for name in ids)
    pinned = replace(lists[-1], topics=topics)
    own = {
        (topic.id, text)
        for topic in (edit.new.topics if edit.new else ())
        for text in (*topic.match_examples, *topic.ignore_examples)
    }
    before = {(one.topic, one.expected, one.text) for one in run_canaries(edit.before, [pinned], guess_language)}
    return tuple(
        BrokenPin(topic=one.topic, expected=one.expected, text=one.text, why=one.explanation)
        for one in run_canaries(edit.after, [pinned], guess_language)
        if (one.topic, one.text) in own or (one.topic, one.expected, one.text) not in before
    )


def _pinned(same: Sequence[Topic]) -> Topic:
    """The topic with the examples of all its forms; what the last one says of a text counts."""
    found, ignored = set(same[-1].match_examples), set(same[-1].ignore_examples)
    match = dict.fromkeys(text for one in same for text in one.match_examples if text not in ignored)
    ignore = dict.fromkeys(text for one in same for text in one.ignore_examples if text not in found)
    return replace(same[-1], match_examples=tuple(match), ignore_examples=tuple(ignore))


def matched(store: Store, trial: Trial, matchers: Matchers, ids: Sequence[ArticleId]) -> Matched:
    """These articles, as the edit reads them."""
    seen = 0
    compared = []
    for article, tags in store.archived(ids):
        if trial.since <= article.first_seen_at < trial.until:
            seen += 1
            before, after = _said(trial.edit, matchers, article)
            if effect_of(before, after, trial.edit.changed) is not None:
                compared.append((article, tags, before, after))
    return Matched(seen, compared)


def _said(edit: Edit, matchers: Matchers, article: Article) -> tuple[Said, Said]:
    """What the list says of an article before and after."""
    text = MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)
    before, after = (
        NOTHING_SAID if one is None else said(matcher.match(text), one.id)
        for matcher, one in zip(matchers, (edit.old, edit.new), strict=True)
    )
    return before, after


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The articles that have to be matched."""

    ids: Sequence[ArticleId]
    """The newest first."""
    matchers: Matchers
    """For these articles."""
    unindexed: int
    """Of these articles those that are matched because the index does not hold them."""


def candidates(store: Store, trial: Trial, *, whole: bool) -> Candidates:
    """What has to be matched; `whole`: all that the list can be met in."""

    def question(archive: Archive) -> Candidates:
        waiting = archive.unindexed(trial.since)
        needs, matchers = _looked_up(archive, trial, waiting, whole=whole)
        ids = archive.ids(needs, ArchiveFilter(since=None if trial.first else trial.since, first=trial.first))
        if waiting:
            ids = sorted({*ids, *waiting}, reverse=True)
        return Candidates(ids=ids, matchers=matchers, unindexed=len(waiting))

    return store.ask_archive(question)


def matchers_of(store: Store, trial: Trial) -> Matchers:
    """Those of `candidates`."""

    def question(archive: Archive) -> Matchers:
        return _looked_up(archive, trial, archive.unindexed(trial.since), whole=True)[1]

    return store.ask_archive(question)


def _looked_up(
    archive: Archive, trial: Trial, waiting: Sequence[ArticleId], *, whole: bool
) -> tuple[Sequence[Needs], Matchers]:
    if trial.everything:
        return (EVERY,), trial.edit.matchers
    needs, matchers = trial.edit.among(archive.terms, whole=whole)
    # The words of those that wait are not among the terms, for which alone the others' matchers are ready.
    return needs, trial.edit.matchers if waiting else matchers
