"""The register of workers and the hosts' turns, on connections that wait for no writer's turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import psycopg
from psycopg.rows import dict_row, tuple_row
from sqlalchemy import Engine

from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded
from monitor.model.fleet.workers import Role, WorkerRow
from monitor.store.postgres.engines import plain_engine, refuse_newer
from monitor.store.postgres.location import connections_name, process_name, server_name
from monitor.store.postgres.trouble import translated_server
from monitor.store.schema import WORKERS

T = TypeVar("T")
_Connection = psycopg.Connection[Any]

_LOCK_MS = 5000
_ASK_AGAIN_S = 0.2
"""While another's request is under way nobody knows when it ends."""
# ruff: noqa: S608 - what is put together is all written here
_NUMBER = f"""
INSERT INTO counter (name, value) VALUES ('worker', 1)
ON CONFLICT (name) DO UPDATE SET value = counter.value % {WORKERS - 1} + 1 RETURNING value
"""
_REGISTER = """
INSERT INTO worker (number, name, roles, version, started_at, seen_at)
VALUES (%s, %s, %s, %s, clock_timestamp(), clock_timestamp())
"""
_BEAT = "UPDATE worker SET seen_at = clock_timestamp() WHERE number = %s RETURNING seen_at"
_CONNECTED = "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
# The kernel of a killed one's machine ends its connections at once; those of a machine that is gone stay for a while.
_LEADERS = "SELECT name FROM worker WHERE number <> %s AND leads_until > clock_timestamp()"
_LEAD = "UPDATE worker SET leads_until = clock_timestamp() + %s * interval '1 second' WHERE number = %s"
_SILENT = """
SELECT number, name, seen_at < clock_timestamp() - %s * interval '1 second' FROM worker
WHERE seen_at < clock_timestamp() - %s * interval '1 second'
"""
_GIVE_UP = """
DELETE FROM worker WHERE number = ANY(%s::bigint[]) AND seen_at < clock_timestamp() - %s * interval '1 second'
RETURNING name
"""
_UP = "SELECT extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())::float8"
_HELD = " UNION ALL ".join(
    f"SELECT '{role}' AS role, -token %% {WORKERS} AS number, count(*) AS rows FROM {table} WHERE token < 0 GROUP BY 2"
    for role, table in (("poll", "feed_clock"), ("extract", "entry"), ("assess", "article"), ("send", "outbox"))
)
_WORKERS = """
SELECT number, name, roles, version, started_at, coalesce(leads_until > clock_timestamp(), false) AS leads,
    extract(epoch FROM clock_timestamp() - seen_at)::float8 AS silent_s FROM worker ORDER BY number
"""
# In the order of their names, so that two workers with several each never wait for one another. Who did not hear the
# answer asks again by the same name. The holder may die and tell of no rest: the longest known is kept all the same.
_TAKE = """
INSERT INTO host_turn (host, holder, free_at, delay_s, delay_at)
SELECT host, holder, clock_timestamp() + hold * interval '1 second', 0, clock_timestamp()
FROM unnest(%s::text[], %s::text[], %s::float8[]) AS asked(host, holder, hold) ORDER BY host
ON CONFLICT (host) DO UPDATE SET holder = excluded.holder,
    free_at = greatest(excluded.free_at, clock_timestamp() + host_turn.delay_s * interval '1 second')
WHERE host_turn.free_at <= clock_timestamp() OR host_turn.holder = excluded.holder RETURNING host
"""
_STATE = """
SELECT host, holder <> '' AS busy, extract(epoch FROM free_at - clock_timestamp())::float8 AS left_s,
    coalesce(extract(epoch FROM closed_until - clock_timestamp())::float8, 0) AS closed_s
FROM host_turn WHERE host = ANY(%s::text[])
"""
_LOCK = "SELECT host FROM host_turn WHERE host = ANY(%s::text[]) ORDER BY host FOR UPDATE"
_END = """
UPDATE host_turn SET holder = '',
    delay_s = CASE WHEN rest >= delay_s OR delay_at < clock_timestamp() - interval '1 day' THEN rest ELSE delay_s END,
    delay_at = CASE WHEN rest >= delay_s OR delay_at < clock_timestamp() - interval '1 day'
        THEN clock_timestamp() ELSE delay_at END,
    free_at = clock_timestamp() + interval '1 second' * CASE
        WHEN delay_at < clock_timestamp() - interval '1 day' THEN rest ELSE greatest(rest, delay_s) END
FROM unnest(%s::text[], %s::text[], %s::float8[]) AS ended(name, whose, rest)
WHERE host = name AND holder = whose
"""
_CLOSE = """
INSERT INTO host_turn (host, holder, free_at, delay_s, delay_at, closed_until)
SELECT host, '', clock_timestamp(), 0, clock_timestamp(), clock_timestamp() + max(wait) * interval '1 second'
FROM unnest(%s::text[], %s::float8[]) AS closed(host, wait) GROUP BY host ORDER BY host
ON CONFLICT (host) DO UPDATE SET closed_until = greatest(host_turn.closed_until, excluded.closed_until)
"""
_FORGET = """
DELETE FROM host_turn WHERE free_at < clock_timestamp() - interval '2 days'
    AND coalesce(closed_until, free_at) < clock_timestamp()
"""


class ServerFleet:
    """Implements `ports.Fleet`."""

    def __init__(self, url: str) -> None:
        self.name, self._name = process_name(), server_name(url)
        self._engine: Engine = plain_engine(url, size=2, lock_ms=_LOCK_MS)

    def register(self, name: str, roles: Sequence[Role], version: str) -> int:
        """See the port."""

        def work(conn: _Connection) -> int:
            ((number,),) = conn.cursor(row_factory=tuple_row).execute(_NUMBER).fetchall()
            conn.execute(_REGISTER, (number, name, " ".join(roles), version))
            return int(number)

        return self._in_one(work)

    def beat(self, number: int) -> datetime | None:
        """See the port."""

        def work(conn: _Connection) -> datetime | None:
            refuse_newer(conn, self._name)
            row = conn.execute(_BEAT, (number,)).fetchone()
            return None if row is None else row[0]

        return self._in_one(work, repeatable=True)

    def lead(self, number: int, for_s: float) -> bool:
        """See the port."""

        def work(conn: _Connection) -> bool:
            # Two that ask at the same moment would not see each other.
            conn.execute("SELECT pg_advisory_xact_lock(hashtext('monitor lead'), hashtext(current_schema()::text))")
            leaders = {row[0] for row in conn.execute(_LEADERS, (number,))}
            if leaders and any(connections_name(name) in _connected(conn) for name in leaders):
                return False
            return conn.execute(_LEAD, (for_s, number)).rowcount == 1

        return self._in_one(work)

    def retire(self, number: int) -> None:
        """See the port."""
        self._in_one(lambda conn: conn.execute("DELETE FROM worker WHERE number = %s", (number,)))

    def up_s(self) -> float:
        """See the port."""
        ((seconds,),) = self._in_one(lambda conn: conn.cursor(row_factory=tuple_row).execute(_UP).fetchall())
        return float(seconds)

    def give_up(self, silent_s: float, gone_s: float) -> Sequence[str]:
        """See the port."""

        def work(conn: _Connection) -> list[str]:
            silent = list(conn.cursor(row_factory=tuple_row).execute(_SILENT, (silent_s, gone_s)))
            connected = _connected(conn) if silent else set()
            lost = [number for number, name, long in silent if long or connections_name(name) not in connected]
            return [row[0] for row in conn.execute(_GIVE_UP, (lost, gone_s))] if lost else []

        return self._in_one(work)

    def workers(self) -> Sequence[WorkerRow]:
        """See the port."""

        def work(conn: _Connection) -> list[WorkerRow]:
            held = {(row[1], row[0]): row[2] for row in conn.execute(_HELD, ())}
            return [
                WorkerRow(
                    roles=tuple(Role(role) for role in row.pop("roles").split()),
                    in_hand={role: held[row["number"], role] for role in Role if (row["number"], role) in held},
                    **row,
                )
                for row in conn.cursor(row_factory=dict_row).execute(_WORKERS).fetchall()
            ]

        return self._in_one(work)

    def take_turns(self, asked: Sequence[TurnAsked]) -> Sequence[TurnAnswer]:
        """See the port."""

        def work(conn: _Connection) -> list[TurnAnswer]:
            columns = ([one.host for one in asked], [one.holder for one in asked], [float(one.hold_s) for one in asked])
            granted = {row[0] for row in conn.execute(_TAKE, columns)}
            names = sorted({name for one in asked for name in (one.host, one.authority)})
            state = {row[0]: row[1:] for row in conn.execute(_STATE, (names,))}
            return [_answer(one, state, granted=one.host in granted) for one in asked]

        return self._in_one(work)

    def end_turns(self, ended: Sequence[TurnEnded]) -> None:
        """See the port."""

        def work(conn: _Connection) -> None:
            hosts = [one.host for one in ended]
            closed = [one for one in ended if one.closed_s > 0]
            conn.execute(_LOCK, (sorted({*hosts, *(one.authority for one in closed)}),))
            conn.execute(_END, (hosts, [one.holder for one in ended], [float(one.rest_s) for one in ended]))
            if closed:
                conn.execute(_CLOSE, ([one.authority for one in closed], [float(one.closed_s) for one in closed]))

        # Without it a host rests as if the request had taken all of its time.
        self._in_one(work, repeatable=not any(one.closed_s > 0 for one in ended))

    def forget_hosts(self) -> int:
        """See the port."""
        return self._in_one(lambda conn: conn.execute(_FORGET).rowcount)

    def close(self) -> None:
        """See the port."""
        self._engine.dispose()

    def _in_one(self, work: Callable[[_Connection], T], *, repeatable: bool = False) -> T:
        """`repeatable`: a crash of the server may take it back; a turn that it took back would be given to two."""
        with translated_server(self._name), self._engine.connect() as connection:
            driver: _Connection = connection.connection.driver_connection  # type: ignore[assignment]
            with driver.transaction():
                if repeatable:
                    driver.execute("SET LOCAL synchronous_commit = off")
                return work(driver)


def _connected(conn: _Connection) -> set[str]:
    """What the connections to this database call themselves."""
    return {row[0] for row in conn.execute(_CONNECTED, ())}


def _answer(one: TurnAsked, state: dict[str, tuple[bool, float, float]], *, granted: bool) -> TurnAnswer:
    closed_s = max(0.0, *(state[name][2] for name in (one.host, one.authority) if name in state), 0.0)
    if granted:
        return TurnAnswer(granted=True, closed_s=closed_s)
    busy, left_s, _ = state.get(one.host, (False, 0.0, 0.0))
    wait_s = min(left_s, _ASK_AGAIN_S) if busy else left_s
    return TurnAnswer(granted=False, wait_s=max(wait_s, 0.0), closed_s=closed_s)
