"""How many jobs there should be, and what is said where nobody could do them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from monitor.cli.operations.work import roles_of
from monitor.engine.cluster import JobQueue
from monitor.engine.handing import Handing, wanted_jobs
from monitor.errors import EngineError, UsageError
from monitor.model.fleet.workers import MOST_COUNTED, QUEUES, QueueLag, Role
from monitor.testing.clock import FixedClock
from tests.unit.flow.shell_world import T0


@pytest.mark.parametrize(
    ("role", "waiting", "places", "wanted"),
    [
        (Role.POLL, 0, 10, 0),
        (Role.POLL, 1, 10, 1),
        (Role.POLL, 20, 10, 1),
        (Role.POLL, 21, 10, 2),
        (Role.POLL, 10_000, 10, 10),
        (Role.POLL, 10_000, 0, 0),
        (Role.EXTRACT, 11, 10, 2),
        (Role.ASSESS, 10_000, 4, 1),
        (Role.SEND, 3, 2, 1),
        (Role.SEND, 0, 2, 0),
        (Role.SEND, 3, 0, 0),
    ],
)
def test_as_many_jobs_as_there_is_work_and_no_more_than_there_are_places(
    role: Role, waiting: int, places: int, wanted: int
) -> None:
    assert wanted_jobs(role, waiting, places) == wanted


def test_roles_are_named_with_commas() -> None:
    assert roles_of("send, poll,poll") == (Role.POLL, Role.SEND)
    assert roles_of(",".join(Role)) == tuple(Role)


@pytest.mark.parametrize(("told", "why"), [("poll,fetch", "no role fetch"), (" , ", "names no role")])
def test_what_is_no_role_is_refused(told: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        roles_of(told)


class _Queue(JobQueue):
    """Jobs that nobody takes by himself."""

    def __init__(self) -> None:
        self.jobs = Counter[Role]()

    async def hand_out(self, role: Role, jobs: int) -> None:
        self.jobs[role] += jobs

    async def under_way(self) -> dict[Role, int]:
        return {role: self.jobs[role] for role in QUEUES}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(T0)


def _handing(clock: FixedClock, queue: JobQueue, places: dict[Role, int]) -> Handing:
    """Of an installation where everything is due."""

    async def call(function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)

    async def living() -> dict[Role, int]:
        return places

    def lags(_now: datetime, most: int) -> dict[Role, QueueLag]:
        return dict.fromkeys(QUEUES, QueueLag(waiting=min(most, MOST_COUNTED), lag_s=3600.0))

    services = SimpleNamespace(clock=clock, call=call, store=SimpleNamespace(lags=lags))
    return Handing(services, queue, living)  # type: ignore[arg-type]


async def _an_hour(clock: FixedClock, step: Callable[[], Awaitable[object]]) -> list[str]:
    said = []
    for _ in range(3600):
        clock.advance(timedelta(seconds=1))
        try:
            await step()
        except EngineError as error:
            said.append(str(error))
    return said


async def test_without_workers_the_queue_stays_empty_and_it_is_said(clock: FixedClock) -> None:
    queue = _Queue()
    said = await _an_hour(clock, _handing(clock, queue, {}).steps[Role.POLL])
    assert (queue.jobs.total(), len(said)) == (0, 3600)
    assert "No worker with the role poll lives" in said[0]


async def test_workers_that_take_nothing_have_no_more_jobs_than_places(clock: FixedClock) -> None:
    queue, places = _Queue(), {Role.POLL: 70, Role.ASSESS: 4}
    handing = _handing(clock, queue, places)
    for role in places:
        assert await _an_hour(clock, handing.steps[role]) == []
    assert queue.jobs == {Role.POLL: 70, Role.ASSESS: 1}


async def test_who_comes_back_has_as_many_jobs_as_places(clock: FixedClock) -> None:
    queue, places = _Queue(), dict[Role, int]()
    step = _handing(clock, queue, places).steps[Role.POLL]
    await _an_hour(clock, step)
    places[Role.POLL] = 3
    assert len(await _an_hour(clock, step)) < 10
    assert queue.jobs == {Role.POLL: 3}
