"""The clock of the tests: limits run out by hand, and what is no limit may take as long as the machine needs."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests import elapsing
from tests.elapsing import outlast


async def test_a_thread_is_waited_for_though_its_seconds_are_over() -> None:
    assert await outlast(asyncio.to_thread(lambda: time.sleep(0.05) or "written"), 2.0) == "written"


async def test_no_limit_runs_out_meanwhile() -> None:
    loop, moments = asyncio.get_running_loop(), list[float]()

    def over() -> bool:
        time.sleep(0.002)
        moments.append(loop.time())
        return len(moments) == 5

    await elapsing._while_time_stands_still(over)
    assert len(set(moments)) == 1
    assert loop.time() >= moments[0]


async def test_what_waits_for_more_seconds_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elapsing, "_PATIENCE_S", 0.02)
    with pytest.raises(TimeoutError, match="not done after 2 s"):
        await outlast(asyncio.sleep(60.0), 2.0)
