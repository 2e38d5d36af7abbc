"""Series for each feed and each subscription, of a bounded number whatever the configuration holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge

from monitor.core.health.feed_health import FeedHealth
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.model.archive.trends import Trend
from monitor.model.facts import SubscriptionState
from monitor.model.feeds import FeedState

MOST_FEEDS = 1_000
MOST_SUBSCRIPTIONS = 200
MOST_TOPICS = 200
_LONGEST_LABEL = 80


class Series:
    """What each scrape is told of feeds and subscriptions by name; those of earlier scrapes are forgotten."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._failing = Gauge("monitor_feed_failing", "1 while the feed's polls fail", ["feed"], registry=registry)
        self._good = Gauge(
            "monitor_feed_last_good_poll_timestamp_seconds", "Unix time, 0 if none", ["feed"], registry=registry
        )
        self._new = Gauge(
            "monitor_feed_last_new_entry_timestamp_seconds", "Unix time, 0 if none", ["feed"], registry=registry
        )
        self._state = Gauge("monitor_feeds_by_state", "Feeds by what is wrong with them", ["state"], registry=registry)
        self._trouble = Gauge(
            "monitor_feed_trouble",
            "1 for a feed that is not well, by what is wrong",
            ["feed", "state"],
            registry=registry,
        )
        self._due = Gauge(
            "monitor_subscription_next_digest_timestamp_seconds", "Unix time", ["subscription"], registry=registry
        )
        self._told = Gauge(
            "monitor_subscription_window_start_timestamp_seconds",
            "Unix time of the last digest, or of when the subscription was first seen",
            ["subscription"],
            registry=registry,
        )
        of_topic = ["watchlist", "topic"]
        self._stories = Gauge("monitor_topic_stories_today", "Stories by topic", of_topic, registry=registry)
        self._week = Gauge("monitor_topic_stories_week", "Stories in seven days by topic", of_topic, registry=registry)
        self._usual = Gauge("monitor_topic_stories_week_usual", "What is usual of these", of_topic, registry=registry)
        self._rise = Gauge("monitor_topic_surge", "1 for a topic with far more than usual", of_topic, registry=registry)

    def show(self, feeds: Iterable[FeedState], subscriptions: Iterable[SubscriptionState]) -> None:
        """The active feeds and the subscriptions as they are now."""
        for gauge in (self._failing, self._good, self._new, self._due, self._told):
            gauge.clear()
        for name, feed in _named(feeds).items():
            self._failing.labels(feed=name).set(int(feed.failing_since is not None))
            self._good.labels(feed=name).set(unix(feed.last_good_at))
            self._new.labels(feed=name).set(unix(feed.last_new_at))
        for state in list(subscriptions)[:MOST_SUBSCRIPTIONS]:
            self._due.labels(subscription=state.id).set(unix(state.next_due_at))
            self._told.labels(subscription=state.id).set(unix(state.window_from))

    def show_health(self, found: Sequence[FeedHealth], states: Mapping[FeedTroubleKind, int]) -> None:
        """How each feed does, the worst first; `states`: how many there are of each kind."""
        self._trouble.clear()
        for kind in FeedTroubleKind:
            self._state.labels(state=kind.value).set(states.get(kind, 0))
        for one in found[:MOST_FEEDS]:
            if not one.well:
                self._trouble.labels(feed=_label(one.title), state=one.kind.value).set(1)

    def show_trends(self, found: Sequence[Trend]) -> None:
        """How much topics are told of, those with most to say first; what is not known of one is left out."""
        for gauge in (self._stories, self._week, self._usual, self._rise):
            gauge.clear()
        for one in found[:MOST_TOPICS]:
            labels = {"watchlist": _label(one.watchlist), "topic": _label(one.topic)}
            self._stories.labels(**labels).set(one.days[-1])
            self._week.labels(**labels).set(one.week)
            if one.usual is not None:
                self._usual.labels(**labels).set(round(one.usual, 2))
                self._rise.labels(**labels).set(int(one.rise is not None))


def unix(moment: datetime | None) -> float:
    """Unix time; 0 for never."""
    return moment.timestamp() if moment else 0.0


def _named(feeds: Iterable[FeedState]) -> Mapping[str, FeedState]:
    """By title; of feeds that share one, all but the first have their number behind it."""
    named: dict[str, FeedState] = {}
    for feed in sorted((one for one in feeds if one.active), key=lambda one: one.id)[:MOST_FEEDS]:
        title = _label(feed.title)
        named[title if title not in named else f"{title} #{feed.id}"] = feed
    return named


def _label(title: str) -> str:
    return "".join(char if char.isprintable() else " " for char in title)[:_LONGEST_LABEL]
