"""A bug in one item's step: logged with its traceback, tried again, parked; its neighbours go on."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import EngineError, StoreBusyError, StoreError
from monitor.flow import compose as composing
from monitor.flow import extract as extracting
from monitor.flow.alerting import alert_due
from monitor.flow.assess import _judgement
from monitor.flow.compose import compose_due
from monitor.model.alerting import Immediate
from monitor.model.articles import EntryClaim, ExtractedPage
from monitor.model.delivery import Message, Receipt
from monitor.model.feeds import FeedSpec, FetchFailure, FetchRequest, FetchResult, ParseFailure
from monitor.model.watch import MatchResult, MatchText
from monitor.obs.logs import configure_logs
from monitor.store.index.lookups import Lookups
from monitor.testing.channel import RecordingChannel
from monitor.testing.scripted import ScriptedFetcher
from tests.databases import on_server
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
    unwatched,
    watched,
)

BAD = watched(1)


def _driver_error(code: int) -> sqlite3.OperationalError:
    problem = sqlite3.OperationalError("from the driver")
    problem.sqlite_errorcode = code
    problem.sqlite_errorname = {sqlite3.SQLITE_FULL: "SQLITE_FULL", sqlite3.SQLITE_CORRUPT: "SQLITE_CORRUPT"}[code]
    return problem


@pytest.fixture
def logs() -> StringIO:
    stream = StringIO()
    configure_logs("json", "info", stream)
    return stream


def tracebacks(logs: StringIO) -> list[str]:
    events = [json.loads(line) for line in logs.getvalue().splitlines()]
    return [event["exception"] for event in events if "exception" in event]


async def test_with_a_bug_in_the_sandbox_an_entry_is_what_its_feed_says(tmp_path: Path, logs: StringIO) -> None:
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
        for _ in range(2):
            shell.clock.advance(timedelta(minutes=11))
            await shell.cycle(services)
        assert shell.outcomes("extract") == {"summary_only": 1, "page": 2}
        assert shell.meter.outcomes["extract", "retry"] == 2
        assert len(tracebacks(logs)) == 3
        assert all("KeyError: 'sandbox'" in text for text in tracebacks(logs))
        shell.clock.advance(timedelta(minutes=11))
        await shell.cycle(services)
    assert shell.frozen() == titles([BAD, watched(2), watched(3)])
    (said,) = shell.query("SELECT detail FROM outcome WHERE outcome = 'summary_only'")
    assert "internal error (KeyError), see the log" in said[0]


@pytest.mark.parametrize("where", ["decide_extract", "_existing"])
async def test_an_entry_whose_words_meet_the_bug_as_well_is_parked_alone(
    tmp_path: Path, logs: StringIO, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    real: Any = getattr(extracting, where)

    def buggy(*values: Any, **named: Any) -> Any:
        if any(isinstance(one, EntryClaim) and one.url == BAD.url for one in values):
            raise KeyError("a bug")
        return real(*values, **named)

    monkeypatch.setattr(extracting, where, buggy)
    shell = Shell(tmp_path, fetcher_for(BAD, watched(2)))
    async with shell.life() as services:
        for _ in range(4):
            await shell.cycle(services)
            shell.clock.advance(timedelta(minutes=11))
    assert shell.outcomes("extract") == {"parked": 1, "page": 1}
    assert shell.frozen() == titles([watched(2)])


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


@pytest.mark.parametrize("where", ["flow.assess.judge", "flow.assess.Reading.of", "flow.judging.find_place"])
async def test_an_article_that_cannot_be_compared_is_told_all_the_same(
    tmp_path: Path, logs: StringIO, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    shell = Shell(tmp_path, fetcher_for(BAD, watched(2), unwatched(3)))
    monkeypatch.setattr(f"monitor.{where}", _breaks)
    async with shell.life() as services:
        await shell.cycle(services)
        assert shell.outcomes("assess") == {"retry": 3}
        for _ in range(2):
            shell.clock.advance(timedelta(minutes=6))
            await shell.cycle(services)
        assert shell.outcomes("assess") == {"alerted": 2, "no_match": 1}
        shell.clock.advance(timedelta(minutes=31))
        await shell.cycle(services)
    assert shell.frozen() == titles([BAD, watched(2)])
    assert "could not be compared with what was told before (" in str(shell.query("SELECT detail FROM outcome"))
    assert any("KeyError: 'a bug'" in text for text in tracebacks(logs))


async def test_the_same_text_is_told_once_though_it_cannot_be_compared(
    tmp_path: Path, logs: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = replace(BAD, slug="again")
    shell = Shell(tmp_path, fetcher_for(BAD, again))
    monkeypatch.setattr("monitor.flow.assess.judge", _breaks)
    async with shell.life() as services:
        for _ in range(3):
            await shell.cycle(services)
            shell.clock.advance(timedelta(minutes=6))
    assert shell.outcomes("assess") == {"alerted": 1, "folded": 1}


@pytest.mark.of_a_file  # What SQLite says of its file.
@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (StoreBusyError("locked"), "retry"),
        (_driver_error(sqlite3.SQLITE_FULL), "retry"),
        (_driver_error(sqlite3.SQLITE_CORRUPT), "alerted"),
    ],
)
async def test_who_cannot_write_does_not_judge_without_comparing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception, outcome: str
) -> None:
    shell = Shell(tmp_path, fetcher_for(BAD))
    monkeypatch.setattr("monitor.flow.assess.judge", _breaks)
    async with shell.life() as services:
        for _ in range(2):
            await shell.cycle(services)
            shell.clock.advance(timedelta(minutes=6))

        def full(*_values: object) -> object:
            raise problem

        monkeypatch.setattr("monitor.flow.assess.judge", full)
        (claim,) = services.store.claim_articles(shell.clock.now(), shell.clock.now() + timedelta(hours=1), 5)
        judged = await _judgement(services, services.config, claim)
        if outcome == "alerted":
            services.store.assess(claim, judged)
        else:
            with pytest.raises(StoreBusyError) as raised:
                services.store.look(judged)
            assert problem in (raised.value, raised.value.__cause__)
    assert shell.outcomes("assess") == {outcome: 1}


@pytest.mark.of_its_databases
async def test_a_question_that_a_server_cannot_answer_keeps_no_article_from_being_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a statement that failed a server answers nothing more in that transaction, if that is not undone."""

    def damaged(stored: Lookups, *_values: object) -> object:
        return stored._conn.exec_driver_sql("SELECT * FROM what_is_not_there").all()

    with on_server():
        shell = Shell(tmp_path, fetcher_for(BAD))
        monkeypatch.setattr("monitor.flow.assess.judge", damaged)
        async with shell.life() as services:
            for _ in range(3):
                await shell.cycle(services)
                shell.clock.advance(timedelta(minutes=6))
        assert shell.outcomes("assess") == {"alerted": 1}


def _breaks(*_values: object, **_named: object) -> object:
    raise KeyError("a bug")


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


@pytest.mark.parametrize(
    "beside",
    ["compose.topics_of", "compose.quiet_on_topics", "compose.silences_of", "compose.told_between", "link_watched"],
)
@pytest.mark.parametrize("immediate", [None, Immediate()])
async def test_what_stands_beside_the_stories_keeps_none_of_them_from_being_told(
    tmp_path: Path, logs: StringIO, monkeypatch: pytest.MonkeyPatch, beside: str, immediate: Immediate | None
) -> None:
    shell = Shell(
        tmp_path, fetcher_for(BAD), settings=settings_for(subscriptions=(replace(SUBSCRIPTION, immediate=immediate),))
    )
    monkeypatch.setattr(f"monitor.flow.{beside}", _breaks)
    async with shell.life() as services:
        for _ in range(2):
            await shell.cycle(services)
            shell.clock.advance(timedelta(minutes=31))
    assert shell.frozen() == titles([BAD])
    assert {one[0] for one in shell.query("SELECT state FROM outbox")} == {"sent"}
    assert tracebacks(logs)


@pytest.mark.parametrize("immediate", [None, Immediate()])
@pytest.mark.parametrize(("problem", "told"), [(StoreError("damaged"), {"good"}), (StoreBusyError("locked"), set())])
async def test_what_the_store_cannot_say_of_one_subscription_keeps_no_other_from_being_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: StoreError, told: set[str], immediate: Immediate | None
) -> None:
    pair = tuple(replace(SUBSCRIPTION, id=one, immediate=immediate) for one in ("a-bad", "good"))
    shell = Shell(tmp_path, fetcher_for(BAD), settings=settings_for(subscriptions=pair))
    async with shell.life() as services:
        real = services.store.window

        def window(subscription: str, *values: Any) -> Any:
            if subscription == "a-bad":
                raise problem
            return real(subscription, *values)

        monkeypatch.setattr(services.store, "window", window)
        with contextlib.suppress(StoreError):
            await shell.cycle(services)
        shell.clock.advance(timedelta(minutes=31))
        with pytest.raises(type(problem)):
            await (compose_due if immediate is None else alert_due)(services)
    assert {one for (one,) in shell.query("SELECT DISTINCT subscription FROM digest")} == told
