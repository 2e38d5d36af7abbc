"""The desk served: on the port of the bot that runs, or by a command of its own beside it."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from monitor.bootstrap import App, Place
from monitor.errors import StoreError, UsageError
from monitor.flow.services import Services
from monitor.web.app import desk_app
from monitor.web.desk import Desk, OnThePort
from monitor.web.server import DeskServer

log = structlog.get_logger("monitor.web")

_FOLLOW_S = 5.0


def desk_server(services: Services, place: Place, listens: str, beside: OnThePort | None = None) -> DeskServer:
    """The desk over `services`, served on the address `listens`; `beside` answers what else the port has."""
    desk = Desk(services, place, beside=beside, listens=listens)
    return DeskServer(desk_app(desk), desk.feeds.keep)


async def serve_beside(app: App, place: Place, host: str, port: int, stop: asyncio.Event) -> None:
    """On a port of its own until `stop` is set, with the configuration as it is edited meanwhile.

    Raises:
        UsageError: the port cannot be had.
    """
    server = desk_server(app.services, place, host)
    try:
        bound = await server.listen(host, port)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"{host}:{port} cannot be listened on ({why}). Give another port: --port 8323") from None
    log.info("the desk is open, Ctrl-C closes it", action="web", address=f"http://{_named(host)}:{bound}/")
    following = asyncio.create_task(_follow(app))
    try:
        await stop.wait()
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await server.stop()


async def _follow(app: App) -> None:
    while True:
        await asyncio.sleep(_FOLLOW_S)
        with contextlib.suppress(StoreError):
            await app.reload()


def _named(host: str) -> str:
    return f"[{host}]" if ":" in host else host
