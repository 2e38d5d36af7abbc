"""All parts of the bot, built for one command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import typer

from monitor.bootstrap import App, open_place
from monitor.cli.place import asked_place
from monitor.errors import StoreLockedError, UsageError

_R = TypeVar("_R")


def with_app(context: typer.Context, work: Callable[[App, bool], Awaitable[_R]], *, sends: bool = False) -> _R:
    """Run `work(app, alone)` with all parts built; `alone` is False while another monitor runs on the same data.

    Beside a running bot leases are left alone: it does the work that this command stores. `sends`: alone, the command
    sends what it stores, so it needs the secrets.
    """
    place = asked_place(context)
    try:
        (settings, store), alone = open_place(place, exclusive=True), True
    except StoreLockedError:
        (settings, store), alone = open_place(place, exclusive=False), False
    if sends and alone and settings.absent_secrets:
        store.close()
        absent = "; ".join(settings.absent_secrets)
        raise UsageError(f"no bot runs here, so this command sends by itself, but {absent}. Set it, or start the bot.")

    async def body() -> _R:
        app = App(settings, store, alone=alone)
        try:
            await app.start()
            return await work(app, alone)
        finally:
            await app.stop()

    return asyncio.run(body())
