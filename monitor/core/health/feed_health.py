"""How each feed does, for people: what is wrong with it, since when, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.health.feed_kinds import (
    LASTING,
    FeedTroubleKind,
    failing_kind,
    lasting_kind,
    looked_since,
    what_to_do,
)
from monitor.core.health.habit import habit_in_words, habit_of, silent_since
from monitor.model.coverage import FeedTrouble
from monitor.model.feeds import FeedState
from monitor.model.health import FeedRecent
from monitor.model.ids import FeedId
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """One feed as an analyst wants to see it."""

    title: str
    publisher: str
    url: str
    kind: FeedTroubleKind
    detail: str
    """What is wrong, in words; "" of one that is well."""
    since: datetime | None
    """When that began, as far as it is known."""
    at_least: bool = False
    """Whether it may have begun earlier: nobody looked."""
    habit: str
    """Its own rhythm in words, "" if it is not known yet."""
    last_new_at: datetime | None
    """Of its newest entry."""
    last_good_at: datetime | None
    last_article: str
    """Title of the newest article that was read in full, "" if none of the newest was."""
    last_article_at: datetime | None
    """When that was read."""
    next_poll_at: datetime | None
    todo: str
    """One sentence, "" if there is nothing to do."""
    overdue: bool = False
    """Whether it is silent beyond its own habit."""

    @property
    def well(self) -> bool:
        """Whether it needs nobody."""
        return self.kind is FeedTroubleKind.WELL


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """What feeds are judged by, beside their own state."""

    arrivals: Mapping[FeedId, Sequence[datetime]]
    """When entries came, where that was looked at."""
    recent: Mapping[FeedId, FeedRecent]
    now: datetime
    unlearnt: timedelta
    """`polling.silent_after`."""
    going: AbstractSet[FeedId] = frozenset()
    """Feeds that were found not to be silent by all their entries, of which none are kept: thousands of feeds have
    millions."""

    def and_also(self, other: FeedFacts) -> FeedFacts:
        """With what is known of other feeds."""
        return replace(
            self,
            arrivals={**self.arrivals, **other.arrivals},
            recent={**self.recent, **other.recent},
            going=self.going | other.going,
        )


_NOT_POLLED = frozenset({FeedTroubleKind.GONE, FeedTroubleKind.PAUSED})
PAUSED = "paused in feeds.yaml: not read"


def feed_health(feed: FeedState, facts: FeedFacts) -> FeedHealth:
    """How `feed` does."""
    arrivals, recent = facts.arrivals.get(feed.id, ()), facts.recent.get(feed.id, FeedRecent())
    silence = _silence(feed, facts)
    kind, detail = _found(feed, recent, silence)
    began, looked = _began(kind, feed, silence), looked_since(kind, recent)
    came = [at for at in (*arrivals, feed.last_new_at) if at is not None and at <= facts.now]
    return FeedHealth(
        title=feed.title,
        publisher=feed.publisher,
        url=feed.url,
        kind=kind,
        detail=detail,
        since=feed.paused_since or feed.failing_since or began or looked,
        at_least=feed.paused_since is None and feed.failing_since is None and began is None and looked is not None,
        overdue=silence is not None,
        habit=habit_in_words(habit_of(came, facts.now)),
        last_new_at=max(came, default=None),
        last_good_at=feed.last_good_at,
        last_article=recent.last_title,
        last_article_at=recent.last_at,
        next_poll_at=feed.next_poll_at if feed.active and kind not in _NOT_POLLED else None,
        todo=what_to_do(kind, feed),
    )


def silent_feeds(feeds: Sequence[FeedState], facts: FeedFacts) -> tuple[FeedTrouble, ...]:
    """Of feeds that answer well those that are silent beyond their own habit."""
    found = []
    for feed in feeds:
        came = facts.arrivals.get(feed.id, ())
        if since := _silence(feed, facts):
            usual = habit_in_words(habit_of(came, facts.now))
            found.append(FeedTrouble(title=feed.title, detail=f"usually {usual}" if usual else "", since=since))
    return tuple(found)


def only_silences(feeds: Sequence[FeedState], facts: FeedFacts) -> FeedFacts:
    """The facts without the entries of those of the feeds that are not silent."""
    going = frozenset(feed.id for feed in feeds if not _silence(feed, facts))
    arrivals = {feed_id: came for feed_id, came in facts.arrivals.items() if feed_id not in going}
    return replace(facts, arrivals=arrivals, going=facts.going | going)


def ill_feeds(feeds: Sequence[FeedState], facts: FeedFacts) -> frozenset[str]:
    """The addresses of feeds that fail, or are silent beyond their own habit."""
    return frozenset(feed.url for feed in feeds if failing_kind(feed) or _silence(feed, facts))


def lasting_troubles(feeds: Sequence[FeedState], facts: FeedFacts) -> tuple[FeedTrouble, ...]:
    """Of feeds that are read and not silent those that are not as they should be, by what that is."""
    found = []
    for feed in feeds:
        if feed.id in facts.recent and not _silence(feed, facts):
            kind, detail = lasting_kind(feed, facts.recent[feed.id])
            if kind in LASTING:
                found.append((kind, FeedTrouble(title=feed.title, detail=detail, since=None, kind=kind.value)))
    order = list(FeedTroubleKind)
    return tuple(trouble for _, trouble in sorted(found, key=lambda one: (order.index(one[0]), one[1].title)))


def by_trouble(found: Sequence[FeedHealth]) -> list[FeedHealth]:
    """The worst first, and of one kind the longest first."""
    order = list(FeedTroubleKind)
    return sorted(found, key=lambda one: (order.index(one.kind), one.since is None, one.since or 0, one.title))


def verdict(kinds: Mapping[FeedTroubleKind, int]) -> str:
    """`118 of 120 feeds are well: 1 unreachable, 1 silent.`, of how many feeds are of each kind."""
    well, feeds = kinds.get(FeedTroubleKind.WELL, 0), sum(kinds.values())
    ill = [kind for kind in FeedTroubleKind if kind is not FeedTroubleKind.WELL and kinds.get(kind)]
    told = ", ".join(f"{kinds[kind]:,} {kind.words}" for kind in ill)
    verb = "is" if well == 1 else "are"
    return f"{well:,} of {feeds:,} feed{'' if feeds == 1 else 's'} {verb} well{f': {told}' if told else ''}."


def _silence(feed: FeedState, facts: FeedFacts) -> datetime | None:
    """Since when it is silent beyond its own habit."""
    if feed.id in facts.going or feed.paused_since is not None:
        return None
    arrivals = facts.arrivals.get(feed.id, ())
    return silent_since(arrivals, feed.last_new_at, facts.now, facts.unlearnt, feed.baseline_at)


def _began(kind: FeedTroubleKind, feed: FeedState, silence: datetime | None) -> datetime | None:
    """When it began with a feed that is read, where that is known."""
    if kind in (FeedTroubleKind.SILENT, FeedTroubleKind.UNCHANGED):
        return silence
    if kind is FeedTroubleKind.EMPTY:
        return silence or feed.last_new_at or feed.baseline_at
    return feed.moved_since if kind is FeedTroubleKind.MOVED else None


def _found(feed: FeedState, recent: FeedRecent, silence: datetime | None) -> tuple[FeedTroubleKind, str]:
    """What is wrong, and that in words; "" of one that is well."""
    if kind := failing_kind(feed):
        return kind, PAUSED if kind is FeedTroubleKind.PAUSED else feed.last_detail
    if feed.last_good_at is None:
        return FeedTroubleKind.UNREAD, "not read yet"
    if feed.entries_seen == 0:
        return FeedTroubleKind.EMPTY, "answers, but has no entry"
    if silence is None:
        return lasting_kind(feed, recent)
    if feed.last_new_at is None or (feed.baseline_at is not None and feed.last_new_at <= feed.baseline_at):
        return FeedTroubleKind.UNCHANGED, "answers, but with the same entries ever since it was first read"
    return FeedTroubleKind.SILENT, "answers, but shows nothing new"
