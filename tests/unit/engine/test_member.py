"""What one of several workers says of itself and of the others."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.bootstrap import App
from monitor.engine.cluster import JobQueue
from monitor.engine.fleet import Member
from monitor.errors import StoreError
from monitor.model.config import StorageSettings
from monitor.model.fleet.workers import Role
from monitor.store import libpq_url, open_fleet, open_store
from tests.databases import on_server
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for

MINE = (Role.POLL, Role.SCHEDULE)


def no_leading(_steps: object) -> object:
    raise AssertionError


@pytest.fixture
async def member(tmp_path: Path) -> AsyncIterator[Member]:
    """A worker that polls and schedules, on a database with one feed that is due; another one only polls."""
    with on_server():
        shell = Shell(tmp_path, fetcher_for())
        async with shell.life():
            pass  # its tables follow the configuration
        with closing(open_fleet(shell.url)) as fleet:
            settings = settings_for(storage=StorageSettings(url=shell.url))
            app = App(settings, open_store(shell.url, exclusive=False), alone=False)
            fleet.register("a:1", MINE, "1.0")
            fleet.register("b:2", (Role.POLL,), "1.0")
            yield Member(app, fleet, JobQueue(libpq_url(shell.url)), MINE, no_leading)  # type: ignore[arg-type]
            await app.stop()


async def test_a_scrape_says_by_role_what_a_worker_does_and_what_waits(member: Member) -> None:
    figures = {one.role: one for one in await member.figures()}
    assert figures.keys() == set(Role)
    poll, schedule, send = (figures[role] for role in (Role.POLL, Role.SCHEDULE, Role.SEND))
    assert (poll.mine, poll.workers, poll.lag.waiting, poll.lag.lag_s > 0) == (True, 2, 1, True)
    assert (schedule.mine, schedule.workers, schedule.at_work, send.mine, send.workers) == (True, 1, False, False, 0)
    text = (await member._app.metrics(member)).decode()
    assert 'monitor_role{role="poll"} 1.0' in text
    assert 'monitor_role{role="send"} 0.0' in text
    assert 'monitor_role_waiting{role="poll"} 1.0' in text
    assert 'monitor_role_workers{role="poll"} 2.0' in text
    assert 'monitor_role_jobs_total{role="poll"} 0.0' in text


async def test_jobs_are_counted_and_a_scrape_in_trouble_shows_the_last_figures(
    member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    await member._jobs.handle(Role.SEND)
    assert 'monitor_role_jobs_total{role="send"} 1.0' in (await member._app.metrics(member)).decode()

    async def fails() -> object:
        raise StoreError("gone")

    monkeypatch.setattr(member._app, "roles", fails)
    assert 'monitor_role_jobs_total{role="send"} 1.0' in (await member._app.metrics(member)).decode()


@pytest.mark.parametrize(
    ("up_s", "heard_before_s", "steady_s", "sweeps"),
    [
        (10_000.0, None, None, True),
        (19.0, None, None, False),
        (21.0, None, None, True),
        (22.0, 60.0, 5.0, False),
        (22.0, 60.0, 21.0, True),
        (10_000.0, 60.0, 21.0, False),
        (10_000.0, 60.0, 31.0, True),
    ],
    ids=["quiet", "server begun", "a while ago", "it was heard late", "and now", "a cut", "a cut long ago"],
)
async def test_nobody_is_given_up_before_all_could_be_heard_of(
    member: Member,
    monkeypatch: pytest.MonkeyPatch,
    up_s: float,
    heard_before_s: float | None,
    steady_s: float | None,
    sweeps: bool,
) -> None:
    """Seconds since the server began, since the last beat that was heard before trouble, and the first one after it."""
    asked = []
    monkeypatch.setattr(member._fleet, "up_s", lambda: up_s)
    monkeypatch.setattr(member._fleet, "give_up", lambda *_: asked.append("give up") or [])
    monkeypatch.setattr(member._services.store, "release_lost", lambda _: 0)

    async def none_stalled() -> int:
        return 0

    monkeypatch.setattr(member._queue, "strike_out_stalled", none_stalled)
    if heard_before_s is not None and steady_s is not None:
        member._beaten = time.monotonic() - heard_before_s
        with monkeypatch.context() as cut:
            cut.setattr(member._fleet, "beat", _fails)
            with pytest.raises(StoreError):
                await member._beat()
        await member._sweep()
        assert not asked, "its own beats are not heard"
        member._number = 1
        await member._beat()
        member._steady_since -= steady_s
    await member._sweep()
    assert bool(asked) is sweeps


def _fails(_: int) -> None:
    raise StoreError("cut")
