"""Hosts that other processes ask as well."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from monitor.bootstrap import SystemClock
from monitor.fetch.client import HttpFetcher
from monitor.fetch.pacing import FleetPacer
from monitor.fetch.urls import Target
from monitor.model.config import FetchSettings
from monitor.model.feeds import FetchRequest
from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded

HERE = Target(scheme="http", host="a.example", port=8080, target="/")


class Turns:
    """Answers as told, and remembers who asked."""

    def __init__(self, *answers: TurnAnswer) -> None:
        self.answers = list(answers)
        self.asked: list[TurnAsked] = []
        self.ended: list[TurnEnded] = []

    async def take(self, asked: TurnAsked) -> TurnAnswer:
        self.asked.append(asked)
        return self.answers.pop(0)

    async def end(self, ended: TurnEnded) -> None:
        self.ended.append(ended)


async def test_a_request_waits_for_the_turn_of_all_and_gives_it_back_with_its_rest() -> None:
    turns = Turns(TurnAnswer(granted=False, wait_s=0.01), TurnAnswer(granted=True))
    async with FleetPacer(turns, "me").turn(HERE, 3.0, 60.0, 30.0) as granted:
        assert granted
        assert turns.ended == []
    (first, second), (ended,) = turns.asked, turns.ended
    assert first == second
    assert first.hold_s > 30.0
    assert (first.host, first.authority) == ("a.example", "a.example:8080")
    assert (ended.holder, ended.rest_s, ended.closed_s) == (first.holder, 3.0, 0.0)


async def test_no_turn_in_time_is_none() -> None:
    turns = Turns(TurnAnswer(granted=False, wait_s=30.0))
    async with FleetPacer(turns, "me").turn(HERE, 0.0, 1.0) as granted:
        assert not granted
    assert turns.ended == []


async def test_each_request_has_a_name_of_its_own() -> None:
    turns = Turns(TurnAnswer(granted=True), TurnAnswer(granted=True))
    pacer = FleetPacer(turns, "me")
    for _ in range(2):
        async with pacer.turn(HERE, 0.0, 1.0):
            pass
    assert len({one.holder for one in turns.asked}) == 2


async def test_what_others_were_told_to_leave_alone_is_closed_here_and_the_other_way_round() -> None:
    turns = Turns(TurnAnswer(granted=True, closed_s=90.0), TurnAnswer(granted=True))
    pacer = FleetPacer(turns, "me")
    async with pacer.turn(HERE, 0.0, 1.0):
        assert 80.0 < pacer.closed_s("a.example:8080") <= 90.0
    async with pacer.turn(HERE, 0.0, 1.0):
        pacer.close("a.example:8080", 300.0)
    assert turns.ended[-1].closed_s == 300.0


@pytest.mark.parametrize("looks", range(1, 8))
async def test_a_request_that_is_broken_off_gives_its_turn_back(looks: int) -> None:
    turns = Turns(TurnAnswer(granted=True))

    async def request() -> None:
        async with FleetPacer(turns, "me").turn(HERE, 0.0, 1.0):
            await asyncio.Event().wait()

    task = asyncio.create_task(request())
    for _ in range(looks):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert [one.holder for one in turns.ended] == [one.holder for one in turns.asked]


async def test_the_fetcher_asks_for_the_turn_of_all() -> None:
    turns = Turns(TurnAnswer(granted=False, wait_s=3600.0))
    settings = FetchSettings(user_agent="test")
    async with aclosing(HttpFetcher(settings, SystemClock(), pacer=FleetPacer(turns, "me"))) as fetcher:
        await fetcher.fetch(FetchRequest(url="http://a.example:8080/feed"))
    assert [one.authority for one in turns.asked] == ["a.example:8080"]


async def test_a_holder_that_dies_keeps_the_host_for_as_long_as_it_rests() -> None:
    turns = Turns(TurnAnswer(granted=True))
    async with FleetPacer(turns, "me").turn(HERE, 30.0, 60.0, 2.0):
        assert turns.asked[0].hold_s >= 30.0


async def test_two_processes_of_one_name_are_two() -> None:
    turns = Turns(TurnAnswer(granted=True), TurnAnswer(granted=True))
    for _ in range(2):
        async with FleetPacer(turns, "container:1").turn(HERE, 0.0, 1.0):
            pass
    assert len({one.holder for one in turns.asked}) == 2


async def test_what_may_have_been_granted_is_asked_for_again_by_the_same_name() -> None:
    turns = Turns(TurnAnswer(granted=False, wait_s=0.01, unknown=True), TurnAnswer(granted=True))
    async with FleetPacer(turns, "me").turn(HERE, 0.0, 60.0) as granted:
        assert granted
        assert turns.ended == []
    assert len({one.holder for one in (*turns.asked, *turns.ended)}) == 1


async def test_what_may_have_been_granted_is_given_back_by_who_waits_no_longer() -> None:
    turns = Turns(TurnAnswer(granted=False, wait_s=30.0, unknown=True))
    async with FleetPacer(turns, "me").turn(HERE, 5.0, 1.0) as granted:
        assert not granted
    assert [(one.holder, one.rest_s) for one in turns.ended] == [(turns.asked[0].holder, 0.0)]


async def test_what_is_granted_too_late_is_given_back_and_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.fetch.pacing._LATE_S", -1.0)
    turns = Turns(TurnAnswer(granted=True), TurnAnswer(granted=False, wait_s=60.0))
    async with FleetPacer(turns, "me").turn(HERE, 5.0, 60.0, 30.0) as granted:
        assert not granted
    assert [one.holder for one in turns.ended] == [turns.asked[0].holder]
