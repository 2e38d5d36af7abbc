"""Jobs done by one worker: a job of a role is work until nothing of that role is due."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from monitor.engine.embedded import GRACE_S, SEND_GRACE_S
from monitor.engine.lanes import Bounds, Hand, Lane, Work
from monitor.engine.work import PER_HOST, assess_lane, extract_work, poll_work, send_lane
from monitor.errors import StoreError
from monitor.flow.services import Services
from monitor.model.fleet.workers import QUEUES, Role

LOT = {Role.POLL: 20, Role.EXTRACT: 10}
"""Items that a job has in hand; of the other roles one job takes what the bot alone would."""
_EXTRACTS = 2
_LOOK_S = 1.0


class Jobs:
    """The jobs under way in this process. A job that its engine breaks off goes on: what it holds nobody else takes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._works: dict[Role, Work[Any]] = {Role.POLL: poll_work(services), Role.EXTRACT: extract_work(services)}
        self._hands = {role: Hand() for role in QUEUES}
        self._lanes: set[Lane[Any]] = set()
        self._drains: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.done: Counter[Role] = Counter()
        """Jobs that were done, by role."""
        self.under_way: Counter[Role] = Counter()

    def in_hand(self, role: Role) -> int:
        """Items of a role that are claimed and not ended."""
        return len(self._hands[role].ids) if role in self._hands else 0

    def places(self, roles: Sequence[Role]) -> int:
        """Jobs that a worker with these roles does at a time."""
        polls = max(1, self._services.config.settings.polling.concurrency // LOT[Role.POLL])
        return sum({Role.POLL: polls, Role.EXTRACT: _EXTRACTS}.get(role, 1) for role in roles)

    async def handle(self, role: Role) -> None:
        """Do one job."""
        if not self._stopping:
            drain = asyncio.create_task(self._drain(role), name=f"job {role}")
            self._drains.add(drain)
            drain.add_done_callback(self._drains.discard)
            self.under_way[role] += 1
            try:
                await asyncio.wait((drain,))
            finally:
                self.under_way[role] -= 1
                self.done[role] += 1

    async def end(self, *, sends: bool) -> None:
        """Take on nothing more, and let what is under way end within its grace."""
        self._stopping = True
        if self._drains:
            await asyncio.wait(tuple(self._drains), timeout=SEND_GRACE_S if sends else GRACE_S)
        drains = tuple(self._drains)
        for drain in drains:
            drain.cancel()
        await asyncio.gather(*drains, return_exceptions=True)
        await asyncio.gather(*(lane.cancel() for lane in tuple(self._lanes)))

    async def _drain(self, role: Role) -> None:
        lane, clock = self._lane(role), self._services.clock.monotonic
        self._lanes.add(lane)
        look_again = 0.0
        while not self._stopping:
            if lane.wants_more or clock() >= look_again:
                # In trouble the claim is made when there is a next look.
                with suppress(StoreError):
                    await lane.tick()
                look_again = clock() + _LOOK_S
            if lane.busy == 0:
                break
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_S):
                    await lane.one_ended()
        await lane.idle()
        self._lanes.discard(lane)

    def _lane(self, role: Role) -> Lane[Any]:
        if role is Role.ASSESS:
            return assess_lane(self._services, self._hands[role])
        if role is Role.SEND:
            return send_lane(self._services, self._hands[role])
        lot = LOT[role]
        return Lane(self._works[role], lambda: Bounds(places=lot, per_key=PER_HOST, held=lot), self._hands[role])
