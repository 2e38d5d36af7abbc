"""All feeds are looked at beside the bot's work: for metrics, and for operators."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest

from monitor.core.health import tally
from monitor.core.health.feed_health import FeedHealth
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.flow.compose import compose_now
from monitor.flow.feeds.watch import FeedWatch, quiet_among_many, recent_of
from monitor.model.coverage import Coverage
from monitor.model.feeds import FeedSpec, FeedState
from monitor.model.ids import FeedId, Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.model.ways import TopicMention
from monitor.obs.metrics import PrometheusMeter
from monitor.ports import Store
from monitor.store.areas import coverage
from monitor.testing.clock import FixedClock
from tests.unit.core.builders import feed
from tests.unit.core.test_topic_silence import NOW, told_by
from tests.unit.flow.shell_world import FEED, Shell, fetcher_for, rss, settings_for, watched

AWAY = "https://away.example/feed.xml"


class Slow:
    """A store that takes a minute for a look at its feeds."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self._store, self._clock, self.looks = store, clock, 0

    def active_feeds(self, after: FeedId, most: int) -> list[FeedState]:
        if not after:
            self.looks += 1
            self._clock.advance(60)
        return self._store.active_feeds(after, most)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_operators_and_metrics_hear_of_a_feed_that_went_silent(tmp_path: Path) -> None:
    feeds = (FeedSpec(url=FEED, title="River", publisher="River"), FeedSpec(url=AWAY, title="Away", publisher="Away"))
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings_for(feeds=feeds))
    shell.settings = replace(shell.settings, server=replace(shell.settings.server, failing_feeds=90))
    meter, seen = PrometheusMeter(), []

    def show(found: Sequence[FeedHealth], kinds: Mapping[FeedTroubleKind, int]) -> None:
        meter.show_health(found, kinds)
        seen.append([(one.title, one.kind.value) for one in found])

    async def days() -> list[list[str]]:
        async with shell.life() as services:
            watch, notes = FeedWatch(services, show), []
            for wait in (timedelta(0), timedelta(hours=7), timedelta(days=50)):
                shell.clock.advance(wait.total_seconds())
                await shell.cycle(services)
                await watch.look()
                notes.append([one.name for one in watch.notes()])
            asked, store, clock = services.feeds_recent, services.store, shell.clock
            services.store = Slow(store, clock)
            await watch.look()
            await watch.look()
            assert services.store.looks == 1, "it took a minute, so the next one is an hour away"
            services.store = store
            await recent_of(services, services.store.feeds())
            assert services.feeds_recent is asked, "asked again within half an hour"
        return notes

    assert asyncio.run(days()) == [[], ["feed Away"], ["feed Away", "feed River"]]
    assert seen[0] == [("Away", "unreachable"), ("River", "well")]
    assert seen[-1] == [("Away", "unreachable"), ("River", "unchanged")]
    text = meter.render().decode()
    assert 'monitor_feeds_by_state{state="unreachable"} 1.0' in text
    assert 'monitor_feeds_by_state{state="well"} 0.0' in text
    assert 'monitor_feed_trouble{feed="River",state="unchanged"} 1.0' in text


@pytest.mark.parametrize("most", [20_000, 2])
def test_a_digest_tells_the_same_of_very_many_feeds_and_of_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Of very many it tells what the last look at all of them found."""
    for module in (tally, coverage):
        monkeypatch.setattr(module, "MOST_WHOLE", most)
    urls = (FEED, "https://two.example/", "https://three.example/")
    feeds = [FeedSpec(url=url, title=f"Feed {number}", publisher="P") for number, url in enumerate((*urls, AWAY))]
    feeds.append(FeedSpec(url="https://rests.example/", title="Rests", publisher="P", paused=True))
    fetcher = fetcher_for(watched(1))
    for number, url in enumerate(urls[1:], 2):
        fetcher.say_body(url, rss([watched(number)]), "application/rss+xml")
    shell = Shell(tmp_path, fetcher, settings_for(feeds=tuple(feeds)))

    async def composed() -> Coverage:
        async with shell.life() as services:
            for wait_h in (0, 50 * 24, 0.4):
                shell.clock.advance(wait_h * 3_600)
                await shell.cycle(services)
            await FeedWatch(services, lambda *_: None).look()
            assert (services.feeds_found is None) is (most > 100)
            digest = await compose_now(services, "border")
        assert digest is not None
        return digest.coverage

    found = asyncio.run(composed())
    assert (found.feeds, found.feeds_read, found.feeds_not_due) == (5, 3, 0)
    assert [one.title for one in found.failing] == ["Feed 3", "Rests"]
    assert sorted(one.title for one in found.silent) == ["Feed 0", "Feed 1", "Feed 2"]


def test_among_very_many_feeds_silences_of_publishers_are_told() -> None:
    alike = [feed(1, publisher="Badia", language="ar"), feed(2, publisher="Furat", language="ar")]
    topics = (Topic(id="town", name="Albu Kamal", kind=Kind.PLACE, names=(Name(text="Albu Kamal"),)),)
    watchlist = Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics)
    # Both of a language are silent: each is told of, for itself.
    mentions = [*told_by("Badia", 2, 10), *told_by("Furat", 2, 10), *told_by("Post", 2), *told_by("Wire", 2)]

    class Asked(Store, Protocol):
        def topic_mentions(self, lists: Sequence[str], since: datetime) -> list[TopicMention]:
            assert list(lists) == ["w"]
            return mentions

        def feeds_of(self, publishers: Collection[str]) -> list[FeedState]:
            return [one for one in alike if one.publisher in publishers]

        def arrivals(self, feed_ids: Sequence[FeedId], most: int) -> dict[FeedId, tuple[datetime, ...]]:
            return dict.fromkeys(feed_ids, ())

    class Filled(Asked):
        pass

    def quiet() -> list[tuple[str, str]]:
        found = quiet_among_many(Filled(), [watchlist], NOW, timedelta(days=30))
        return [(one.language, one.publisher) for one in found]

    assert quiet() == [("", "Badia"), ("", "Furat")]
    alike[0] = replace(alike[0], failing_since=NOW)
    assert quiet() == [("", "Furat")]
