"""Items that are handled together: in order, as many as wait, and none harmed by another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from monitor.engine.lots import Lots


class Bench:
    """Handles lots of numbers when it is let; those in `broken` break the lot that they are in."""

    def __init__(self, *broken: int, most: int = 4) -> None:
        self.broken = broken
        self.lots: list[list[int]] = []
        self.saved: list[int] = []
        self.gate = asyncio.Event()
        self.together = Lots(self.handle, most)

    async def handle(self, lot: Sequence[int]) -> list[int]:
        self.lots.append(list(lot))
        await self.gate.wait()
        if not set(self.broken).isdisjoint(lot):
            raise KeyError(lot)
        self.saved += lot
        return [-one for one in lot]

    async def all(self, numbers: Sequence[int]) -> list[BaseException | int]:
        tasks = [asyncio.create_task(self.together.handle(one)) for one in numbers]
        await asyncio.sleep(0)
        self.gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize(
    ("count", "lots"),
    [(1, [[0]]), (4, [[0, 1, 2, 3]]), (6, [[0, 1, 2, 3], [4, 5]])],
)
async def test_what_waits_is_handled_together_in_its_order(count: int, lots: list[list[int]]) -> None:
    bench = Bench()
    assert await bench.all(range(count)) == [-one for one in range(count)], "to each what came of it"
    assert bench.lots == lots
    assert bench.saved == list(range(count))


async def test_nobody_waits_for_a_lot_to_be_full() -> None:
    bench = Bench()
    bench.gate.set()
    await bench.together.handle(1)
    await bench.together.handle(2)
    assert bench.lots == [[1], [2]]


async def test_one_that_breaks_does_so_alone() -> None:
    bench = Bench(1, 2)
    answers = await bench.all(range(5))
    assert [type(one) for one in answers] == [int, KeyError, KeyError, int, int]
    assert bench.saved == [0, 3, 4]
    assert bench.lots == [[0, 1, 2, 3], [0], [1], [2], [3], [4]]


async def test_a_lot_that_is_broken_off_leaves_nobody_waiting() -> None:
    bench = Bench()
    tasks = [asyncio.create_task(bench.together.handle(one)) for one in range(3)]
    while not bench.lots:
        await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    answers = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 60)
    assert all(isinstance(one, asyncio.CancelledError) for one in answers)
    bench.gate.set()
    await asyncio.wait_for(bench.together.handle(9), 60)
    assert 9 in bench.saved
