"""Several workers in one process on one database of the server: what each does is what `monitor work` has it do."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle as again_and_again

from monitor.engine.jobs import Jobs
from monitor.flow.services import Services
from monitor.model.fleet.workers import QUEUES, Role
from monitor.ports import Store
from monitor.store import open_fleet, open_shared
from tests.unit.flow.shell_world import NoProgress, Shell

WORKERS = 4


@dataclass
class Crew(Shell):
    """As a shell, within `tests.databases.on_server`, but that its steps are done by four workers at a time."""

    def open(self) -> Store:
        store = open_shared(self.url, busy_timeout_ms=5000)
        with contextlib.closing(open_fleet(self.url)) as fleet:
            store.claim_as(fleet.register(fleet.name, tuple(Role), "1.0"))
        return store

    async def cycle(self, services: Services) -> NoProgress:
        """Until nothing is due; articles are judged, and messages sent, by one worker at a time."""
        async with contextlib.AsyncExitStack() as stack:
            crew = [services, *(stack.enter_context(self._beside(services)) for _ in range(WORKERS - 1))]
            jobs = [Jobs(one) for one in crew]
            turns = again_and_again(jobs)
            while any(services.store.lags(self.clock.now())[role].waiting for role in QUEUES):
                await asyncio.gather(*(one.handle(role) for one in jobs for role in (Role.POLL, Role.EXTRACT)))
                await next(turns).handle(Role.ASSESS)
                await next(turns).handle(Role.SEND)
        return NoProgress()

    @contextlib.contextmanager
    def _beside(self, services: Services) -> Iterator[Services]:
        with contextlib.closing(self.open()) as store:
            given = {name: getattr(services, name) for name in ("fetcher", "sandbox", "clock", "meter", "config")}
            one = Services(store=store, **given)
            one.channels = services.channels
            try:
                yield one
            finally:
                one.close()
