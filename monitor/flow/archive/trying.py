"""Trying a draft while somebody writes it: the newest articles, first counts soon, each step's as it is done.

As `backtesting`, but of a list by itself: what other lists have to do with it (how they take tags and cut words
apart) is left to the whole trial. What the running list is and says does not change by drafts: it is made ready when
somebody begins to edit (`made_ready`), or with the first draft that needs it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property

from monitor.core.backtest.compare import NOTHING_SAID
from monitor.core.backtest.tally import Reader, Tally
from monitor.flow.archive.backtesting import Trial, broken_by, candidates
from monitor.flow.archive.draft_reading import OfferedToRead, Reading
from monitor.flow.archive.remembered import Mentioned, Remembered
from monitor.model.archive.backtest import BrokenPin, Judged
from monitor.model.desk.drafts import DayForecast, DraftTried
from monitor.model.feedback.pins import Pin
from monitor.model.ids import ArticleId, StoryId
from monitor.model.watch import Watchlist
from monitor.ports import Store
from monitor.records import dataclass
from monitor.watch import Edit, Twin

MOST = 5_000
BACK = timedelta(days=30)
"""So many of the newest articles are looked at, and none that are older."""
_FIRST, _LOT = 25, 100
"""Articles matched before the first counts, and between counts after that."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A draft that is to be tried."""

    old: Watchlist | None
    """The list as it runs; None: it is new."""
    new: Watchlist
    now: datetime
    readers: Sequence[Reader] = ()
    pins: Sequence[Pin] = ()

    def edit(self, kept: Remembered) -> Edit:
        """The list by itself before and after."""
        before = () if self.old is None else (self.old,)
        if not kept.edits or kept.edits[-1].lists_before != before or len(kept.said) > 2 * MOST:
            kept.said.clear()
            kept.mentioned.clear()
        edit = Edit(self.new.id, before, (self.new,), kept.edits[-1] if kept.edits else None)
        kept.edits[:] = [edit]
        return edit

    def changed(self) -> Edit:
        """The topics alone that are changed: compiled at once, however long the list is."""
        old, new = self.old or replace(self.new, topics=(), rules=()), self.new
        alike = set(old.topics) & set(new.topics) if old.packs == new.packs and old.rules == new.rules else set()
        before, after = (
            replace(one, topics=tuple(topic for topic in one.topics if topic not in alike), rules=())
            for one in (old, new)
        )
        if (before.topics, before.packs) == (after.topics, after.packs):
            after = before  # Only the rules were changed: the words of the archive are read once for both.
        return Edit(new.id, () if self.old is None else (before,), (after,))


def tried(store: Store, wanted: Wanted, kept: Remembered) -> Iterator[DraftTried]:
    """What the draft does, told again and again: as soon as something can be said, and when all has been matched.

    `kept` is of drafts of the same running list. Whoever asks for no more, ends it.

    Raises:
        WatchError: it cannot be compiled.
    """
    since, first = _window(store, wanted.now)
    # Counting takes half of the time that first counts have: where the newest are enough, they are so many.
    seen = MOST if first else store.seen_since(since)[0]
    judged = _Judged(store, since, wanted.new.id)
    small = wanted.changed()
    edit = wanted.edit(kept)
    twin = Twin(edit) if edit.apart else None
    if _of_rules_alone(wanted, small):
        if kept.met(wanted.now, since) is None:
            look = _Counts(wanted, Reading(wanted.old, wanted.new, edit, twin), since, seen, len(judged.found), 0)
            yield from _first_look(store, look, judged, kept)
        of = small if twin is None else twin.edit
        offered = _mentioning(store, Trial(edit=of, since=since, until=wanted.now, first=first), kept)
        read = Reading(wanted.old, wanted.new, edit, twin, offered if twin is not None else None)
    else:
        offered = _offered(store, Trial(edit=small, since=since, until=wanted.now, first=first))
        read = Reading(wanted.old, wanted.new, edit, twin)
    ids = [one for one in offered.ids if one >= first]
    if not (wanted.new.rules or (wanted.old and wanted.old.rules)):
        counts = _Counts(wanted, Reading(wanted.old, wanted.new, small), since, seen, len(ids), offered.unindexed)
        counts.match(store, ids[:_FIRST], Remembered())
        yield counts.told(rough=True)
    counts = _Counts(wanted, read, since, seen, len(ids), offered.unindexed)
    for at, lot in _lots(ids):
        counts.match(store, lot, kept)
        if at + len(lot) < len(ids):
            yield counts.told()
    counts.add_stored(judged.found, frozenset(ids))
    yield counts.told(broken_by(edit, wanted.pins), complete=True)


def made_ready(store: Store, running: Watchlist, now: datetime, kept: Remembered) -> Iterator[None]:
    """What drafts of the running list need of it, step by step: its words, what may mention it, what it says of those.

    Raises:
        WatchError: it cannot be compiled.
    """
    since, first = _window(store, now)
    same = Wanted(old=running, new=running, now=now)
    edit = same.edit(kept)
    yield
    offered = _mentioning(store, Trial(edit=edit, since=since, until=now, first=first), kept)
    counts = _Counts(same, Reading(running, running, edit, None, offered), since, 0, 0, 0)
    for _, lot in _lots([one for one in offered.ids if one >= first]):
        yield
        counts.match(store, lot, kept)


def _of_rules_alone(wanted: Wanted, small: Edit) -> bool:
    """Whether every topic is as it was, and has to be looked at nevertheless."""
    lists = small.lists_before
    return wanted.old is not None and lists == small.lists_after and lists[0].topics == wanted.old.topics


class _Judged:
    """What the running list was found to say of the articles since then, looked up once."""

    def __init__(self, store: Store, since: datetime, watchlist: str) -> None:
        self._store, self._since, self._watchlist = store, since, watchlist

    @cached_property
    def found(self) -> Sequence[Judged]:
        return [one for one in self._store.judged(self._since) if one.watchlist == self._watchlist]


def _first_look(store: Store, counts: _Counts, judged: _Judged, kept: Remembered) -> Iterator[DraftTried]:
    """Some of the articles on which the running list alerted: which mention it without takes seconds to learn."""
    counts.match(store, sorted((one.article_id for one in judged.found), reverse=True)[:_FIRST], kept)
    if counts.done:
        yield counts.told(rough=True)


def _offered(store: Store, trial: Trial) -> OfferedToRead:
    newest = store.article_back(1)
    last = ArticleId(0) if newest is None else newest[0]
    found = candidates(store, trial, whole=True)
    return OfferedToRead(ids=found.ids, newest=last, unindexed=found.unindexed, matcher=found.matchers.before)


def _mentioning(store: Store, trial: Trial, kept: Remembered) -> OfferedToRead:
    """The articles that may mention the running list, the newest first."""
    with kept.finding:
        known = kept.met(trial.until, trial.since)
        if known is None:
            found = _offered(store, trial)
            kept.mentioned[:] = [
                Mentioned(
                    ids=frozenset(found.ids),
                    newest=found.newest,
                    since=trial.since,
                    at=trial.until,
                    unindexed=found.unindexed,
                )
            ]
            return found
    newest = store.article_back(1)
    last = ArticleId(0) if newest is None else newest[0]
    ids = sorted({*known.ids, *range(known.newest + 1, last + 1)}, reverse=True)
    return OfferedToRead(ids=ids, newest=known.newest, unindexed=known.unindexed)


def _lots(ids: Sequence[ArticleId]) -> Iterator[tuple[int, Sequence[ArticleId]]]:
    """The first are few: somebody waits for them."""
    at, most = 0, _FIRST
    while at < len(ids):
        yield at, ids[at : at + most]
        at, most = at + most, _LOT


def _window(store: Store, now: datetime) -> tuple[datetime, ArticleId]:
    """From when on, and from which article on."""
    since, last = now - BACK, store.article_back(MOST)
    return (since, ArticleId(0)) if last is None or last[1] < since else (last[1], last[0])


class _Counts:
    """What was counted so far."""

    def __init__(self, wanted: Wanted, read: Reading, since: datetime, seen: int, of: int, unindexed: int) -> None:
        self.done = 0
        self._wanted, self._read, self._since, self._seen, self._of = wanted, read, since, seen, of
        self._unindexed = unindexed
        self._tally = Tally(wanted.new.id, read.changed, wanted.readers)
        self._days: tuple[_Days, _Days] = (defaultdict(set), defaultdict(set))

    def match(self, store: Store, ids: Sequence[ArticleId], kept: Remembered) -> None:
        """Match these; what the running list says of them is kept."""
        met = kept.met(self._wanted.now, self._since)
        loaded = [one for one in store.archived(ids) if one[0].first_seen_at >= self._since]
        articles = [article for article, _ in loaded]
        nothing = {one.id: NOTHING_SAID for one in articles if met is not None and met.lacks(one)}
        # Asked once: another draft may forget what was said meanwhile.
        said_of = {one.id: kept.said.get((one.id, one.version)) or nothing.get(one.id) for one in articles}
        unsaid = [one for one in articles if said_of[one.id] is None]
        found, after = self._read.said(articles, unsaid)
        for one in unsaid:
            said_of[one.id] = kept.said[one.id, one.version] = found[one.id]
        for article, tags in loaded:
            before, then = said_of[article.id] or NOTHING_SAID, after[article.id]
            self._tally.compared(article, tags, before, then)
            story = (article.id,) if article.story_id is None else article.story_id
            for days, of in zip(self._days, (before, then), strict=True):
                if of.alerts:
                    days[article.first_seen_at.date()].add(story)
        self.done += len(ids)

    def add_stored(self, judged: Sequence[Judged], matched: frozenset[ArticleId]) -> None:
        """What the running list alerted on without any topic that was changed."""
        for one in judged:
            if one.article_id not in matched:
                self._tally.stored(one)
                for days in self._days:
                    days[one.first_seen_at.date()].add(one.story_id)

    def told(self, pins: Sequence[BrokenPin] = (), *, rough: bool = False, complete: bool = False) -> DraftTried:
        now, new = self._wanted.now, self._wanted.new
        mine = sum(one.watchlist == new.id for one in self._wanted.pins)
        return DraftTried(
            since=self._since,
            until=now,
            seen=self._seen,
            done=self.done,
            of=self._of,
            rough=rough,
            complete=complete,
            articles=self._tally.articles,
            stories=self._tally.stories,
            names=self._tally.names,
            examples=self._tally.examples,
            pins=tuple(pins),
            pins_tried=mine if complete else 0,
            examples_tried=sum(len(one.match_examples) + len(one.ignore_examples) for one in new.topics)
            if complete
            else 0,
            volumes=self._tally.volumes(self._since, now),
            days=tuple(self._each_day()) if complete else (),
            unindexed=self._unindexed,
        )

    def _each_day(self) -> Iterator[DayForecast]:
        before, after = self._days
        day, last = self._since.date(), self._wanted.now.date()
        while day <= last:
            yield DayForecast(day=day, before=len(before[day]), after=len(after[day]))
            day += _DAY


_Days = defaultdict[date, set[StoryId | tuple[ArticleId]]]
