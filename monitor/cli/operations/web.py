"""`monitor web`: the desk beside a bot that runs."""

from __future__ import annotations

import asyncio
import signal
from typing import Annotated

import typer

from monitor.bootstrap import App, Place, open_place
from monitor.cli.garbage import look_at_times
from monitor.cli.place import asked_place
from monitor.core.addresses import parse_allowed
from monitor.core.entrance.doorway import network_fault
from monitor.errors import UsageError
from monitor.obs.logs import configure_logs
from monitor.settings import users_found

_HOST, _PORT = "127.0.0.1", 8322


def web(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="Where to listen; 0: any free one.")] = _PORT,
    host: Annotated[str, typer.Option("--host", help="The address to listen on, one of this machine's own.")] = _HOST,
) -> None:
    """Serve the desk, pages in a browser on which the work is done, until Ctrl-C; a bot may run or not.

    A running bot serves it by itself where monitor.yaml says desk.enabled: true.

    Example: monitor web --port 8322
    """
    look_at_times()
    asyncio.run(_web(asked_place(context), host, port))


async def _web(place: Place, host: str, port: int) -> None:
    from monitor.web.serving import serve_beside  # noqa: PLC0415 - nothing else needs a web server

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    settings, store = open_place(place, exclusive=False)
    users = users_found(place.config)
    if not users.problems and (fault := network_fault(host, users.users, parse_allowed(settings.desk.proxies))):
        store.close()
        raise UsageError(f"{fault[:1].upper()}{fault[1:]}")
    configure_logs(settings.log_format, settings.log_level)
    app = App(settings, store, alone=False)
    try:
        await app.start(place.watcher(settings))
        await serve_beside(app, place, host, port, stop)
    finally:
        await app.stop()
