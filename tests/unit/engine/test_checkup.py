"""The health of a bot whose store is slow, stuck or damaged."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.bootstrap import checkup as checkups
from monitor.bootstrap.checkup import STUCK_S, Checkup
from monitor.engine.embedded import EmbeddedEngine
from monitor.flow.services import Services
from monitor.flow.upkeep import look_at_database
from monitor.obs.metrics import PrometheusMeter
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, ScriptedFetcher())


@pytest.fixture
async def services(shell: Shell) -> AsyncIterator[Services]:
    async with shell.life() as made:
        yield made


async def test_a_store_that_does_not_answer_delays_nobody_and_is_red_in_time(
    shell: Shell, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkup, engine = Checkup(services, PrometheusMeter(), shell.clock.now()), EmbeddedEngine(services)
    assert (await checkup.report(engine)).ok
    gate, real = threading.Event(), services.store.health

    def stuck() -> object:
        gate.wait(30)
        return real()

    monkeypatch.setattr(services.store, "health", stuck)
    loop = asyncio.get_running_loop()
    began = loop.time()
    first = await checkup.report(engine)
    assert loop.time() - began < 2
    assert first.ok, "busy is not broken"
    assert [one.name for one in first.checks if one.name == "feeds"], "judged by what the store said last"
    shell.clock.advance(STUCK_S + 1)
    second = await checkup.report(engine)
    (red,) = [one for one in second.checks if not one.ok]
    assert (red.name, "has not answered for 11 s" in red.detail) == ("database", True)
    gate.set()
    while not (await checkup.report(engine)).ok:
        await asyncio.sleep(0.01)
    checkup.close()


async def test_damage_is_looked_for_once_a_day_and_red(
    shell: Shell, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkup, engine = Checkup(services, PrometheusMeter(), shell.clock.now()), EmbeddedEngine(services)
    await look_at_database(services)
    assert services.damage == ""
    monkeypatch.setattr(services.store, "quick_check", lambda: "Page 9: btreeInitPage() returns error code 11")
    await look_at_database(services)
    assert (await checkup.report(engine)).ok, "not due yet"
    shell.clock.advance(86_401)
    await look_at_database(services)
    (red,) = [one for one in (await checkup.report(engine)).checks if one.name == "database"]
    assert not red.ok
    assert "monitor db restore FILE" in red.detail
    checkup.close()


async def test_what_is_normal_for_thousands_of_feeds_is_not_reckoned_again_for_each_answer(
    shell: Shell, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for on the event loop, by probes and by the watch for operators."""
    reckoned, real = [], checkups.limits_of
    monkeypatch.setattr(checkups, "limits_of", lambda settings: reckoned.append(settings) or real(settings))
    checkup, engine = Checkup(services, PrometheusMeter(), shell.clock.now()), EmbeddedEngine(services)
    for _ in range(3):
        assert (await checkup.report(engine)).ok
    assert len(reckoned) == 1
    changed = replace(services.config.settings, server=replace(services.config.settings.server, failing_feeds=1))
    services.config = replace(services.config, settings=changed)
    assert (await checkup.report(engine)).ok
    assert reckoned[1:] == [changed]
    checkup.close()
