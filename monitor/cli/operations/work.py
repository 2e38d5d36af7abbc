"""`monitor work` and `monitor workers`: several processes, on one machine or many, on one PostgreSQL database."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from monitor.bootstrap import App, Place, SystemClock, open_beside, report_refusal, where_of
from monitor.cli.garbage import look_at_times
from monitor.cli.operations.run import Stop, leave, make_data_folder, own_store, settle
from monitor.cli.operations.status import serve_figures, serve_status
from monitor.cli.output import NOT_WELL, print_json, print_table, say, stamp
from monitor.cli.place import asked_place, place_of
from monitor.engine.watched import watched_engine
from monitor.errors import StoreError, UsageError
from monitor.fetch.pacing import FleetPacer
from monitor.model.config import Settings
from monitor.model.fleet.workers import MOST_COUNTED, QUEUES, SILENT_S, QueueLag, Role, WorkerRow
from monitor.obs.memory import FileMemory
from monitor.obs.stray import logged
from monitor.ports import Store
from monitor.store import is_server, libpq_url, open_fleet, open_shared

log = structlog.get_logger("monitor.run")

_ALL = ",".join(Role)
_ALONE = "The database is a file of SQLite, on which one bot works alone (`monitor run`)."
_WORKERS = ("no", "worker", "roles (* schedules)", "version", "since (UTC)", "silent", "in hand")
_QUEUES = ("role", "workers", "waiting", "lag")


def work(
    context: typer.Context,
    role: Annotated[
        str, typer.Option("--role", metavar="ROLES", help=f"What it does, of {_ALL}; all if not said.")
    ] = _ALL,
    port: Annotated[
        int, typer.Option("--port", help="Port for health and metrics, 0 for none; one that schedules has its own.")
    ] = 0,
) -> None:
    """Be one of several workers on one PostgreSQL database, until Ctrl-C or SIGTERM. Leaves with status 0.

    Example: monitor work --role poll,extract
    """
    roles, place = roles_of(role), place_of(context)
    try:
        settings = place.load(secrets=True)
        _require_cluster()
        with logged(settings.log_format, settings.log_level):
            look_at_times()
            asyncio.run(_work(place, settings, roles, port))
        leave()
    except Exception as error:
        report_refusal(place, error)
        raise


def roles_of(told: str) -> tuple[Role, ...]:
    """The roles in a list with commas, each once.

    Raises:
        UsageError: one is none.
    """
    names = [name.strip() for name in told.split(",") if name.strip()]
    if unknown := [name for name in names if name not in set(Role)]:
        raise UsageError(f"There is no role {', '.join(unknown)}. The roles are {_ALL.replace(',', ', ')}.")
    if not names:
        raise UsageError(f"--role names no role. The roles are {_ALL.replace(',', ', ')}.")
    return tuple(role for role in Role if role in names)


def _shared(url: str, data: Path) -> Store:
    return open_shared(url, data=data)


def _require_cluster() -> None:
    """The engine of several workers: an extra, and much to load for who does not need it."""
    try:
        import_module("monitor.engine.cluster")
    except ImportError as problem:
        raise StoreError(
            f"`monitor work` needs what is not installed ({problem}). Install it: pip install 'monitor[cluster]'."
        ) from problem


async def _work(place: Place, settings: Settings, roles: Sequence[Role], port: int) -> None:
    from monitor.engine.cluster import JobQueue  # noqa: PLC0415 - see `_require_cluster`
    from monitor.engine.fleet import Member  # noqa: PLC0415
    from monitor.engine.turns import FleetTurns  # noqa: PLC0415

    stop = asyncio.Event()
    asked = Stop(stop)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked)
    make_data_folder(place)
    url = settings.storage.url
    async with contextlib.AsyncExitStack() as stack:
        store = await own_store(url, place.data, stop, _shared)
        if store is None:
            return
        fleet = open_fleet(url)
        turns = FleetTurns(fleet)
        app = App(settings, store, alone=False, pacer=FleetPacer(turns, fleet.name))
        stack.callback(fleet.close)
        stack.callback(turns.close)
        stack.push_async_callback(app.stop)
        queue = JobQueue(libpq_url(url))
        stack.push_async_callback(queue.close)
        await queue.open()
        leading = partial(watched_engine, app, FileMemory(place.data), where_of(place.data))
        member = Member(app, fleet, queue, roles, leading)
        if {Role.POLL, Role.EXTRACT} & set(roles):
            warming = asyncio.create_task(settle(app))
            stack.callback(warming.cancel)
        await app.start(await app.services.call(place.watcher, settings))
        if Role.SCHEDULE in roles:
            await serve_status(stack, app, member, place)
        elif port:
            await serve_figures(stack, app, member, settings.server.host, port)
        log.info("worker is running, Ctrl-C stops it", action="work", roles=" ".join(roles), config=str(place.config))
        for warning in settings.warnings:
            log.warning(warning, action="config")
        await member.run(stop)
    log.info("stopped", action="work")


def workers(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
) -> None:
    """Who works on this database, what each has in hand, and what waits. Status 1 if work waits for a role nobody has.

    Example: monitor workers
    """
    place = asked_place(context)
    url = place.database_url()
    with closing(open_beside(place)) as store:
        lags, rows = store.lags(SystemClock().now()), _registered(url)
    living = [row for row in rows if row.silent_s < SILENT_S]
    # A file is the bot's alone, which has every role.
    lacking = [
        role
        for role in QUEUES
        if is_server(url) and lags[role].waiting and not any(role in row.roles for row in living)
    ]
    if as_json:
        print_json(
            {
                "workers": [_plain(row) for row in rows],
                "queues": {role: {"waiting": one.waiting, "lag_s": round(one.lag_s)} for role, one in lags.items()},
                "without_worker": lacking,
            }
        )
    else:
        print_table(
            _WORKERS,
            [_cells(row) for row in rows],
            "No worker is registered on this database." if is_server(url) else _ALONE,
        )
        print_table(_QUEUES, [_queue(role, lags[role], living) for role in QUEUES], "")
        for role in lacking:
            say(f"Work waits for the role {role}, and no worker has it: monitor work --role {role}")
    raise typer.Exit(NOT_WELL if lacking else 0)


def _registered(url: str) -> Sequence[WorkerRow]:
    if not is_server(url):
        return ()
    with closing(open_fleet(url)) as fleet:
        return fleet.workers()


def _plain(row: WorkerRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "roles": row.roles,
        "version": row.version,
        "started_at": row.started_at.isoformat(),
        "silent_s": round(row.silent_s, 1),
        "schedules": row.leads,
        "in_hand": row.in_hand,
    }


def _cells(row: WorkerRow) -> list[str]:
    held = ", ".join(f"{count} {role}" for role, count in row.in_hand.items())
    roles = " ".join(f"{role}*" if row.leads and role is Role.SCHEDULE else role for role in row.roles)
    return [str(row.number), row.name, roles, row.version, stamp(row.started_at), f"{row.silent_s:.0f} s", held or "-"]


def _queue(role: Role, lag: QueueLag, living: Sequence[WorkerRow]) -> list[str]:
    waiting = f"{lag.waiting}+" if lag.waiting >= MOST_COUNTED else str(lag.waiting)
    return [role, str(sum(role in row.roles for row in living)), waiting, f"{lag.lag_s:.0f} s"]
