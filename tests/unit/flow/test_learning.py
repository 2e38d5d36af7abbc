"""The rhythm of feeds is learnt beside the polls, and these follow it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.core.pace import Pace
from monitor.flow.feeds.learning import Rhythms, hear, recall
from monitor.flow.poll import poll_feed
from monitor.model.config import PollingSettings
from monitor.model.hearing.rhythm import Asked
from monitor.model.ids import FeedId
from tests.unit.flow.shell_world import T0, Shell, fetcher_for, settings_for, watched

POLLING = PollingSettings(lookback_s=60)


def test_a_feed_is_polled_sooner_at_its_hours_once_they_are_known(tmp_path: Path) -> None:
    # Each morning at this hour, for three weeks.
    items = [watched(number, at=T0 - timedelta(days=number // 4, minutes=number % 4)) for number in range(88)]
    shell = Shell(tmp_path, fetcher_for(*items), settings_for(polling=POLLING))

    async def waits() -> list[float]:
        found = []
        async with shell.life() as services:
            await shell.cycle(services)
            rhythms = Rhythms(services)
            for adaptive in (False, True, True):
                settings = replace(shell.settings, polling=replace(POLLING, adaptive=adaptive))
                services.config = replace(services.config, settings=settings)
                await rhythms.learn()
                shell.clock.advance(86_400)
                (claim,) = services.store.claim_feeds(shell.clock.now(), shell.clock.now() + timedelta(hours=1), 1)
                await poll_feed(services, claim)
                (feed,) = services.store.feeds()
                found.append((feed.next_poll_at - shell.clock.now()).total_seconds())
        return found

    fixed, learnt, later = asyncio.run(waits())
    assert 810 <= fixed <= 990
    assert learnt < 0.5 * fixed
    assert later == learnt, "learnt once a day"


def test_what_was_learnt_and_asked_for_outlives_the_process(tmp_path: Path) -> None:
    items = [watched(number, at=T0 - timedelta(days=number // 4, minutes=number % 4)) for number in range(88)]
    shell = Shell(tmp_path, fetcher_for(*items), settings_for(polling=POLLING))
    asked = Asked(interval_s=3_000, hours=frozenset({0, 23}), days=frozenset({6}))

    async def first() -> Mapping[FeedId, Pace]:
        async with shell.life() as services:
            await shell.cycle(services)
            await Rhythms(services).learn()
            for wish in (Asked(interval_s=60), asked, asked):
                await hear(services, next(iter(services.paces)), wish)
            return services.paces

    async def second() -> tuple[Mapping[FeedId, Pace], Mapping[FeedId, Asked]]:
        async with shell.life() as services:
            await recall(services)
            # Nothing is asked of the store but what changed: what was learnt today is not learnt again.
            services.store.arrivals = None  # type: ignore[method-assign, assignment]
            await Rhythms(services).learn()
            return services.paces, services.asked

    known = asyncio.run(first())
    assert known
    assert asyncio.run(second()) == (known, dict.fromkeys(known, asked))
