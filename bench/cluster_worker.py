"""One of the workers of `bench.cluster`: `python -m bench.cluster_worker CONFIG DATA ROLE [TURNS]`.

`poll`: jobs of polls as `monitor work --role poll` does them, feeds answering "not modified" after `ANSWER_S`; with
`turns` each asks for its host's turn first. `hand`: what hands them out. Ends when its input does.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

from monitor.bootstrap import App, Place
from monitor.engine.cluster import JobQueue
from monitor.engine.handing import Handing
from monitor.engine.jobs import Jobs
from monitor.engine.turns import FleetTurns
from monitor.fetch.pacing import FleetPacer
from monitor.fetch.urls import check_url
from monitor.model.feeds import FetchRequest, FetchResult
from monitor.model.fleet.workers import SILENT_S, Role
from monitor.ports import Fleet
from monitor.settings import read_environment
from monitor.store import libpq_url, open_fleet, open_shared

ANSWER_S = 0.005
_LOOK_S, _BEAT_S = 1.0, 5.0


class Unchanged:
    """`ports.Fetcher`: every feed is as it was."""

    def __init__(self, pacer: FleetPacer | None) -> None:
        self._pacer = pacer

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """ "Not modified"."""
        if self._pacer is None:
            await asyncio.sleep(ANSWER_S)
        else:
            target = check_url(request.url)
            async with self._pacer.turn(target, 0.0, 60.0, 30.0):  # type: ignore[arg-type]
                await asyncio.sleep(ANSWER_S)
        return FetchResult(status=304, url=request.url, body=b"", etag=request.etag)

    async def aclose(self) -> None:
        """Nothing is open."""


async def _work(config: Path, data: Path, role: str, *, turns: bool) -> None:
    settings = Place(config=config, data=data, env=read_environment).load()
    url = settings.storage.url
    store, fleet = open_shared(url, data=data), open_fleet(url)
    app = App(settings, store, alone=False)
    queue, stop = JobQueue(libpq_url(url)), asyncio.Event()
    await queue.open()
    asyncio.get_running_loop().run_in_executor(None, _until_told, stop, asyncio.get_running_loop())
    jobs = Jobs(app.services)
    if role == "hand":

        async def places() -> Mapping[Role, int]:
            rows = [row for row in fleet.workers() if row.silent_s < SILENT_S]
            return {one: sum(jobs.places([one]) for row in rows if one in row.roles) for one in Role}

        handing = Handing(app.services, queue, places)
        print("ready", flush=True)
        while not stop.is_set():
            await handing.steps[Role.POLL]()
            await asyncio.sleep(_LOOK_S)
        return
    number = fleet.register(fleet.name, [Role.POLL], "bench")
    store.claim_as(number)
    paced = FleetTurns(fleet) if turns else None
    app.services.fetcher = Unchanged(FleetPacer(paced, fleet.name) if paced else None)  # type: ignore[assignment]
    beating = asyncio.create_task(_beat(fleet, number))
    print("ready", flush=True)
    await queue.work([Role.POLL], jobs.handle, jobs.places([Role.POLL]), stop)
    beating.cancel()
    fleet.retire(number)


def _until_told(stop: asyncio.Event, loop: asyncio.AbstractEventLoop) -> None:
    sys.stdin.read()
    loop.call_soon_threadsafe(stop.set)


async def _beat(fleet: Fleet, number: int) -> None:
    while True:
        await asyncio.to_thread(fleet.beat, number)
        await asyncio.sleep(_BEAT_S)


if __name__ == "__main__":
    asyncio.run(_work(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], turns="turns" in sys.argv[4:]))
