"""Workers on one database: who lives, what each holds, and whose turn it is at a host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from store_world import LEASE, T0, World, entry

from monitor.errors import SchemaTooNewError, StoreError, StoreLockedError
from monitor.model.fleet.turns import TurnAsked, TurnEnded
from monitor.model.fleet.workers import Role
from monitor.ports import Fleet, Store
from monitor.store import open_fleet, open_shared, open_store
from monitor.store.database.migrate import HEAD
from monitor.store.postgres.engines import plain_engine
from monitor.store.schema import dialect
from tests.next_program import NEXT, next_program
from tests.postgres_server import server


@pytest.fixture
def url() -> Iterator[str]:
    made = server().new()
    yield made
    server().drop(made)


@pytest.fixture
def fleet(url: str) -> Iterator[Fleet]:
    with closing(open_fleet(url)) as opened:
        yield opened


def _workers(stack: ExitStack, url: str, fleet: Fleet, count: int) -> list[Store]:
    stores = [stack.enter_context(closing(open_shared(url, busy_timeout_ms=5000))) for _ in range(count)]
    for place, store in enumerate(stores):
        store.claim_as(fleet.register(f"machine:{place}", tuple(Role), "1.0"))
    return stores


def _ask(host: str, holder: str, hold_s: float = 60.0) -> TurnAsked:
    return TurnAsked(host=host, holder=holder, hold_s=hold_s, authority=host)


def _end(host: str, holder: str, rest_s: float = 0.0, closed_s: float = 0.0) -> TurnEnded:
    return TurnEnded(host=host, holder=holder, rest_s=rest_s, authority=host, closed_s=closed_s)


def test_workers_share_a_database_and_nobody_has_it_alone_meanwhile(url: str, fleet: Fleet) -> None:
    with ExitStack() as stack:
        _workers(stack, url, fleet, 2)
        with pytest.raises(StoreLockedError):
            open_store(url)
    with closing(open_store(url)), pytest.raises(StoreLockedError):
        open_shared(url)


def test_a_file_is_not_shared() -> None:
    with pytest.raises(StoreError, match="need a PostgreSQL server"):
        open_shared("sqlite:////nowhere/monitor.db")


def test_what_a_worker_holds_is_free_when_it_is_given_up_and_not_before(url: str, fleet: Fleet) -> None:
    with ExitStack() as stack:
        one, other = _workers(stack, url, fleet, 2)
        world = World(one)
        world.configure()
        world.poll(entries=[entry("e1"), entry("e2")])
        (claim, *_) = one.claim_entries(T0, T0 + LEASE, 1)
        held = {row.number: row.in_hand for row in fleet.workers()}
        assert held == {1: {Role.EXTRACT: 1}, 2: {}}
        assert other.release_lost(T0) == 0
        fleet.retire(1)
        assert other.release_lost(T0) == 1
        assert claim.id in {again.id for again in other.claim_entries(T0, T0 + LEASE, 10)}
        attempts = {again.attempts for again in other.claim_entries(T0 + 2 * LEASE, T0 + 3 * LEASE, 10)}
        assert attempts == {2}, "the claim of the worker that is gone costs no attempt"


def test_claims_of_one_worker_are_told_apart(url: str, fleet: Fleet) -> None:
    with ExitStack() as stack:
        (one,) = _workers(stack, url, fleet, 1)
        world = World(one)
        world.configure()
        first = one.claim_feeds(T0, T0 + LEASE, 1)
        second = one.claim_feeds(T0 + 2 * LEASE, T0 + 3 * LEASE, 1)
        assert first[0].token != second[0].token


def test_no_worker_gets_more_of_a_host_than_keep_it_busy(url: str, fleet: Fleet) -> None:
    with ExitStack() as stack:
        one, other = _workers(stack, url, fleet, 2)
        world = World(one)
        world.configure()
        world.poll(entries=[entry(f"e{number}") for number in range(1, 8)])
        got = one.claim_entries(T0, T0 + LEASE, 10), other.claim_entries(T0, T0 + LEASE, 10)
        assert [len(claims) for claims in got] == [2, 0]


def test_a_claim_is_planned_for_what_is_asked_and_by_indexes(url: str) -> None:
    """Planned without knowing what is due it may read all feeds; until the transaction ends, and no longer."""
    engine = plain_engine(url, size=1, lock_ms=1000)
    with engine.connect() as connection:
        with connection.begin():
            dialect.by_index(connection)
            assert connection.exec_driver_sql("SHOW plan_cache_mode").scalar() == "force_custom_plan"
            for way in ("seqscan", "bitmapscan", "material"):
                assert connection.exec_driver_sql(f"SHOW enable_{way}").scalar() == "off"
        assert connection.exec_driver_sql("SHOW plan_cache_mode").scalar() == "auto"
    engine.dispose()


def test_one_leads_until_it_falls_silent(fleet: Fleet) -> None:
    one, other = (fleet.register(fleet.name, [Role.SCHEDULE], "1.0") for _ in range(2))
    assert [fleet.lead(one, 60), fleet.lead(other, 60), fleet.lead(one, 60)] == [True, False, True]
    assert [row.leads for row in fleet.workers()] == [True, False]
    fleet.retire(one)
    assert fleet.lead(other, 60)


def test_who_was_given_up_hears_of_it(fleet: Fleet) -> None:
    number = fleet.register("a:1", [Role.POLL], "1.0")
    assert fleet.beat(number) is not None
    assert fleet.give_up(3600, 3600) == []
    assert fleet.give_up(-1, -1) == ["a:1"]
    assert fleet.beat(number) is None
    assert fleet.register("a:1", [Role.POLL], "1.0") != number


def test_who_has_no_connection_is_given_up_sooner_and_leads_no_longer(fleet: Fleet) -> None:
    dead, living = (fleet.register(name, [Role.SCHEDULE], "1.0") for name in (f"{'pod' * 40}:1", fleet.name))
    assert fleet.lead(dead, 3600)
    assert fleet.lead(living, 3600)
    assert not fleet.lead(dead, 3600)
    assert fleet.give_up(3600, -1) == [f"{'pod' * 40}:1"]
    assert [row.number for row in fleet.workers()] == [living]


def test_a_host_serves_one_request_at_a_time_and_rests_after_it(fleet: Fleet) -> None:
    assert [one.granted for one in fleet.take_turns([_ask("a.example", "x"), _ask("b.example", "y")])] == [True, True]
    (refused,) = fleet.take_turns([_ask("a.example", "z")])
    assert not refused.granted
    assert refused.wait_s <= 0.2
    fleet.end_turns([_end("a.example", "x", rest_s=60), _end("b.example", "not the holder")])
    resting, busy = fleet.take_turns([_ask("a.example", "z"), _ask("b.example", "z")])
    assert (resting.granted, 50 < resting.wait_s <= 60) == (False, True)
    assert not busy.granted


def test_the_longest_rest_that_anybody_knows_of_is_kept(fleet: Fleet) -> None:
    fleet.take_turns([_ask("a.example", "x", hold_s=0)])
    fleet.end_turns([_end("a.example", "x", rest_s=0.001)])
    fleet.take_turns([_ask("slow.example", "x")])
    fleet.end_turns([_end("slow.example", "x", rest_s=30)])
    server_says = fleet.take_turns([_ask("slow.example", "y")])[0]
    assert 20 < server_says.wait_s <= 30


def test_a_crawl_delay_holds_for_who_has_not_read_it(url: str, fleet: Fleet) -> None:
    fleet.take_turns([_ask("a.example", "knows")])
    fleet.end_turns([_end("a.example", "knows", rest_s=20)])
    _wind(url, "free_at = now()")
    fleet.take_turns([_ask("a.example", "knows not")])
    fleet.end_turns([_end("a.example", "knows not", rest_s=1)])
    assert fleet.take_turns([_ask("a.example", "next")])[0].wait_s > 15
    _wind(url, "free_at = now(), delay_at = now() - interval '2 days'")
    fleet.take_turns([_ask("a.example", "much later")])
    fleet.end_turns([_end("a.example", "much later", rest_s=1)])
    assert fleet.take_turns([_ask("a.example", "next")])[0].wait_s <= 1


def test_a_request_of_a_dead_worker_blocks_its_host_for_as_long_as_it_may_take(fleet: Fleet) -> None:
    fleet.take_turns([_ask("a.example", "dead", hold_s=0)])
    assert fleet.take_turns([_ask("a.example", "next")])[0].granted


def test_a_closed_host_is_closed_for_all(fleet: Fleet) -> None:
    fleet.take_turns([_ask("a.example", "x")])
    fleet.end_turns([_end("a.example", "x", closed_s=300)])
    (told,) = fleet.take_turns([_ask("a.example", "y")])
    assert 290 < told.closed_s <= 300


def test_hosts_that_rested_for_days_are_forgotten(url: str, fleet: Fleet) -> None:
    fleet.take_turns([_ask("a.example", "x", hold_s=0), _ask("b.example", "y")])
    assert fleet.forget_hosts() == 0
    _wind(url, f"free_at = now() - interval '{timedelta(days=3).total_seconds()} seconds'")
    assert fleet.forget_hosts() == 2


def test_what_waits_is_counted(url: str, fleet: Fleet) -> None:
    with ExitStack() as stack:
        (one,) = _workers(stack, url, fleet, 1)
        world = World(one)
        world.configure()
        world.poll(entries=[entry("e1"), entry("e2")])
        lag = one.lags(T0 + timedelta(minutes=10))[Role.EXTRACT]
        assert (lag.waiting, lag.lag_s > 500) == (2, True)
        assert one.lags(T0 + timedelta(minutes=10), 1)[Role.EXTRACT].waiting == 1, "no more are counted than matter"


def _wind(url: str, what: str) -> None:
    server().execute(f"UPDATE host_turn SET {what}", _name(url))


def test_a_worker_frees_what_it_has_not_in_hand_and_nothing_of_others(url: str, fleet: Fleet) -> None:
    with ExitStack() as stack:
        one, other = _workers(stack, url, fleet, 2)
        world = World(one)
        world.configure()
        world.poll(entries=[entry(f"e{number}", url=f"https://{number}.example/") for number in range(4)])
        mine, theirs = one.claim_entries(T0, T0 + LEASE, 2), other.claim_entries(T0, T0 + LEASE, 2)
        assert [len(mine), len(theirs)] == [2, 2]
        assert one.release_unheld(Role.EXTRACT, (mine[0].id,), T0) == 1
        assert [again.id for again in other.claim_entries(T0, T0 + LEASE, 9)] == [mine[1].id]


@pytest.mark.parametrize(
    ("fits", "said"),
    [(HEAD, f"{HEAD} to {NEXT}"), (NEXT, r"with which older monitors cannot work, and some do work: monitor .*:\d+\.")],
    ids=["it only adds", "it takes something away"],
)
def test_a_newer_program_changes_the_tables_beside_workers_that_can_go_on(
    url: str, fleet: Fleet, tmp_path: Path, fits: str, said: str
) -> None:
    newer = next_program(tmp_path / "next", fits=fits)
    with ExitStack() as stack:
        (one,) = _workers(stack, url, fleet, 1)
        assert re.search(said, _migrated(newer, url))
        assert fleet.beat(1) is not None
        World(one).configure()
        assert len(one.claim_feeds(T0, T0 + LEASE, 1)) == 1
        with pytest.raises(StoreLockedError, match="Another monitor"):
            open_store(url)
    if fits == NEXT:
        assert _migrated(newer, url) == f"{HEAD} to {NEXT}"
        with pytest.raises(SchemaTooNewError, match=f"has schema {NEXT}; this monitor knows schemas up to {HEAD}"):
            open_shared(url)
        with pytest.raises(SchemaTooNewError, match="Install the newer monitor"):
            fleet.beat(1)


def _migrated(program: Path, url: str) -> str:
    """What another program makes of the schema, as it says itself."""
    script = (
        "import sys\nfrom monitor.errors import MonitorError\nfrom monitor.store import migrate\n"
        "try: print('{0.before} to {0.after}'.format(migrate(sys.argv[1])))\nexcept MonitorError as error: print(error)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, url], cwd=program, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(program)},
    )  # fmt: skip
    return ran.stdout.strip()


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
