"""What was found of all feeds, however many: of few every one, of very many the worst and how many there are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

from monitor.core.health.feed_health import FeedHealth, by_trouble
from monitor.core.health.feed_kinds import LASTING, FeedTroubleKind
from monitor.model.coverage import FeedTrouble

MOST_WHOLE = 20_000
"""Feeds of which every one is kept."""
MOST_OF_A_KIND = 1_000
"""Of more, so many of each kind that is not well: those that are so for longest."""

_SILENT = (FeedTroubleKind.SILENT, FeedTroubleKind.UNCHANGED, FeedTroubleKind.EMPTY)


class FeedTally:
    """What was found of feeds, added lot by lot."""

    def __init__(self, found: Iterable[FeedHealth] = ()) -> None:
        self.kinds: Counter[FeedTroubleKind] = Counter()
        """How many there are of each."""
        self.since: dict[FeedTroubleKind, array[float]] = {}
        """Of each kind since when they are so, in seconds since 1970, as far as it is known."""
        self._of: dict[FeedTroubleKind, list[FeedHealth]] = {}
        self.add(found)

    @property
    def feeds(self) -> int:
        """All that were looked at."""
        return self.kinds.total()

    @property
    def whole(self) -> bool:
        """Whether every one is kept."""
        return self.feeds <= MOST_WHOLE

    def add(self, found: Iterable[FeedHealth]) -> None:
        """Take these in."""
        for one in found:
            self.kinds[one.kind] += 1
            self._of.setdefault(one.kind, []).append(one)
            if one.since is not None:
                self.since.setdefault(one.kind, array("d")).append(one.since.timestamp())
        if not self.whole:
            for kind, some in self._of.items():
                if len(some) > 2 * MOST_OF_A_KIND or kind is FeedTroubleKind.WELL:
                    some[:] = self._worst(kind, some)

    def kept(self) -> list[FeedHealth]:
        """The worst first, and of one kind the longest first."""
        lots = (some if self.whole else self._worst(kind, some) for kind, some in self._of.items())
        return by_trouble([one for some in lots for one in some])

    def number(self, kind: FeedTroubleKind, told: int) -> int:
        """How many there are where `told` are left of those that are kept."""
        return told if self.whole or self.kinds[kind] <= MOST_OF_A_KIND else max(told, self.kinds[kind])

    def silent(self) -> tuple[FeedTrouble, ...]:
        """Of those that are kept, the feeds that answer well and are silent beyond their own habit."""
        mine = (one for one in self.kept() if one.overdue and one.kind in _SILENT)
        return tuple(
            FeedTrouble(title=one.title, detail=f"usually {one.habit}" if one.habit else "", since=one.since)
            for one in mine
        )

    def impaired(self) -> tuple[FeedTrouble, ...]:
        """Of those that are kept, the feeds that are read and are not as they should be, by what that is."""
        mine = (one for one in self.kept() if one.kind in LASTING)
        return tuple(FeedTrouble(title=one.title, detail=one.detail, since=None, kind=one.kind.value) for one in mine)

    @staticmethod
    def _worst(kind: FeedTroubleKind, some: list[FeedHealth]) -> list[FeedHealth]:
        return [] if kind is FeedTroubleKind.WELL else by_trouble(some)[:MOST_OF_A_KIND]
