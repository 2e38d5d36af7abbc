"""A million feeds as rows of PostgreSQL: what is due, a claim, and what waits, and the memory of who asks.

A server of its own waits for the disk and looks after itself as those of users do. The feeds lie at 200,000 hosts and
are due once an hour, evenly. A clock of the bench goes on by what the claimed feeds are worth (278 a second); what was
claimed is held by leases for a while, as by workers, and then due an hour later. `all due` is the hour after a long
stop. The blocks of the database that a question touches are counted by the server: unlike milliseconds they are the
same on a busy machine; `--first` has server and bench go before all other processes, so that a busy machine says what a
quiet one does (it needs the right to). `python -m bench.million` prints a table; `--feeds` makes it smaller.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from monitor.model.fleet.workers import Role
from monitor.store import open_fleet, open_shared
from tests.postgres_server import Server

FEEDS, HOSTS = 1_000_000, 200_000
LOT = 20
IN_FLIGHT = 60
"""Lots that are held at a time: of twenty workers with three jobs each."""
ROUNDS = 1_000
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
HOUR, _UNIT = timedelta(hours=1), timedelta(microseconds=1)
_FEED = """
INSERT INTO feed (url, title, publisher, language, tags, spec, active, disabled, etag, last_modified, body_hash,
    failures, last_detail, entries_seen, largest_answer)
SELECT 'https://host' || n % {hosts} || '.example/feed' || n || '.xml', 'Feed ' || n, 'Outlet ' || n % {hosts}, 'en',
    '[]', '{{}}', true, false, '', '', '', 0, '', 20, 20000
FROM generate_series(1, {feeds}) AS n
"""
_CLOCK = """
INSERT INTO feed_clock (feed_id, next_poll_at, last_polled_at, last_good_at, quiet_polls, quiet_s)
SELECT id, {now} + {hour} * ((hashint8(id) & 1048575) / 1048576.0)::float8, {now} - {hour}, {now} - {hour}, 0, 0
FROM feed
"""
_BACK = """
UPDATE feed_clock SET token = NULL, lease_until = NULL, next_poll_at = next_poll_at + 3600000000
WHERE feed_id = ANY(%s)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=FEEDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--first", action="store_true", help="before all other processes, by the system's scheduler")
    asked = parser.parse_args()
    server = Server(durable=True)
    try:
        url = server.new()
        name = url.partition("?")[0].rpartition("/")[2]
        server.execute(_FEED.format(hosts=max(1, asked.feeds * HOSTS // FEEDS), feeds=asked.feeds), name)
        server.execute(_CLOCK.format(now=_instant(NOW), hour=HOUR // _UNIT), name)
        server.execute("VACUUM ANALYZE", name)
        print(f"{asked.feeds} feeds; load of the machine: {os.getloadavg()[0]:.0f}")
        if asked.first:
            for one in (os.getpid(), *_processes(server)):
                os.sched_setscheduler(one, os.SCHED_FIFO, os.sched_param(1))
        _measure(server, name, url, asked.rounds)
    finally:
        server.end()


def _measure(server: Server, name: str, url: str, rounds: int) -> None:
    with closing(open_fleet(url)) as fleet, closing(open_shared(url)) as store:
        store.claim_as(fleet.register("bench:1", tuple(Role), "bench"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{'':<28}{'p50 ms':>8}{'p99 ms':>8}{'most':>8}{'CPU ms':>8}{'of the server':>15}")
        held: deque[list[int]] = deque()
        now = NOW + timedelta(seconds=30)
        claimed = 0

        def claim() -> None:
            nonlocal claimed
            found = [int(one.feed.id) for one in store.claim_feeds(now, now + 3 * HOUR, LOT)]
            claimed += len(found)
            held.append(found)

        def back() -> None:
            while len(held) > IN_FLIGHT:
                server_run(held.popleft())

        def server_run(ids: list[int]) -> None:
            with store._db._writer.begin() as conn:  # type: ignore[attr-defined]
                conn.exec_driver_sql(_BACK, (ids,))

        def steady() -> None:
            nonlocal now
            now += timedelta(seconds=LOT / 278)
            back()

        def told(what: str, work: Callable[[], Any], beside: Callable[[], None], times: int) -> None:
            found, spent = [], 0.0
            for _ in range(times):
                beside()
                before = _processor_s(server)
                found.append(_timed(work))
                spent += _processor_s(server) - before
            _told(what, found, 1000 * spent / times)

        some = max(rounds // 10, 1)
        told("claim of 20, steady", claim, steady, rounds)
        told("what is due", lambda: store.due(now), steady, rounds)
        told("what waits, by role", lambda: store.lags(now, LOT * IN_FLIGHT), steady, some)
        now += 2 * HOUR
        told("claim of 20, all due", claim, back, rounds)
        told("what is due, all due", lambda: store.due(now), back, rounds)
        told("what waits, all due", lambda: store.lags(now, LOT * IN_FLIGHT), back, some)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{claimed} feeds claimed; most memory of the process {after / 1000:.0f} MB ({before / 1000:.0f} before)")
    print(f"blocks that the claim of 20 touches: {_blocks(server, name, now)}")
    size = server.execute(f"SELECT pg_size_pretty(pg_database_size('{name}'))")[0][0]
    print(f"the database: {size}")


def _instant(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // _UNIT


def _processor_s(server: Server) -> float:
    """Seconds of processor that the server's processes have used, those that ended included; by its ticks of 10 ms."""
    first, *_ = processes = _processes(server)
    used = 0
    for one in processes:
        with suppress(OSError):
            figures = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            used += sum(map(int, figures[11 : 15 if one == first else 13]))
    return used / os.sysconf("SC_CLK_TCK")


def _processes(server: Server) -> list[int]:
    """The server's, its first one first."""
    first = int((server.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    return [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of wall clock and of this process's processor."""
    wall, cpu = perf_counter(), process_time()
    work()
    return 1000 * (perf_counter() - wall), 1000 * (process_time() - cpu)


def _told(what: str, found: Sequence[tuple[float, float]], server_ms: float) -> None:
    walls = sorted(wall for wall, _ in found)
    cpu = sum(one for _, one in found) / len(found)
    p50, p99 = (walls[min(len(walls) - 1, int(len(walls) * share))] for share in (0.5, 0.99))
    print(f"{what:<28}{p50:>8.1f}{p99:>8.1f}{walls[-1]:>8.1f}{cpu:>8.2f}{server_ms:>15.2f}", flush=True)


def _blocks(server: Server, name: str, now: datetime) -> str:
    """By the server's plan of the same question, all being due."""
    at = _instant(now)
    asked = f"""
    EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)
    SELECT feed.id, feed.url FROM feed JOIN feed_clock ON feed_clock.feed_id = feed.id
    WHERE feed.active AND NOT feed.disabled AND next_poll_at <= {at}
        AND (lease_until IS NULL OR lease_until <= {at})
        AND split_part(url, '/', 3) NOT IN (SELECT split_part(f.url, '/', 3) FROM feed AS f JOIN feed_clock AS c
            ON c.feed_id = f.id WHERE c.token IS NOT NULL AND c.lease_until > {at}
            GROUP BY 1 HAVING count(*) >= 2)
    ORDER BY next_poll_at, feed_clock.feed_id LIMIT {8 * LOT}
    """
    for way in ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit"):
        server.execute(f"ALTER ROLE monitor SET {way} = off")
    ((plan,),) = server.execute(asked, name)
    (top,) = plan if isinstance(plan, list) else json.loads(plan)
    return str(top["Plan"]["Shared Hit Blocks"] + top["Plan"]["Shared Read Blocks"])


if __name__ == "__main__":
    main()
