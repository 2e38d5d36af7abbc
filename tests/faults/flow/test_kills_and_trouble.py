"""The process dies, or its store is in trouble, at any one call of the store: nothing is lost, nothing comes twice."""

from __future__ import annotations

import contextlib
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from monitor.engine.work import extract_lane, poll_lane
from monitor.errors import StoreBusyError
from monitor.flow.services import Services
from monitor.ports import Store
from monitor.testing.faulty import faulty_store, never
from tests.unit.flow.shell_world import Shell, fetcher_for, titles, until, unwatched, watched

ITEMS = [watched(1), replace(watched(1), slug="copy", title="Also told elsewhere"), unwatched(3)]
WHOLE_WAY = 100
"""More calls of the store than the whole way of these items takes; a test below checks it."""
PARTS = 4


class KilledError(BaseException):
    """Not an Exception: nothing in the shell may catch it, as nothing catches SIGKILL."""


class Death:
    """The process dies at one call of its store: before it took effect, or after; every later call is dead too."""

    def __init__(self, number: int, *, after: bool) -> None:
        self._number, self._after = number, after
        self.calls = 0

    def of(self, store: Store) -> Store:
        return cast("Store", Dying(store, self))

    def at(self, method: Callable[..., object], *args: object, **kwargs: object) -> object:
        self.calls += 1
        late = self.calls == self._number and self._after
        if self.calls >= self._number and not late:
            raise KilledError
        result = method(*(self._within(one) for one in args), **kwargs)
        if late:
            raise KilledError
        return result

    def _within(self, argument: object) -> object:
        """Look-ups within a transaction are calls too."""
        return (lambda stored: argument(Dying(stored, self))) if callable(argument) else argument


class Dying:
    """A store, or what is looked up in one."""

    def __init__(self, wrapped: object, death: Death) -> None:
        self._wrapped, self._death = wrapped, death

    def __getattr__(self, name: str) -> Any:
        return partial(self._death.at, getattr(self._wrapped, name))


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: hundreds of small databases, none of which outlives the test."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def fresh(folder: Path, number: int) -> Shell:
    home = folder / str(number)
    home.mkdir()
    return Shell(home, fetcher_for(*ITEMS))


async def day(shell: Shell, services: Services) -> None:
    """Read everything, then pass seven o'clock, compose and send."""
    await shell.cycle(services)
    shell.clock.advance(timedelta(minutes=31))
    await shell.cycle(services)


def check_promises(shell: Shell, where: str) -> None:
    """Each watched article in exactly one frozen list, one digest with stories, every delivery sent under one id."""
    frozen = shell.frozen()
    # The story's first article, whichever of the two copies was read first.
    assert sum(frozen.values()) == 1, where
    assert frozen.keys() < titles(ITEMS[:2]).keys(), where
    with_stories = shell.query("SELECT DISTINCT digest_id FROM digest_alert")
    assert len(with_stories) == 1, where
    assert set(shell.query("SELECT state FROM outbox")) == {("sent",)}, where
    by_digest: dict[str, set[str]] = {}
    for message in shell.channel.attempts:
        by_digest.setdefault(message.digest.key, set()).add(message.id)
    assert all(len(ids) == 1 for ids in by_digest.values()), where
    assert shell.outcomes("assess") == {"alerted": 1, "folded": 1, "no_match": 1}, where
    # A watched article is followed: its page is looked at again, however long the trouble took.
    assert set(shell.outcomes("extract")) <= {"page", "same_url", "unchanged"}, where
    assert shell.query("SELECT count(*) FROM alert") == [(1,)], where
    assert shell.query("SELECT count(*) FROM article") == [(3,)], where


async def taken_up(shell: Shell, number: int, *, after: bool) -> bool:
    """Whether the process died at that call; if so, the next one made everything good."""
    died, death = False, Death(number, after=after)
    try:
        async with shell.life(death.of) as services:
            try:
                await day(shell, services)
            finally:
                # A connection that a thread still reads by would be nobody's.
                services._threads.shutdown()
    except KilledError:
        died = True
    if died:
        async with shell.life() as services:
            await day(shell, services)
            shell.clock.advance(timedelta(minutes=2))
            await shell.cycle(services)
        check_promises(shell, f"killed at call {number}, {after=}")
    return died


def some_calls(part: int, database: str) -> range:
    """Every second call, each run by chance those or the others: behind one call is before the next, mostly.

    On a server, which takes longer and sees the same calls, every eighth.
    """
    every = 2 if database == "sqlite" else 8
    step = PARTS * every
    return range(1 + every * part + random.randrange(every), WHOLE_WAY + step, step)


@pytest.mark.parametrize("after", [False, True], ids=["before it took effect", "after it took effect"])
@pytest.mark.parametrize("part", range(PARTS))
async def test_a_process_killed_at_any_call_is_taken_up_by_the_next(
    tmp_path: Path, part: int, after: bool, database: str
) -> None:
    for number in some_calls(part, database):
        if not await taken_up(fresh(tmp_path, number), number, after=after):
            break
    else:
        pytest.fail(f"the whole way takes more than {WHOLE_WAY} calls: raise it")


@pytest.mark.parametrize("lost_answer", [False, True], ids=["the call failed", "only its answer was lost"])
@pytest.mark.parametrize("part", range(PARTS))
async def test_trouble_at_any_call_is_over_when_it_is_over(
    tmp_path: Path, part: int, lost_answer: bool, database: str
) -> None:
    """One process all the way: the engine asks again, and leases whose answer was lost run out."""
    for number in some_calls(part, database):
        shell, fault = fresh(tmp_path, number), Once(number)
        async with shell.life(partial(fault.around, lost_answer=lost_answer)) as services:
            with contextlib.suppress(StoreBusyError):
                await day(shell, services)
            struck = fault.struck
            where = f"trouble at call {number}, {lost_answer=}"
            for _ in range(2):
                shell.clock.advance(timedelta(hours=4))
                with contextlib.suppress(StoreBusyError):
                    await day(shell, services)
                with contextlib.suppress(AssertionError):
                    check_promises(shell, where)
                    break
        check_promises(shell, where)
        if not struck:
            break
    else:
        pytest.fail(f"the whole way takes more than {WHOLE_WAY} calls: raise it")


class Once:
    """A fault at one call; remembers whether it came to it."""

    def __init__(self, number: int) -> None:
        self.number, self.struck = number, False

    def __call__(self, _method: str, called: int) -> bool:
        self.struck |= called == self.number
        return called == self.number

    def around(self, store: Store, *, lost_answer: bool) -> Store:
        return faulty_store(store, before=never if lost_answer else self, after=self if lost_answer else never)


class Locked:
    """A fault that lasts for a number of calls of one method, whether for one item or for several."""

    def __init__(self, method: str, times: int) -> None:
        self.method, self.left = method, times

    def __call__(self, method: str, _number: int) -> bool:
        mine = method in (self.method, f"{self.method}s")
        self.left -= mine
        return mine and self.left >= 0


@pytest.mark.parametrize(
    "method",
    [
        "known_entries",
        "save_poll",
        "article_by_url",
        "save_extract",
        "story_by_content",
        "neighbours",
        "assess_all",
        "save_delivery",
    ],
)
async def test_long_trouble_in_the_midst_of_an_item_costs_no_attempt(tmp_path: Path, method: str) -> None:
    shell = fresh(tmp_path, 1)
    fault = Locked(method, 25)
    async with shell.life(lambda store: faulty_store(store, before=fault)) as services:
        await day(shell, services)
        assert fault.left < 0
        assert not services.in_trouble
    check_promises(shell, method)
    assert shell.query("SELECT max(attempts) FROM entry UNION SELECT max(attempts) FROM article") == [(1,)]
    assert len(shell.channel.attempts) == 1
    asked = [request.url for request in shell.fetcher.requests]
    assert len(asked) == len(set(asked)) + 1, "only the feed is asked for twice: the second day's poll"


async def test_while_a_save_waits_nothing_more_is_claimed(tmp_path: Path) -> None:
    """Each claim counts an attempt: a full disk, where small writes pass and big ones do not, would use them up."""
    item = watched(1)
    shell = Shell(tmp_path, fetcher_for(item))
    fault = Locked("save_poll", 1_000_000)
    async with shell.life(lambda store: faulty_store(store, before=fault)) as services:
        polls, extracts = poll_lane(services), extract_lane(services)
        assert await polls.tick() == 1
        await until(lambda: services.in_trouble, "the save fails")
        shell.clock.advance(timedelta(days=1))
        assert [await polls.tick(), await extracts.tick()] == [0, 0]
        fault.left = 0
        await polls.idle()
        assert not services.in_trouble
        assert await extracts.tick() == 1
        await extracts.idle()
    assert shell.outcomes("extract") == {"page": 1}
    assert len(shell.query("SELECT id FROM poll")) == 1
