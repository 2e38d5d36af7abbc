"""The rhythm of feeds is learnt beside the polls, and these follow it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.pace import Pace
from monitor.flow.feeds import learning
from monitor.flow.feeds.learning import Rhythms, hear, pace_of, recall
from monitor.flow.poll import poll_feed
from monitor.flow.services import Services
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedClaim, FeedSpec
from monitor.model.hearing.rhythm import Asked, LearntWeek
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

    def claimed(services: Services) -> FeedClaim:
        shell.clock.advance(86_400 / 2)
        (claim,) = services.store.claim_feeds(shell.clock.now(), shell.clock.now(), 1)
        return claim

    async def first() -> Pace | None:
        async with shell.life() as services:
            await shell.cycle(services)
            await Rhythms(services).learn()
            for wish in (Asked(interval_s=60), asked, asked):
                await hear(services, claimed(services), wish)
            return pace_of(services, claimed(services).heard)

    async def second() -> tuple[Pace | None, Asked]:
        async with shell.life() as services:
            await recall(services)
            claim = claimed(services)
            return pace_of(services, claim.heard), claim.heard.asked

    known = asyncio.run(first())
    assert known is not None
    found, heard = asyncio.run(second())
    assert found is not None
    assert (found.week, heard) == (known.week, asked)
    assert abs(found.measure - known.measure) < 1e-6


def test_nothing_is_paced_where_nobody_wants_it(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(), settings_for(polling=replace(POLLING, adaptive=False)))

    async def measure() -> list[float | None]:
        async with shell.life() as services:
            services.store.save_measure(2.0)
            services.measure, found = 2.0, []
            for step in (Rhythms(services).learn, lambda: recall(services)):
                await step()
                found.append(services.measure)
            return found

    assert asyncio.run(measure()) == [None, None]


def test_each_feed_has_its_turn_where_there_are_more_than_can_be_learnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_A_LEARNING", 3)
    monkeypatch.setattr(learning, "_PAGE", 2)
    feeds = tuple(FeedSpec(url=f"https://{one}.example/", title=one, publisher=one) for one in "abcdefgh")
    shell = Shell(tmp_path, fetcher_for(), settings_for(polling=POLLING, feeds=feeds))

    async def turns() -> list[str]:
        found: list[str] = []
        async with shell.life() as services:
            await shell.cycle(services)
            rhythms, save, names = Rhythms(services), services.store.save_weeks, {}

            def saved(weeks: Mapping[FeedId, LearntWeek]) -> None:
                found.append("".join(names[one] for one in weeks))
                save(weeks)

            services.store.save_weeks = saved  # type: ignore[method-assign]
            names = {feed.id: feed.title for feed in services.store.feeds()}
            for hours in (0, 1, 1, 25, 1, 1):
                shell.clock.advance(hours * 3_600)
                await rhythms.learn()
        return found

    # After a day those behind the last one come first.
    assert asyncio.run(turns()) == ["abc", "def", "gh", "abc", "def", "gh"]
