"""A start that comes to nothing: kept for `monitor health`, and told to operators as far as config/ says whom."""

from __future__ import annotations

import asyncio
import socket
import sys
from datetime import datetime
from pathlib import Path

import structlog

from monitor.bootstrap.clock import SystemClock
from monitor.bootstrap.place import Place
from monitor.core.health.telling import as_told, due_notice, refused, ways
from monitor.deliver.channels import build_channels
from monitor.errors import MonitorError, StoreLockedError
from monitor.fetch.client import HttpFetcher
from monitor.flow.operators import tell_by
from monitor.model.config import Settings
from monitor.model.health import Book, Notice
from monitor.obs.memory import FileMemory
from monitor.obs.refusals import Refusal, note_refusal, writable

log = structlog.get_logger("monitor.operator")


def where_of(data: Path) -> str:
    """How people tell this installation from others."""
    return f"{socket.gethostname()}:{data.absolute()}"


def report_refusal(place: Place, error: Exception) -> None:
    """Keep why the bot did not start, or ended; tell operators, each reason once.

    Beside a bot that runs it is only kept: that one tells it.
    """
    known = isinstance(error, MonitorError)
    why = str(error) if known else f"internal error ({type(error).__name__}: {error}), see the log and report it."
    now = SystemClock().now()
    note_refusal(place.data, Refusal(at=now, why=why))
    if isinstance(error, StoreLockedError):
        return
    settings = place.load_what_is_sound()
    if settings is not None and settings.operator.targets:
        asyncio.run(_tell(place, settings, why, now))


async def _tell(place: Place, settings: Settings, why: str, now: datetime) -> None:
    memory = FileMemory(writable(place.data))
    book = refused(memory.load(), why, now)
    notice = due_notice(book, now, settings.operator.per_hour, where_of(place.data))
    if notice is not None and await _by_some_way(settings, book, notice):
        book = as_told(book, notice, now)
    memory.save(book)


async def _by_some_way(settings: Settings, book: Book, notice: Notice) -> bool:
    fetcher = HttpFetcher(settings.fetch, SystemClock())
    try:
        channels = build_channels(settings.channels, fetcher, sys.stdout)
        for target in ways(settings.operator.targets, book):
            channel = channels.get(target.channel)
            if channel is not None and await tell_by(channel, target, notice):
                return True
    finally:
        await fetcher.aclose()
    log.error("operators cannot be told that the bot does not start", action="operator")
    return False
