"""Trying a draft while somebody writes it: the newest articles, first counts soon, each step's as it is done.

As `backtesting`, but of a list by itself: what other lists have to do with it (how they take tags and cut words
apart) is left to the whole trial.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta

from monitor.core.backtest.compare import NOTHING_SAID, said
from monitor.core.backtest.tally import Reader, Tally
from monitor.flow.archive.backtesting import Trial, broken_by, candidates
from monitor.model.archive.backtest import BrokenPin, Said
from monitor.model.articles import Article
from monitor.model.desk.drafts import DayForecast, DraftTried
from monitor.model.feedback.pins import Pin
from monitor.model.ids import ArticleId, StoryId
from monitor.model.watch import MatchText, Watchlist
from monitor.ports import Store
from monitor.records import dataclass
from monitor.watch import Edit, Matcher

MOST = 5_000
BACK = timedelta(days=30)
"""So many of the newest articles are looked at, and none that are older."""
_FIRST, _LOT = 25, 100
"""Articles matched before the first counts, and between counts after that."""
_DAY = timedelta(days=1)
_Known = dict[tuple[ArticleId, int], Said]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the running list is and says, kept from one draft to the next: drafts do not change it."""

    edits: list[Edit] = field(default_factory=list)
    """The last one: the next takes over its compiled running list."""
    said: _Known = field(default_factory=dict)
    """By article and version."""


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
    small = wanted.changed()
    offered = candidates(store, Trial(edit=small, since=since, until=wanted.now), whole=True)
    ids = [one for one in offered.ids if one >= first]
    counts = _Counts(wanted, small, since, seen, len(ids), offered.unindexed)
    if not (wanted.new.rules or (wanted.old and wanted.old.rules)):
        counts.match(store, ids[:_FIRST], {})
        yield counts.told(rough=True)
    edit = wanted.edit(kept)
    counts = _Counts(wanted, edit, since, seen, len(ids), offered.unindexed)
    for at in range(0, len(ids), _LOT):
        counts.match(store, ids[at : at + _LOT], kept.said)
        if counts.done < len(ids):
            yield counts.told()
    counts.add_stored(store, frozenset(ids))
    yield counts.told(broken_by(edit, wanted.pins), complete=True)


def _window(store: Store, now: datetime) -> tuple[datetime, ArticleId]:
    """From when on, and from which article on."""
    since, last = now - BACK, store.article_back(MOST)
    return (since, ArticleId(0)) if last is None or last[1] < since else (last[1], last[0])


class _Counts:
    """What was counted so far."""

    def __init__(self, wanted: Wanted, edit: Edit, since: datetime, seen: int, of: int, unindexed: int) -> None:
        self.done = 0
        self._wanted, self._edit, self._since, self._seen, self._of = wanted, edit, since, seen, of
        self._unindexed = unindexed
        self._tally = Tally(wanted.new.id, edit.changed, wanted.readers)
        self._days: tuple[_Days, _Days] = (defaultdict(set), defaultdict(set))

    def match(self, store: Store, ids: Sequence[ArticleId], known: _Known) -> None:
        """Match these; what the running list says of them is in `known` afterwards."""
        for article, tags in store.archived(ids):
            if article.first_seen_at < self._since:
                continue
            key = article.id, article.version
            before = known.get(key)
            if before is None:
                before = known[key] = _said(self._edit.before, self._wanted.old, article)
            after = _said(self._edit.after, self._wanted.new, article)
            self._tally.compared(article, tags, before, after)
            story = (article.id,) if article.story_id is None else article.story_id
            for days, of in zip(self._days, (before, after), strict=True):
                if of.alerts:
                    days[article.first_seen_at.date()].add(story)
        self.done += len(ids)

    def add_stored(self, store: Store, matched: frozenset[ArticleId]) -> None:
        """What the running list alerted on without any topic that was changed."""
        for one in store.judged(self._since):
            if one.watchlist == self._wanted.new.id and one.article_id not in matched:
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


def _said(matcher: Matcher, of: Watchlist | None, article: Article) -> Said:
    if of is None:
        return NOTHING_SAID
    text = MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)
    return said(matcher.match(text), of.id)
