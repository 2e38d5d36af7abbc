"""A digest by the clock compares its week with the ones before; a message at once does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.deliver.render import render
from monitor.flow.compose import compose_now, preview
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import FEED, SUBSCRIPTION, T0, Item, Shell, html, rss, settings_for, watched

WEEK = timedelta(days=7)
WEEKS = (2, 2, 1, 2, 3, 1, 9)
"""Stories of each; that of the first one is not counted, for nobody knows when in it the watching began."""
NEVER = replace(SUBSCRIPTION, cron="0 7 1 6 *")


def weekly(fetcher: ScriptedFetcher) -> None:
    """The feed's answer in each week: what appeared in it."""
    number = 0
    for week, stories in enumerate(WEEKS):
        items: list[Item] = []
        for _ in range(stories):
            number += 1
            items.append(watched(number, at=T0 + week * WEEK - timedelta(hours=2)))
            fetcher.say_body(items[-1].url, html(items[-1]))
        fetcher.say_body(FEED, rss(items), "application/rss+xml")


async def test_a_week_with_more_than_usual_is_named_once_it_is_one(tmp_path: Path) -> None:
    fetcher = ScriptedFetcher()
    weekly(fetcher)
    shell = Shell(tmp_path, fetcher, settings_for(subscriptions=(NEVER,)))
    async with shell.life() as services:
        assert (await preview(services, "border")).surges == ()
        for week, stories in enumerate(WEEKS):
            await shell.cycle(services)
            digest = await compose_now(services, "border", f"week {week}")
            assert digest is not None
            assert len(digest.stories) == stories
            assert bool(digest.surges) == (week == len(WEEKS) - 1), week
            shell.clock.advance(WEEK if week < len(WEEKS) - 1 else timedelta())
        (surge,) = digest.surges
        assert (surge.topic, surge.weeks, surge.usual) == ("Albu Kamal", WEEKS[1:], 2)
        rendered = render(digest)
        assert "Surge:     Albu Kamal: 9 stories this week, usually 2." in rendered.text
        assert "More than usual" in rendered.html
        later = await preview(services, "border")
        assert (later.stories, later.surges) == ((), ()), "without a story of it nothing is said"
