"""Connections that were cut are made anew before they are used, and nobody hears of it."""

from __future__ import annotations

from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

_TRUSTED_S = 1.0
_USED = "used at"


def ask_whether_they_live(engine: Engine) -> None:
    """Have each connection asked before it is used, but for one that was used just now and of which nothing was heard.

    A server that stops, and one that ends a connection, says so: the kernel knows without a trip. Of a network that
    swallows everything a question would hear no sooner than what it is asked for.
    """

    @event.listens_for(engine, "checkin")
    def used(_: psycopg.Connection[Any] | None, entry: ConnectionPoolEntry) -> None:
        entry.info[_USED] = monotonic()

    @event.listens_for(engine, "checkout")
    def living(connection: psycopg.Connection[Any], entry: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
        # One that was made just now has no entry of that kind.
        used_at = entry.info.get(_USED, monotonic())
        if monotonic() - used_at < _TRUSTED_S and not _something_came(connection):
            return
        try:
            engine.dialect.do_ping(connection)  # type: ignore[arg-type]  # a psycopg connection is one of its
        except psycopg.Error as problem:
            if not connection.closed:
                raise
            raise InvalidatePoolError from problem


def _something_came(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server has said something without being asked, or is gone."""
    if connection.closed:
        return True
    with DefaultSelector() as selector:
        selector.register(connection.fileno(), EVENT_READ)
        return bool(selector.select(0))
