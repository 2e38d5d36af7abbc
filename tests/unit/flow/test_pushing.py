"""Addresses of alerts are handed to a web archive: each once, tried again within bounds, and never in anybody's way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.evidence.pushing import AGAIN_AFTER, archive_address, archive_command
from monitor.errors import StoreError
from monitor.flow.evidence.pushing import Pusher
from monitor.flow.upkeep import prune
from monitor.model.config import EvidenceSettings
from monitor.model.feeds import FetchFailure, FetchResult
from monitor.model.ids import AlertId
from monitor.model.outcomes import FetchReason
from monitor.testing.scripted import Answer, ScriptedFetcher
from tests.unit.flow.shell_world import Item, Shell, fetcher_for, settings_for, unwatched, watched

SAVE = "https://keep.example/save/"
CALLED = EvidenceSettings(push_url=SAVE + "{url}")
REFUSED = FetchFailure(reason=FetchReason.HTTP_SERVER_ERROR, detail="", url=SAVE, status=503)


def taken(item: Item) -> FetchResult:
    return FetchResult(status=200, url=SAVE + item.url, body=b"kept")


def shell(tmp_path: Path, *items: Item, evidence: EvidenceSettings = CALLED, says: Sequence[Answer] = ()) -> Shell:
    fetcher = fetcher_for(*items)
    for item in items:
        fetcher.say(SAVE + item.url, *(says or [taken(item)]))
    return Shell(tmp_path, fetcher, settings=settings_for(evidence=evidence))


def calls(bot: Shell) -> list[str]:
    assert isinstance(bot.fetcher, ScriptedFetcher)
    return [one.url for one in bot.fetcher.requests if one.url.startswith(SAVE)]


class Commands:
    """Runs nothing, and says so each time."""

    def __init__(self, fault: str = "") -> None:
        self.ran: list[tuple[str, ...]] = []
        self.fault = fault

    async def __call__(self, words: Sequence[str], seconds: float) -> str:
        assert seconds > 0
        self.ran.append(tuple(words))
        return self.fault


async def looks(pusher: Pusher, count: int) -> None:
    for _ in range(count):
        await pusher.look()


async def test_each_alerted_address_is_handed_over_once(tmp_path: Path) -> None:
    items = (watched(1), unwatched(2), watched(3))
    bot = shell(tmp_path, *items)
    async with bot.life() as services:
        await bot.cycle(services)
        await looks(Pusher(services, Commands()), 4)
        (push,) = services.store.pushes(AlertId(1))
    assert sorted(calls(bot)) == [SAVE + watched(1).url, SAVE + watched(3).url]
    assert (push.tries, push.due_at, push.fault) == (1, None, "")
    async with bot.life() as services:
        await looks(Pusher(services, Commands()), 2)
    assert len(calls(bot)) == 2


async def test_a_command_gets_the_address_as_a_word(tmp_path: Path) -> None:
    bot = shell(tmp_path, watched(1), evidence=EvidenceSettings(push_command=("keep", "--quiet", "{url}")))
    commands = Commands()
    async with bot.life() as services:
        await bot.cycle(services)
        await looks(Pusher(services, commands), 2)
    assert commands.ran == [("keep", "--quiet", watched(1).url)]


async def test_off_nothing_is_queued_and_the_past_is_not_handed_over(tmp_path: Path) -> None:
    bot = shell(tmp_path, watched(1), evidence=EvidenceSettings())
    async with bot.life() as services:
        await bot.cycle(services)
        await looks(Pusher(services, Commands()), 2)
    assert bot.query("SELECT count(*) FROM push") == [(0,)]
    bot.settings = settings_for(evidence=CALLED)
    bot.clock.advance(timedelta(days=2))
    async with bot.life() as services:
        await looks(Pusher(services, Commands()), 2)
    assert (calls(bot), bot.query("SELECT count(*) FROM push")) == ([], [(0,)])


async def test_what_is_not_taken_is_tried_again_and_then_given_up(tmp_path: Path) -> None:
    bot = shell(tmp_path, watched(1), says=[REFUSED])
    async with bot.life() as services:
        await bot.cycle(services)
        pusher = Pusher(services, Commands())
        await looks(pusher, 2)
        assert len(calls(bot)) == 1
        assert pusher.notes() == ()
        for pause in AGAIN_AFTER:
            bot.clock.advance(pause)
            await looks(pusher, 2)
        assert len(calls(bot)) == 1 + len(AGAIN_AFTER)
        (note,) = pusher.notes()
        bot.clock.advance(timedelta(days=2))
        await looks(pusher, 2)
        (push,) = services.store.pushes(AlertId(1))
        assert len(calls(bot)) == push.tries == 1 + len(AGAIN_AFTER)
        assert (push.due_at, push.fault) == (None, "http_server_error 503")
        assert "http_server_error 503" in note.detail
        bot.clock.advance(timedelta(days=400))
        await prune(services, services.clock.now())
    assert bot.query("SELECT count(*) FROM push") == [(0,)]


@pytest.mark.parametrize("reason", [FetchReason.TOO_LARGE, FetchReason.TRUNCATED])
async def test_an_answer_with_more_than_is_read_is_an_answer(tmp_path: Path, reason: FetchReason) -> None:
    bot = shell(tmp_path, watched(1), says=[FetchFailure(reason=reason, detail="", url=SAVE, status=200)])
    async with bot.life() as services:
        await bot.cycle(services)
        await Pusher(services, Commands()).look()
        assert [one.fault for one in services.store.pushes(AlertId(1))] == [""]


async def test_a_life_that_ends_in_a_try_has_tried(tmp_path: Path) -> None:
    class Dies(ScriptedFetcher):
        async def fetch(self, request: object) -> FetchResult | FetchFailure:
            raise KeyboardInterrupt

    bot = shell(tmp_path, watched(1))
    async with bot.life() as services:
        await bot.cycle(services)
        services.fetcher = Dies()
        with pytest.raises(KeyboardInterrupt):
            await Pusher(services, Commands()).look()
        (push,) = services.store.pushes(AlertId(1))
    assert (push.tries, push.fault) == (1, "broken off")
    assert push.due_at is not None


async def test_a_store_that_fails_costs_the_archive_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bot = shell(tmp_path, watched(1))
    async with bot.life() as services:
        await bot.cycle(services)

        def fails(*_: object) -> int:
            raise StoreError("no such table: push")

        monkeypatch.setattr(services.store, "queue_pushes", fails)
        await Pusher(services, Commands()).look()
        assert len(services.store.audit().findings) == 0
    assert calls(bot) == []


def test_an_address_is_put_in_its_place() -> None:
    url = "https://news.example/a?b=c&d=%20#top"
    assert archive_address("https://keep.example/save/{url}", url) == "https://keep.example/save/" + url[: -len("#top")]
    quoted = "https://keep.example/?u=https%3A%2F%2Fnews.example%2Fa%3Fb%3Dc%26d%3D%2520&x=1"
    assert archive_address("https://keep.example/?u={quoted}&x=1", url) == quoted
    assert archive_command(("a", "{url}", "x{url}"), url) == ("a", url[: -len("#top")], "x{url}")
