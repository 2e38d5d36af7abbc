from __future__ import annotations

import asyncio

import pytest

from monitor.fetch.pacing import HostPacer
from monitor.fetch.urls import Target


def at(host: str) -> Target:
    return Target(scheme="https", host=host, port=443, target="/")


async def visit(pacer: HostPacer, host: str, log: list[tuple[str, float]], *, delay: float, hold: float = 0.0) -> bool:
    loop = asyncio.get_running_loop()
    async with pacer.turn(at(host), delay, 60.0) as granted:
        log.append(("in", loop.time()))
        await asyncio.sleep(hold)
        log.append(("out", loop.time()))
    return granted


async def test_one_at_a_time_per_host_with_a_rest_between() -> None:
    pacer = HostPacer()
    log: list[tuple[str, float]] = []
    assert all(await asyncio.gather(*(visit(pacer, "a", log, delay=0.03, hold=0.01) for _ in range(4))))
    assert [event for event, _ in log] == ["in", "out"] * 4
    rests = [log[i + 1][1] - log[i][1] for i in range(1, 7, 2)]
    assert min(rests) >= 0.029


async def test_hosts_do_not_wait_for_each_other() -> None:
    pacer = HostPacer()
    log: list[tuple[str, float]] = []
    await asyncio.gather(*(visit(pacer, f"host{i}", log, delay=5.0, hold=0.05) for i in range(20)))
    assert [event for event, _ in log] == ["in"] * 20 + ["out"] * 20


async def test_the_wait_is_bounded_and_a_late_one_leaves_the_line_intact() -> None:
    pacer = HostPacer()
    async with pacer.turn(at("a"), 0.0, 60.0) as first, pacer.turn(at("a"), 0.0, 0.02) as second:
        assert (first, second) == (True, False)
    async with pacer.turn(at("a"), 30.0, 60.0) as third:
        assert third
    async with pacer.turn(at("a"), 0.0, 0.02) as resting:
        assert not resting


async def test_cancelled_waiters_and_failing_holders_free_the_line() -> None:
    pacer = HostPacer()

    async def fail() -> None:
        async with pacer.turn(at("a"), 0.05, 60.0):
            raise RuntimeError

    failing = asyncio.create_task(fail())
    waiting = asyncio.create_task(visit(pacer, "a", [], delay=0.0))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(RuntimeError):
        await failing
    resting = asyncio.create_task(visit(pacer, "a", [], delay=0.0))
    await asyncio.sleep(0.01)
    resting.cancel()
    await asyncio.gather(waiting, resting, return_exceptions=True)
    async with pacer.turn(at("a"), 0.0, 60.0) as granted:
        assert granted


async def test_rested_hosts_are_forgotten() -> None:
    pacer = HostPacer()
    for i in range(5_000):
        async with pacer.turn(at(f"host{i}"), 0.0, 60.0):
            pass
    assert pacer.hosts <= 1_025
