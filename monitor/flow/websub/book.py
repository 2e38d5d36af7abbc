"""The subscriptions at hubs as this process knows them, and what feeds offered since it began."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model.hearing.hubs import HubSubscription, Offer
from monitor.model.ids import FeedId


class HubBook:
    """By path, and by the feed of which they tell. The store has the same; nobody else writes there."""

    def __init__(self) -> None:
        self._by_path: dict[str, HubSubscription] = {}
        self._of_feed: dict[FeedId, str] = {}
        self.offered: dict[FeedId, Offer] = {}
        """What feeds offer that nobody has looked at yet."""

    def __iter__(self) -> Iterator[HubSubscription]:
        return iter(tuple(self._by_path.values()))

    def __len__(self) -> int:
        return len(self._by_path)

    def at(self, path: str) -> HubSubscription | None:
        """The one whose hub calls there."""
        return self._by_path.get(path)

    def of(self, feed_id: FeedId) -> HubSubscription | None:
        """The one that is wanted for a feed."""
        one = self._by_path.get(self._of_feed.get(feed_id, ""))
        return one if one is not None and not one.over else None

    def put(self, one: HubSubscription) -> None:
        """As it is now."""
        self._by_path[one.path] = one
        if not one.over:
            self._of_feed[one.feed_id] = one.path

    def hear(self, feed_id: FeedId, offer: Offer | None) -> None:
        """Remember what a feed offers, unless it is what it has.

        One that offers nothing any more keeps what it has: if its hub falls silent, it is polled as ever.
        """
        one = self.of(feed_id)
        if offer is not None and (one is None or (one.topic, one.hubs) != (offer.topic, offer.hubs)):
            self.offered[feed_id] = offer

    def drop(self, path: str) -> None:
        """Forget it."""
        one = self._by_path.pop(path, None)
        if one is not None and self._of_feed.get(one.feed_id) == path:
            del self._of_feed[one.feed_id]
