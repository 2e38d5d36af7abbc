"""What the one that schedules hands out to the workers: as many jobs as there is work, and as there are places."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from monitor.engine.cluster import ONE_AT_A_TIME, JobQueue
from monitor.engine.embedded import Step
from monitor.engine.jobs import LOT
from monitor.errors import EngineError
from monitor.flow.services import Services
from monitor.model.fleet.workers import QUEUES, QueueLag, Role

_FRESH_S = 0.5
_PLACES_S = 3.0
_LEAST = 100


class Handing:
    """A dead fleet does not fill the queue: never more jobs wait or are done than there are places for them."""

    def __init__(self, services: Services, jobs: JobQueue, places: Callable[[], Awaitable[Mapping[Role, int]]]) -> None:
        """`places`: how many jobs of each role the workers that live do at a time."""
        self._services, self._jobs, self._ask_places = services, jobs, places
        self._places: tuple[float, Mapping[Role, int]] = (-math.inf, {})
        self._state: tuple[float, Mapping[Role, QueueLag], Mapping[Role, int]] = (-math.inf, {}, {})
        self.steps: Mapping[str, Step] = {role.value: partial(self._hand_out, role) for role in QUEUES}

    async def _hand_out(self, role: Role) -> None:
        await self._look()
        _, lags, under_way = self._state
        places = self._places[1].get(role, 0)
        if lags[role].waiting and not places:
            raise EngineError(f"No worker with the role {role} lives, and work of that kind waits: start one.")
        wanted = wanted_jobs(role, lags[role].waiting, places) - under_way[role]
        if wanted > 0:
            await self._jobs.hand_out(role, wanted)
            self._state = (self._state[0], lags, {**under_way, role: under_way[role] + wanted})

    async def _look(self) -> None:
        now = self._services.clock.monotonic()
        if now - self._places[0] > _PLACES_S:
            self._places = (now, await self._ask_places())
        if now - self._state[0] > _FRESH_S:
            # To count more than there are places for would cost more than all the rest.
            enough = max([_LEAST, *(LOT.get(role, 1) * places for role, places in self._places[1].items())])
            lags = await self._services.call(self._services.store.lags, self._services.clock.now(), enough)
            self._state = (now, lags, await self._jobs.under_way())


def wanted_jobs(role: Role, waiting: int, places: int) -> int:
    """Jobs of a role that there should be for so much work; one for all workers where order matters."""
    if role in ONE_AT_A_TIME:
        return min(1, waiting, places)
    return min(math.ceil(waiting / LOT[role]), places)
