"""The rhythm of feeds is learnt beside the polls, and these follow it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.flow.feeds.learning import Rhythms
from monitor.flow.poll import poll_feed
from monitor.model.config import PollingSettings
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
