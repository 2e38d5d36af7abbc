"""Jobs handed out by Procrastinate on the database itself: the only place that knows this engine.

A job says that there is work of a role, not which: whoever takes it claims rows with leases of its own. So a job that
is lost, late or run twice costs nothing, and a queue without workers holds nothing back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from monitor.errors import StoreError
from monitor.model.fleet.workers import QUEUES, Role

log = structlog.get_logger("monitor.engine")

Handler = Callable[[Role], Awaitable[None]]

BEAT_S, STALLED_S, LOST_S = 2.0, 10.0, 6.0
"""How often Procrastinate says that a worker lives, and after how long without that its jobs are struck out: of what is
done by one at a time, and of what any number may do. Until then they count as under way, and nobody else has theirs."""
_FORGOTTEN_S = 20.0
"""After so long Procrastinate forgets a worker."""
GRACE_S = 10.0
_POLL_S = 1.0
"""Beside the notification of new jobs, which may be lost with its connection."""
_PAUSES_S = (0.5, 1.0, 2.0, 5.0)
_CONNECTIONS = 4
_HELD_UP_S = 10.0
_PREFIX = "monitor."
ONE_AT_A_TIME = frozenset({Role.ASSESS, Role.SEND})
"""Of these one job is done at a time: articles are judged in their order, messages of one subject follow another."""


class JobQueue:
    """Jobs by role, on the server at `url` (as its own library takes it). Use it within one event loop."""

    def __init__(self, url: str) -> None:
        self._app = App(
            connector=PsycopgConnector(
                conninfo=url,
                min_size=1,
                max_size=_CONNECTIONS,
                timeout=_HELD_UP_S,
                kwargs={
                    "application_name": "monitor jobs",
                    "connect_timeout": 10,
                    "keepalives_idle": 10,
                    "keepalives_interval": 5,
                    "keepalives_count": 3,
                    "tcp_user_timeout": 30_000,
                },
            )
        )
        # It logs each job at level INFO, and as an error what is tried again here.
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
        logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)

    async def open(self) -> None:
        """Connect, and make its tables where there are none; whoever comes second finds them.

        Raises:
            StoreError: the server cannot be reached, or forbids it.
        """
        try:
            await self._app.open_async()
            if not await self._app.check_connection_async():
                with suppress(ConnectorException):
                    await self._app.schema_manager.apply_schema_async()
                if not await self._app.check_connection_async():
                    raise StoreError("The tables of the job queue could not be made. The user needs all rights there.")
        except ConnectorException as problem:
            raise StoreError(f"The job queue cannot be reached ({problem.__cause__ or problem}).") from problem

    async def close(self) -> None:
        """Give up the connections."""
        await self._app.close_async()

    async def hand_out(self, role: Role, jobs: int) -> None:
        """Put so many jobs of a role into the queue.

        Raises:
            StoreError: the server did not take them.
        """
        lock = role if role in ONE_AT_A_TIME else None
        task = self._app.configure_task(f"{_PREFIX}{role}", queue=role, lock=lock, priority=_PRIORITY[role])
        try:
            await task.batch_defer_async(*({} for _ in range(jobs)))
        except ConnectorException as problem:
            raise StoreError(f"Jobs could not be handed out ({problem}).") from problem

    async def under_way(self) -> dict[Role, int]:
        """How many jobs of each role wait or are being done.

        Raises:
            StoreError: the server could not be asked.
        """
        try:
            found = {row["name"]: row["todo"] + row["doing"] for row in await self._queues()}
        except ConnectorException as problem:
            raise StoreError(f"The job queue cannot be asked ({problem}).") from problem
        return {role: found.get(role, 0) for role in QUEUES}

    async def strike_out_stalled(self) -> int:
        """Drop jobs whose workers are gone: what those held falls due again by itself. How many they were.

        Raises:
            StoreError: the server could not be asked.
        """
        manager = self._app.job_manager
        try:
            stalled = [
                job
                for role in QUEUES
                for job in await manager.get_stalled_jobs(
                    queue=role, seconds_since_heartbeat=STALLED_S if role in ONE_AT_A_TIME else LOST_S
                )
            ]
            for job in stalled:
                await manager.finish_job(job=job, status=Status.FAILED, delete_job=True)
        except ConnectorException as problem:
            raise StoreError(f"Jobs of workers that are gone could not be dropped ({problem}).") from problem
        return len(stalled)

    async def work(self, roles: Sequence[Role], handle: Handler, places: int, stop: asyncio.Event) -> None:
        """Do jobs of these roles, so many at a time, until `stop` is set; whatever breaks it off, it begins again.

        Procrastinate ends a worker in order when one of its own tasks fails, as after a restart of the server.
        """
        for role in roles:
            self._app.task(name=f"{_PREFIX}{role}", queue=role)(partial(handle, role))
        failures = 0
        while not stop.is_set():
            began = asyncio.get_running_loop().time()
            why = await self._work_once(roles, places, stop)
            if stop.is_set():
                return
            failures = 0 if asyncio.get_running_loop().time() - began > 60.0 else failures + 1
            pause = _PAUSES_S[min(failures, len(_PAUSES_S) - 1)]
            log.warning("the job queue broke off, begun again", action="jobs", why=why, pause_s=pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def _work_once(self, roles: Sequence[Role], places: int, stop: asyncio.Event) -> str:
        worker = asyncio.create_task(
            self._app.run_worker_async(
                queues=list(roles),
                concurrency=places,
                install_signal_handlers=False,
                fetch_job_polling_interval=_POLL_S,
                abort_job_polling_interval=60.0,
                delete_jobs="always",
                shutdown_graceful_timeout=GRACE_S,
                update_heartbeat_interval=BEAT_S,
                stalled_worker_timeout=_FORGOTTEN_S,
            )
        )
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((worker, stopping), return_when=asyncio.FIRST_COMPLETED)
            if not worker.done():
                worker.cancel()
            await asyncio.wait((worker,), timeout=2 * GRACE_S)
        finally:
            stopping.cancel()
            worker.cancel()
        if worker.done() and not worker.cancelled() and (error := worker.exception()) is not None:
            return f"{type(error).__name__}: {error}"
        return "its worker ended"

    async def _queues(self) -> Iterable[dict[str, Any]]:
        return await self._app.job_manager.list_queues_async()


_PRIORITY = {Role.POLL: 0, Role.EXTRACT: 1, Role.ASSESS: 2, Role.SEND: 3}
