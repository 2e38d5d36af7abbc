"""What polls ask of the store, and what they save."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from monitor.model.feeds import EntryKnown, FeedClaim, FeedState, PollIntent
from monitor.model.ids import FeedId
from monitor.ports.fleet import Shared


class Polling(Shared, Protocol):
    """Part of `ports.Store`; raises as that does."""

    def claim_feeds(
        self, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int] = ()
    ) -> list[FeedClaim]:
        """Due active feeds, the longest due first."""
        ...

    def known_entries(self, feed_id: FeedId, keys: Iterable[str]) -> list[EntryKnown]:
        """Entries of this feed that carry any of `keys`.

        Those that do so only by guid or link may have changed: what they told last is given as well.
        """
        ...

    def save_poll(self, intent: PollIntent) -> bool:
        """Feed state, poll row, entries with keys and outcomes, in one transaction.

        Only entries with outcome NEW are due for extraction. A key that another entry of the feed took meanwhile
        drops that entry silently (it is known). A changed entry tells its new text from now on and is due again,
        unless it has no article or is being read.
        """
        ...

    def save_polls(self, intents: Sequence[PollIntent]) -> Sequence[Callable[[], bool]]:
        """Each as by `save_poll`, together where it can be; an answer returns or raises what that would."""
        ...

    def feed_addresses(self) -> Sequence[str]:
        """Of all feeds: reading how each does takes ten times as long."""
        ...

    def feeds_at(self, urls: Sequence[str]) -> list[FeedState]:
        """Those of the feeds with these addresses that there are."""
        ...

    def active_feeds(self, after: FeedId, most: int) -> list[FeedState]:
        """Active feeds by their ids, those behind `after`; at most so many."""
        ...

    def feeds_of(self, publishers: Collection[str]) -> list[FeedState]:
        """Active feeds of these publishers."""
        ...

    def active_urls(self, feed_ids: Collection[FeedId]) -> dict[FeedId, str]:
        """The addresses of those of these feeds that are active."""
        ...

    def poll_soon(self, feed_id: FeedId, at: datetime) -> datetime | None:
        """Have a feed polled at `at`; when it would have been, None if it is not polled, or there is none."""
        ...

    def polls_by_day(
        self, feed_ids: Sequence[FeedId], since: datetime
    ) -> Mapping[FeedId, Mapping[date, tuple[int, int]]]:
        """Of each feed by day (UTC) how many polls it had since then, and how many of them failed."""
        ...
