"""`monitor run` and `monitor once`: the bot itself."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import structlog
import typer

from monitor.bootstrap import App, Place, report_refusal, where_of
from monitor.cli.arguments import shipped
from monitor.cli.garbage import look_at_times
from monitor.cli.operations.status import serve_status
from monitor.cli.output import Bars, say
from monitor.cli.place import place_of
from monitor.engine.embedded import EmbeddedEngine
from monitor.engine.watched import watched_engine
from monitor.errors import StoreBusyError, StoreError, StoreLockedError
from monitor.flow.compose import compose_now
from monitor.flow.operators import Operators
from monitor.flow.recipients.bounces import Bounces
from monitor.model.config import Settings
from monitor.obs.logs import configure_logs
from monitor.obs.memory import FileMemory
from monitor.obs.refusals import forget_refusal, writable
from monitor.obs.stray import logged
from monitor.obs.surroundings import disk_notes
from monitor.ports import Store
from monitor.store import is_server, open_store

if TYPE_CHECKING:
    from monitor.cli.operations.demo import Demo

log = structlog.get_logger("monitor.run")

PATIENCE_S = 10.0
"""How long a start waits for the database. Who holds it may soon be gone: a bot that was told to stop mostly needs
under 8 s to leave, a command such as `digest send-now` works with it alone where it finds no bot."""
SERVER_S = 60.0
"""How long it waits for a server that does not answer."""
_ASK_AGAIN_S = 0.2
_ECHO_S = 1.0
_SETTLED_S = 60.0


def run(
    context: typer.Context,
    demo: Annotated[
        bool, typer.Option("--demo", help="Also publish seed_corpus/ on a loopback news site; own data in DATA/demo.")
    ] = False,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", metavar="DIR", help="The demo's articles. [default: those shipped]")
    ] = None,
) -> None:
    """Run until Ctrl-C or SIGTERM: poll, match, compose and send. Leaves with status 0.

    Example: monitor run --demo
    """
    place = place_of(context)
    if demo and not place.config.exists():
        # The first try of somebody who has only installed the program.
        place = replace(place, config=shipped("config"))
    try:
        settings = place.load(secrets=True)
        # A demo is looked at by a person, also where its output goes through a pipe.
        with logged("console" if demo else settings.log_format, settings.log_level) as out:
            shown = None
            if demo:
                from monitor.cli.operations.demo import Demo  # noqa: PLC0415 - with a site of its own

                shown = Demo(place, corpus or shipped("seed_corpus"))
            look_at_times()
            asyncio.run(_run(place, settings, shown, out))
        leave()
    except Exception as error:
        report_refusal(place, error)
        raise


async def _run(place: Place, settings: Settings, demo: Demo | None, out: TextIO) -> None:
    stop = asyncio.Event()
    asked = Stop(stop)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked)
    make_data_folder(place)
    async with contextlib.AsyncExitStack() as stack:
        if demo is not None:
            demo.clear_finished()
            await demo.start()
            stack.push_async_callback(demo.site.stop)
        effective = demo.overlay(settings) if demo else settings
        store = await own_store(effective.storage.url, place.data, stop)
        if store is None:
            return
        app = App(effective, store, overlay=demo.overlay if demo else None, out=out)
        stack.push_async_callback(app.stop)
        # What the demo keeps lies in its own folder, so that other commands can be pointed there.
        own = place if demo is None else replace(place, data=demo.folder)
        engine = watched_engine(app, FileMemory(own.data), where_of(own.data))
        # The parsers are loaded beside the first polls: none of them waits for a parser before it has an answer.
        warming = asyncio.create_task(settle(app))
        stack.callback(warming.cancel)
        await app.start(await app.services.call(place.watcher, settings))
        forget_refusal(own.data)
        await serve_status(stack, app, engine, own)
        _greet(effective, own)
        if demo is not None:
            await _start_demo(stack, demo, app)
        await engine.run(stop)
    log.info("stopped", action="run")


def _alone(url: str, data: Path) -> Store:
    return open_store(url, exclusive=True, data=data)


async def own_store(
    url: str, data: Path, stop: asyncio.Event, opening: Callable[[str, Path], Store] = _alone
) -> Store | None:
    """The database for this process alone, as soon as nobody else holds it; None if `stop` is set before.

    A server that does not answer is waited for as well: after a power cut it may still be starting beside the bot.

    `opening`: how it is opened, if not for this process alone.

    Raises:
        StoreLockedError: another monitor still holds it after `PATIENCE_S`.
        StoreBusyError: its server still does not answer after `SERVER_S`.
        StoreError: as `open_store`.
    """
    clock = asyncio.get_running_loop().time
    began, told = clock(), False
    while not stop.is_set():
        try:
            return opening(url, data)
        except (StoreLockedError, StoreBusyError) as error:
            locked = isinstance(error, StoreLockedError)
            waitable = error.waitable if isinstance(error, StoreLockedError) else is_server(url)
            if not waitable or clock() - began >= (PATIENCE_S if locked else SERVER_S):
                raise
            if not told:
                log.info("waiting for the database", action="run", why=str(error))
                told = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _ASK_AGAIN_S)
    return None


async def settle(app: App) -> None:
    """Have the parsers ready, and a minute later give the system back what loading and compiling took for a moment."""
    await app.warm()
    await asyncio.sleep(_SETTLED_S)
    with contextlib.suppress(OSError, AttributeError):  # A C library of another make keeps or returns it by itself.
        ctypes.CDLL(None).malloc_trim(0)


def make_data_folder(place: Place) -> None:
    """Make the folder of an installation's data; StoreError if that cannot be."""
    try:
        place.data.mkdir(0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StoreError(
            f"The data folder {place.data} cannot be made ({why}). Name another one: --data DIR"
        ) from error


async def _start_demo(stack: contextlib.AsyncExitStack, demo: Demo, app: App) -> None:
    async def show() -> None:
        await demo.publish_and_compose(app)
        demo.mark_finished()

    task = asyncio.create_task(show())

    async def end() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(end)


def _greet(settings: Settings, place: Place) -> None:
    log.info(
        "monitor is running, Ctrl-C stops it",
        action="run",
        feeds=len(settings.feeds),
        watchlists=len(settings.watchlists),
        config=str(place.config),
        data=str(place.data),
    )
    for warning in settings.warnings:
        log.warning(warning, action="config")


class Stop:
    """The first signal stops in order, one that comes later again stops at once.

    Supervisors such as `timeout` signal the process and then its group: the echo within a second is no second wish.
    """

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._asked_at: float | None = None

    def __call__(self) -> None:
        """A signal came."""
        now = asyncio.get_running_loop().time()
        if self._asked_at is None:
            self._asked_at = now
            self._stop.set()
        elif now - self._asked_at > _ECHO_S:
            os._exit(1)


def leave() -> None:
    """Leave now if a thread hangs in a name look-up that nobody can cancel: everything is saved and closed."""
    sys.stdout.flush()
    sys.stderr.flush()
    if any(not thread.daemon and thread is not threading.main_thread() for thread in threading.enumerate()):
        os._exit(0)


def once(
    context: typer.Context,
    digest: Annotated[
        bool, typer.Option("--digest", help="Compose and send every subscription's digest now, due or not.")
    ] = False,
) -> None:
    """One full cycle: poll what is due, read, match, compose and send what is due; then leave.

    Example: monitor once --digest
    """
    place = place_of(context)
    try:
        settings = place.load(secrets=True)
        configure_logs(settings.log_format, settings.log_level)
        asyncio.run(_once(place, settings, digest))
    except StoreLockedError:
        raise  # The bot that has it does the work: whoever called this one sees why.
    except Exception as error:
        report_refusal(place, error)
        raise


async def _once(place: Place, settings: Settings, digest: bool) -> None:
    app = App(settings, open_store(settings.storage.url, exclusive=True, data=place.data))
    try:
        await app.start()
        forget_refusal(place.data)
        engine = EmbeddedEngine(app.services)
        bounces = Bounces(app.services)
        app.checkup.parts += [partial(disk_notes, place.data), bounces.notes]
        # Beside the work: a mailbox that is silent must not hold up what is watched.
        with Bars() as bars:
            async with _beside(bounces.look()):
                await _cycle(app, engine, bars, digest=digest)
        operators = Operators(
            app.services, partial(app.health, engine), FileMemory(writable(place.data)), where_of(place.data)
        )
        await operators.end_of_cycle()
        say(bars.summary())
    finally:
        await app.stop()


async def _cycle(app: App, engine: EmbeddedEngine, bars: Bars, *, digest: bool) -> None:
    await engine.once(bars)
    if digest:
        for subscription in app.services.config.settings.subscriptions:
            await compose_now(app.services, subscription.id)
        await engine.once(bars)


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """`work` is done meanwhile, waited for at the end, and given up if that is not reached."""
    task = asyncio.create_task(work)
    try:
        yield
        await task
    finally:
        task.cancel()
