"""Which installation a command works on: the global options, and the parts opened for one command."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import typer

from monitor.bootstrap import App, Place, open_place
from monitor.errors import StoreLockedError, UsageError
from monitor.model.config import Settings
from monitor.ports import Store

_R = TypeVar("_R")


def place_of(context: typer.Context) -> Place:
    """The place that the global options named."""
    place = context.find_root().obj
    if not isinstance(place, Place):
        raise TypeError("the command was called without its root")
    return place


@contextmanager
def opened(context: typer.Context) -> Iterator[tuple[Settings, Store]]:
    """Settings and store beside a bot that may be running; closed afterwards."""
    settings, store = open_place(place_of(context), exclusive=False)
    try:
        yield settings, store
    finally:
        store.close()


def with_app(context: typer.Context, work: Callable[[App, bool], Awaitable[_R]]) -> _R:
    """Run `work(app, alone)` with all parts built; `alone` is False while another monitor runs on the same data.

    Beside a running bot leases are left alone: it does the work that this command stores.
    """
    place = place_of(context)
    try:
        (settings, store), alone = open_place(place, exclusive=True), True
    except StoreLockedError:
        (settings, store), alone = open_place(place, exclusive=False), False

    async def body() -> _R:
        app = App(settings, store, alone=alone)
        try:
            await app.start()
            return await work(app, alone)
        finally:
            await app.stop()

    return asyncio.run(body())


def read_input(source: str) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        UsageError: the file cannot be read.
    """
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {source}: {(error.strerror or str(error)).lower()}") from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Around writing a file that the user named.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error


def is_url(source: str) -> bool:
    """Whether an argument names something on the web rather than a file."""
    return source.lower().startswith(("http://", "https://"))
