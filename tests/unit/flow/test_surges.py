"""A digest by the clock asks for the weeks of what it tells; a message at once does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.deliver.render import render
from monitor.flow.compose import compose_now, preview
from monitor.model.ids import StoryId
from monitor.model.ways import TopicStory
from tests.unit.flow.shell_world import Shell, fetcher_for, watched


async def test_what_is_told_of_more_than_usual_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with shell.life() as services:
        assert (await preview(services, "border")).surges == ()
        await shell.cycle(services)
        own, now = services.store.topic_stories, services.clock.now()
        weeks = [ago for ago in range(8) for _ in range(14 if ago == 0 else 3)]

        def with_history(watchlists: Sequence[str], since: datetime) -> list[TopicStory]:
            assert len(own(watchlists, since)) == 1
            return [
                TopicStory(
                    watchlist=watchlists[0],
                    topic="albu-kamal",
                    story=StoryId(number),
                    at=now - timedelta(days=7 * ago, hours=number + 1),
                )
                for number, ago in enumerate(weeks)
            ]

        monkeypatch.setattr(services.store, "topic_stories", with_history)
        digest = await compose_now(services, "border")
        assert digest is not None
        (surge,) = digest.surges
        assert (surge.topic, surge.usual) == ("Albu Kamal", 3)
        assert "More than usual" in render(digest).html
        later = await preview(services, "border")
        assert (later.stories, later.surges) == ((), ()), "without a story of it nothing is said"
