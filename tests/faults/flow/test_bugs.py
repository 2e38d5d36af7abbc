"""A bug in one item's step: logged with its traceback, tried again, parked; its neighbours go on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import EngineError
from monitor.flow import compose as composing
from monitor.flow.compose import compose_due
from monitor.model.articles import ExtractedPage
from monitor.model.delivery import Message, Receipt
from monitor.model.feeds import FeedSpec, FetchFailure, FetchRequest, FetchResult, ParseFailure
from monitor.model.watch import MatchResult, MatchText
from monitor.obs.logs import configure_logs
from monitor.testing.channel import RecordingChannel
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import (
    CHANNEL,
    FEED,
    SUBSCRIPTION,
    InlineSandbox,
    Shell,
    fetcher_for,
    rss,
    settings_for,
    titles,
    watched,
)

BAD = watched(1)


@pytest.fixture
def logs() -> StringIO:
    stream = StringIO()
    configure_logs("json", "info", stream)
    return stream


def tracebacks(logs: StringIO) -> list[str]:
    events = [json.loads(line) for line in logs.getvalue().splitlines()]
    return [event["exception"] for event in events if "exception" in event]


async def test_a_sandbox_with_a_bug_parks_the_entry_only(tmp_path: Path, logs: StringIO) -> None:
    class Buggy(InlineSandbox):
        async def extract(
            self, body: bytes, content_type: str, url: str, *, metadata: bool, language: str = "", attempt: int = 1
        ) -> ExtractedPage | ParseFailure:
            if url == BAD.url:
                raise KeyError("sandbox")
            return await super().extract(body, content_type, url, metadata=metadata)

    shell = Shell(tmp_path, fetcher_for(BAD, watched(2), watched(3)), sandbox=Buggy())
    async with shell.life() as services:
        await shell.cycle(services)
        assert shell.outcomes("extract") == {"retry": 1, "page": 2}
        for _ in range(3):
            shell.clock.advance(timedelta(minutes=11))
            await shell.cycle(services)
    assert shell.outcomes("extract") == {"parked": 1, "page": 2}
    assert shell.meter.outcomes["extract", "retry"] == 2
    assert len(tracebacks(logs)) == 3
    assert all("KeyError: 'sandbox'" in text for text in tracebacks(logs))
    assert shell.frozen() == titles([watched(2), watched(3)])


async def test_a_matcher_with_a_bug_parks_the_article_only(tmp_path: Path, logs: StringIO) -> None:
    shell = Shell(tmp_path, fetcher_for(BAD, watched(2)))
    async with shell.life() as services:
        real = services.config.matcher

        class Buggy:
            def match(self, text: MatchText) -> MatchResult:
                if text.title == BAD.title:
                    raise KeyError("matcher")
                return real.match(text)

        matcher: Any = Buggy()
        services.config = replace(services.config, matcher=matcher)
        for _ in range(4):
            await shell.cycle(services)
            shell.clock.advance(timedelta(minutes=6))
    assert shell.outcomes("assess") == {"parked": 1, "alerted": 1}
    assert len(tracebacks(logs)) == 3


async def test_a_channel_with_a_bug_is_tried_three_times_under_one_id(tmp_path: Path, logs: StringIO) -> None:
    class Buggy(RecordingChannel):
        async def send(self, message: Message) -> Receipt:
            self.attempts.append(message)
            raise KeyError("channel")

    shell = Shell(tmp_path, fetcher_for(BAD), channel=Buggy(CHANNEL))
    async with shell.life() as services:
        good = RecordingChannel("good")
        services.channels = {CHANNEL: shell.channel, "good": good}
        await shell.cycle(services)
        shell.clock.advance(timedelta(minutes=31))
        states = []
        for _ in range(5):
            await shell.cycle(services)
            states.append(services.store.deliveries()[0].state.value)
            shell.clock.advance(timedelta(minutes=20))
    assert states == ["unknown", "unknown", "abandoned", "abandoned", "abandoned"]
    assert len(shell.channel.attempts) == 3
    assert len({message.id for message in shell.channel.attempts}) == 1
    assert shell.meter.outcomes["send", "abandoned"] == 1


async def test_a_fetcher_with_a_bug_rests_the_feed_ever_longer_and_reads_the_others(
    tmp_path: Path, logs: StringIO
) -> None:
    class Buggy(ScriptedFetcher):
        async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
            if request.url == FEED:
                raise KeyError("fetcher")
            return await super().fetch(request)

    other = "https://other.example/feed"
    fetcher = Buggy()
    fetcher.say_body(other, rss([watched(2, page=False)]), "application/rss+xml")
    feeds = tuple(FeedSpec(url=url, title=url, publisher="P") for url in (FEED, other))
    shell = Shell(tmp_path, fetcher, settings=settings_for(feeds=feeds))
    waits = []
    async with shell.life() as services:
        for _ in range(3):
            await shell.cycle(services)
            (bad,) = [feed for feed in services.store.feeds() if feed.url == FEED]
            waits.append((bad.next_poll_at - shell.clock.now()).total_seconds())
            assert bad.last_detail == "internal error (KeyError), see the log (parser_crash)"
            shell.clock.advance(bad.next_poll_at - shell.clock.now())
    assert waits[0] < waits[1] < waits[2]
    assert len(tracebacks(logs)) == 3
    assert shell.outcomes("intake") == {"new": 1}


async def test_a_subscription_with_a_bug_rests_and_the_others_are_composed(
    tmp_path: Path, logs: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = (replace(SUBSCRIPTION, id="a-bad"), replace(SUBSCRIPTION, id="good"))
    shell = Shell(tmp_path, fetcher_for(BAD), settings=settings_for(subscriptions=pair))
    real, calls = composing.compose, []

    def buggy(facts: Any, slot: Any, next_due_at: Any, context: Any) -> Any:
        calls.append(context.subscription.id)
        if context.subscription.id == "a-bad":
            raise KeyError("compose")
        return real(facts, slot, next_due_at, context)

    monkeypatch.setattr(composing, "compose", buggy)
    async with shell.life() as services:
        await shell.cycle(services)
        shell.clock.advance(timedelta(minutes=30))
        for _ in range(3):
            with pytest.raises(EngineError, match="a-bad"):
                await compose_due(services)
        assert calls == ["a-bad", "good"], "the bug rests; one traceback a minute, not one a tick"
        shell.clock.advance(61)
        with pytest.raises(EngineError):
            await compose_due(services)
        assert calls.count("a-bad") == 2
        assert len(tracebacks(logs)) == 2
        monkeypatch.setattr(composing, "compose", real)
        shell.clock.advance(121)
        assert await compose_due(services) == 1
        assert await compose_due(services) == 0
    assert shell.frozen() == {BAD.title: 2}, "once for each subscription"
