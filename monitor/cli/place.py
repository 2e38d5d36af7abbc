"""Which installation a command works on, and its store opened for one command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.bootstrap import Place, open_beside, open_place
from monitor.cli.arguments import asked_folders, folders_of
from monitor.errors import UsageError
from monitor.ports import Store
from monitor.settings import read_environment

if TYPE_CHECKING:
    from monitor.model.config import Settings


def place_of(context: typer.Context) -> Place:
    """The place that the global options named."""
    folders = folders_of(context)
    return Place(config=folders.config, data=folders.data, env=read_environment)


def asked_place(context: typer.Context) -> Place:
    """The place that is asked about, see `asked_folders`."""
    asked_folders(context)
    return place_of(context)


@contextmanager
def opened_store(context: typer.Context) -> Iterator[Store]:
    """The store beside a bot that may be running, whatever else is wrong in config/; closed afterwards."""
    store = open_beside(asked_place(context))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened(context: typer.Context) -> Iterator[tuple[Settings, Store]]:
    """Settings and store beside a bot that may be running; closed afterwards."""
    settings, store = open_place(asked_place(context), exclusive=False)
    try:
        yield settings, store
    finally:
        store.close()


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
