"""The page of feeds where there are too many to keep what was found of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.model.feeds import FeedSpec
from tests.unit.flow.shell_world import FEED, Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import visit


async def test_of_very_many_feeds_the_worst_are_shown_and_each_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.core.health.tally.MOST_WHOLE", 2)
    monkeypatch.setattr("monitor.core.health.tally.MOST_OF_A_KIND", 1)
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    more = [FeedSpec(url=f"https://gone.example/{n}", title=f"Gone {n}", publisher="Gone") for n in range(3)]
    shell.settings = settings_for(feeds=(FeedSpec(url=FEED, title="River", publisher="River"), *more))
    async with visit(tmp_path, shell) as visitor:
        await shell.cycle(visitor.services)
        told = await visitor.json("/feeds.json")
        well = await visitor.json("/feeds.json?q=RIVER")
        gone = await visitor.json("/feeds.json?q=gone")
    assert (told["all"], told["well"], told["found"]) == (4, 1, 1)
    assert told["verdict"].startswith("1 of 4 feeds is well: 3 ")
    assert [one["health"]["title"] for one in told["lines"]] == ["Gone 0"]
    assert [one["health"]["title"] for one in well["lines"]] == ["River"]
    assert (gone["found"], len(gone["lines"])) == (3, 3)
