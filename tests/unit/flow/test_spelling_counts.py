"""Counting spellings: beside the news, in lots, and nobody's trouble but its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from monitor.errors import StoreBusyError
from monitor.flow import upkeep
from monitor.model.feedback.spellings import SpellingUse
from monitor.testing.faulty import faulty_store, on_method
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, watched


def test_a_counter_that_fails_costs_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(tmp_path, fetcher_for(*map(watched, range(3))), settings_for())
    monkeypatch.setattr(upkeep, "_MATCHES", 1)

    async def run() -> tuple[list[SpellingUse], list[SpellingUse]]:
        async with shell.life() as services:
            sound, services.store = services.store, faulty_store(services.store, before=on_method("count_spellings"))
            await shell.cycle(services)
            with pytest.raises(StoreBusyError):
                await upkeep.count_spellings(services)
            before, services.store = sound.spelling_uses(), sound
            await upkeep.count_spellings(services)
            assert sound.count_spellings(9) == 0
            return before, sound.spelling_uses()

    before, after = asyncio.run(run())
    assert before == after
    assert sum(one.hits for one in after) == 3
