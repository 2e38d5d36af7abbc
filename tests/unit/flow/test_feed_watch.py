"""All feeds are looked at beside the bot's work: for metrics, and for operators."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.core.health.feed_health import FeedHealth
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.flow.feeds.watch import FeedWatch, recent_of
from monitor.model.feeds import FeedSpec, FeedState
from monitor.model.ids import FeedId
from monitor.obs.metrics import PrometheusMeter
from monitor.ports import Store
from monitor.testing.clock import FixedClock
from tests.unit.flow.shell_world import FEED, Shell, fetcher_for, settings_for, watched

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
