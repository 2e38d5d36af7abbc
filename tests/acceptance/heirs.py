"""How long it takes until others have what a dead worker had in hand."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import psycopg

from monitor.store.schema import WORKERS
from tests.postgres_server import Server

_QUEUES = {"feed_clock": "feed_id", "entry": "id", "article": "id", "outbox": "id"}
_HELD = """
SELECT {key}, token FROM {table} JOIN worker ON worker.number = -token % {workers}
WHERE token < 0 AND worker.name LIKE '%:{pid}'
"""
_HELD_STILL = "SELECT {key} FROM {table} WHERE {key} IN ({ids}) AND token IN ({tokens})"
_STILL = "SELECT {key} FROM {table} WHERE {key} IN ({ids}) AND (token IN ({tokens}) OR token IS NULL AND "
_DUE = _STILL + "due_at <= clock_timestamp())"
_WAITS = {
    "feed_clock": _STILL + "coalesce(last_polled_at, 0) < {since} * 1e6)",
    "entry": _DUE,
    "article": _DUE,
    "outbox": _DUE,
}


@dataclass
class Bequest:
    """What a worker had in hand when it died, or was cut off."""

    died: float
    died_at: float
    """The same by the wall clock."""
    held: dict[str, dict[int, int]]
    """By table the ids and tokens."""


class Heirs:
    """Sees how long it takes until somebody else has what a dead worker had in hand."""

    def __init__(self, server: Server, name: str) -> None:
        self._server, self._name = server, name
        self._open: list[Bequest] = []
        self._held: list[Bequest] = []
        self.freed_s: list[float] = []
        """Until nothing was held in the dead one's name any more."""
        self.taken_s: list[float] = []
        """Until somebody else had all of it in hand, or was done with it."""

    def died(self, pid: int) -> None:
        """The worker that was this process is dead or cannot reach the server."""
        held: dict[str, dict[int, int]] = {}
        for table, key in _QUEUES.items():
            rows = self._ask(_HELD.format(table=table, key=key, pid=pid, workers=WORKERS))
            held[table] = dict(rows)
        if any(held.values()):
            self._open.append(Bequest(time.monotonic(), time.time(), held))
            self._held.append(self._open[-1])

    def look(self) -> None:
        """See what is taken meanwhile."""
        for one in tuple(self._held):
            if not any(self._asks(one, table, _HELD_STILL) for table, rows in one.held.items() if rows):
                self._held.remove(one)
                self.freed_s.append(time.monotonic() - one.died)
        for one in tuple(self._open):
            if not any(self._asks(one, table, _WAITS[table]) for table, rows in one.held.items() if rows):
                self._open.remove(one)
                self.taken_s.append(time.monotonic() - one.died)

    @property
    def waiting(self) -> int:
        """Of so many dead ones something still waits."""
        return len(self._open)

    def _asks(self, one: Bequest, table: str, question: str) -> bool:
        key, rows = _QUEUES[table], one.held[table]
        ids, tokens = ",".join(map(str, rows)), ",".join(map(str, rows.values()))
        return bool(self._ask(question.format(table=table, key=key, ids=ids, tokens=tokens, since=one.died_at)))

    def _ask(self, statement: str) -> list[Any]:
        try:
            return self._server.execute(statement, self._name)
        except psycopg.OperationalError:
            return [(0, 0)]  # the server is down, so nobody took anything
