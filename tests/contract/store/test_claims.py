"""What a claim of several workers reads on a server: a few rows of many, whatever it believes of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from store_world import LEASE, T0

from monitor.model.fleet.workers import Role
from monitor.ports import Store
from monitor.store import open_fleet, open_shared
from tests.postgres_server import server

FEEDS, LOT = 2000, 10
_FILL = f"""
WITH made AS (
    INSERT INTO feed (url, title, publisher, language, tags, spec, active, disabled, etag, last_modified, body_hash,
        failures, last_detail, entries_seen, largest_answer)
    SELECT format('http://h%s.example/feed', n), n, n, 'en', '[]', '', true, false, '', '', '', 0, '', 0, 0
    FROM generate_series(1, {FEEDS}) AS n RETURNING id
) INSERT INTO feed_clock (feed_id, next_poll_at, quiet_polls, quiet_s) SELECT id, id, 0, 0 FROM made
"""
_READ = """
SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname IN ('feed', 'feed_clock'))
    + (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname IN ('feed', 'feed_clock'))
"""


@pytest.fixture
def url() -> Iterator[str]:
    made = server().new()
    name = _name(made)
    server().execute(_FILL, name)
    yield made
    server().drop(made)


@pytest.mark.parametrize("due", [FEEDS, FEEDS // 3, FEEDS // 100])
def test_a_claim_reads_few_rows_whatever_the_server_reckons_with(url: str, due: int) -> None:
    """`due`: so many when the server counted last; by now all are."""
    name = _name(url)
    server().execute("UPDATE feed_clock SET token = -1, lease_until = 4000000000000000 WHERE feed_id <= 1000", name)
    server().execute(f"UPDATE feed_clock SET next_poll_at = 4000000000000000 WHERE feed_id > {due}", name)
    server().execute("ANALYZE", name)
    server().execute("UPDATE feed_clock SET next_poll_at = -feed_id, token = NULL, lease_until = NULL", name)
    # The first one goes past all that is there no more.
    _claim(url)
    before = _read(url)
    for _ in range(5):
        _claim(url)
    assert _read(url) - before < FEEDS


def test_of_new_feeds_that_fall_due_at_one_instant_a_claim_reads_few(url: str) -> None:
    server().execute("UPDATE feed_clock SET next_poll_at = 0", _name(url))
    _claim(url)
    before = _read(url)
    for _ in range(5):
        _claim(url)
    assert _read(url) - before < FEEDS


def test_of_a_host_with_many_feeds_some_are_claimed_and_of_others_the_rest(url: str) -> None:
    server().execute("UPDATE feed SET url = format('http://many.example/%s', id) WHERE id <= 30", _name(url))
    with closing(open_shared(url)) as store:
        _register(store, url)
        claims = store.claim_feeds(T0, T0 + LEASE, LOT)
        assert [claim.feed.id for claim in claims] == [1, 2, *range(31, 31 + LOT - 2)]
        held = [claim.feed.id for claim in claims]
        assert [claim.feed.id for claim in store.claim_feeds(T0, T0 + LEASE, 2, held)] == [39, 40]


def test_what_is_in_hand_is_not_claimed_though_its_lease_is_over(url: str) -> None:
    with closing(open_shared(url)) as store:
        _register(store, url)
        held = [claim.feed.id for claim in store.claim_feeds(T0, T0 + LEASE, LOT)]
        again = store.claim_feeds(T0 + 2 * LEASE, T0 + 3 * LEASE, LOT, held)
        assert [claim.feed.id for claim in again] == list(range(LOT + 1, 2 * LOT + 1))


def test_where_nothing_is_due_no_token_is_given_out(url: str) -> None:
    name = _name(url)
    server().execute("UPDATE feed SET active = false", name)
    with closing(open_shared(url)) as store:
        _register(store, url)
        assert store.claim_feeds(T0, T0 + LEASE, LOT) == []
    assert server().execute("SELECT value FROM counter WHERE name = 'token'", name) == [(0,)]


def _claim(url: str) -> None:
    with closing(open_shared(url)) as store:
        _register(store, url)
        assert len(store.claim_feeds(T0, T0 + LEASE, LOT)) == LOT


def _read(url: str) -> int:
    """Rows read so far. Who read them has told when it is gone."""
    server().end_sessions(url)
    ((rows,),) = server().execute(_READ, _name(url))
    return int(rows)


def _register(store: Store, url: str) -> None:
    with closing(open_fleet(url)) as fleet:
        store.claim_as(fleet.register("machine:1", (Role.POLL,), "1.0"))


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
