"""Several processes at a few hosts, with deaths, lost and late answers: nobody is ever asked out of turn.

Time is that of an event loop that never waits: it goes on to what comes next.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.pacing import FleetPacer
from monitor.fetch.urls import Target
from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded
from tests.turn_rows import TurnRows

_LONGEST_S = 30.0
_PROCESSES, _HOSTS = 3, 1


class _NoWaiting(selectors.SelectSelector):
    """Where others wait, time goes on."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits for nothing"
        self.now += max(timeout, 0.0)
        return super().select(0)


def _run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    selector = _NoWaiting()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]
    try:
        loop.run_until_complete(main())
    finally:
        loop.close()


@dataclass(frozen=True)
class Trouble:
    """What befalls one question to the database: how late it is written and heard of, and whether it is heard of."""

    before_s: float = 0.0
    after_s: float = 0.0
    lost: bool = False


@dataclass(frozen=True)
class Plan:
    """A request that somebody makes."""

    process: int
    host: int
    at: float
    lasts_s: float
    delay_s: float
    closes_s: float
    given_up_after_s: float
    """Whoever made it stops waiting for it after so long."""


@dataclass
class Visit:
    process: int
    host: int
    began: float
    ended: float
    delay_s: float


class Wires:
    """A process's way to the rows, with troubles; from its death on it neither asks nor hears anything."""

    def __init__(self, rows: TurnRows, troubles: list[Trouble]) -> None:
        self._rows, self._troubles, self.dead = rows, troubles, False
        self.told_closed: dict[str, float] = {}

    async def take(self, asked: TurnAsked) -> TurnAnswer:
        trouble = self._trouble()
        await self._pass(trouble.before_s)
        answer = self._rows.take(asked)
        await self._pass(trouble.after_s)
        return TurnAnswer(granted=False, wait_s=1.0, unknown=True) if trouble.lost else answer

    async def end(self, ended: TurnEnded) -> None:
        trouble = self._trouble()
        await self._pass(trouble.before_s)
        self._rows.end(ended)
        await self._pass(trouble.after_s)

    def _trouble(self) -> Trouble:
        return self._troubles.pop() if self._troubles else Trouble()

    async def _pass(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if self.dead:
            await asyncio.Event().wait()


_late = st.sampled_from([0.0, 0.3, 4.0, 40.0])
_troubles = st.lists(
    st.builds(Trouble, before_s=_late, after_s=_late, lost=st.sampled_from([False, False, True])), max_size=12
)
_plans = st.builds(
    Plan,
    process=st.integers(0, _PROCESSES - 1),
    host=st.integers(0, _HOSTS - 1),
    at=st.sampled_from([0.0, 0.1, 5.0, 33.0]),
    lasts_s=st.sampled_from([_LONGEST_S, 3.0, 0.1]),
    delay_s=st.just(0.0),
    closes_s=st.sampled_from([0.0, 0.0, 0.0, 500.0]),
    given_up_after_s=st.sampled_from([1000.0, 1000.0, 20.0, 1.0]),
)
_deaths = st.lists(st.sampled_from([0.05, 4.0, 31.0, 60.0]), max_size=1)


@settings(max_examples=100)
@given(
    plans=st.lists(_plans, min_size=2, max_size=10),
    troubles=_troubles,
    deaths=_deaths,
    delays=st.tuples(*[st.sampled_from([0.0, 1.0, 20.0])] * _HOSTS),
)
def test_a_host_is_asked_by_one_at_a_time_and_rests(
    plans: list[Plan], troubles: list[Trouble], deaths: list[float], delays: tuple[float, ...]
) -> None:
    visits: list[Visit] = []
    closed: dict[int, tuple[float, float]] = {}

    async def main() -> None:
        loop = asyncio.get_running_loop()
        rows = TurnRows(loop.time)
        wires = [Wires(rows, troubles) for _ in range(_PROCESSES)]
        pacers = [FleetPacer(wire, f"process {number}") for number, wire in enumerate(wires)]
        tasks: list[list[asyncio.Task[None]]] = [[] for _ in wires]

        async def request(plan: Plan) -> None:
            await asyncio.sleep(plan.at)
            pacer, delay_s = pacers[plan.process], delays[plan.host]
            target = Target(scheme="http", host=f"h{plan.host}.example", port=80, target="/")
            async with (
                asyncio.timeout(plan.given_up_after_s),
                pacer.turn(target, delay_s, 200.0, _LONGEST_S) as granted,
            ):
                if not granted or pacer.closed_s(target.authority):
                    return
                visit = Visit(plan.process, plan.host, loop.time(), float("inf"), delay_s)
                visits.append(visit)
                try:
                    await asyncio.sleep(plan.lasts_s)
                    if plan.closes_s:
                        pacer.close(target.authority, plan.closes_s)
                finally:
                    visit.ended = loop.time()
            if plan.closes_s and not wires[plan.process].dead:
                closed.setdefault(plan.host, (loop.time(), plan.closes_s))

        async def given_up(plan: Plan) -> None:
            with suppress(TimeoutError):
                await request(plan)

        for plan in plans:
            tasks[plan.process].append(asyncio.ensure_future(given_up(plan)))
        for number, at in enumerate(deaths):
            loop.call_later(at, _die, wires[number], tasks[number])
        await asyncio.wait([task for some in tasks for task in some], timeout=2000.0)
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    _run(main)
    for host in range(_HOSTS):
        _judge(sorted((one for one in visits if one.host == host), key=lambda one: one.began), closed.get(host))


def _judge(visits: list[Visit], closed: tuple[float, float] | None) -> None:
    for before, after in pairwise(visits):
        assert before.ended <= after.began, "two at a time"
        assert before.began + before.delay_s <= after.began, "the rest was cut short"
    if closed is not None:
        at, seconds = closed
        assert [one.began for one in visits if at < one.began < at + seconds] == [], "the host wanted to be left alone"


def _die(wires: Wires, tasks: list[asyncio.Task[None]]) -> None:
    """From here on nothing of this process reaches anybody."""
    wires.dead = True
    for task in tasks:
        task.cancel()
