"""Closing the beginning of the chain: what is older than everything it speaks of goes, and its last hash stays."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select

from monitor.model.evidence.chain import RecordKind
from monitor.store.areas.evidence.chaining import append
from monitor.store.schema import chain

BARE_KEPT = timedelta(days=366)
"""How long records stay of which nothing but the hash is left."""
MOST_BARE = 100_000
"""Such records at most, however young."""
LEAST_CLOSED = 500
"""Fewer do not go: each time they do costs a record."""
_OF_SOMETHING = (RecordKind.ALERT.value, RecordKind.DIGEST.value)


def close(conn: Connection, before: datetime) -> int:
    """Drop the records in front of the first that still says something of an alert or digest; how many that were.

    Of them those that are older than a year at `before`, and the oldest beyond `MOST_BARE`. A record that stays says up
    to which number they went, and the hash of the last: the chain is looked along from there.
    """
    first, newest = conn.execute(select(func.min(chain.c.number), func.max(chain.c.number))).one()
    if first is None:
        return 0
    living = and_(chain.c.kind.in_(_OF_SOMETHING), chain.c.body.is_not(None))
    bare = (_first(conn, living) or newest + 1) - 1
    old = (_first(conn, or_(living, chain.c.at >= before - BARE_KEPT)) or newest + 1) - 1
    last = max(old, bare - MOST_BARE)
    if last - first + 1 < LEAST_CLOSED:
        return 0
    seal = conn.execute(select(chain.c.hash).where(chain.c.number == last)).scalar_one()
    body = {"up_to": last, "hash": seal, **_beginning(conn)}
    append(conn, RecordKind.CLOSED, 0, before, body)
    conn.execute(delete(chain).where(chain.c.number <= last))
    return int(last - first + 1)


def _first(conn: Connection, condition: Any) -> int | None:
    number: int | None = conn.execute(select(func.min(chain.c.number)).where(condition)).scalar()
    return number


def _beginning(conn: Connection) -> dict[str, Any]:
    """What the records that go said of the time before the chain: since when it is, and what has no record."""
    known = (RecordKind.BEGUN.value, RecordKind.CLOSED.value)
    query = select(chain.c.kind, chain.c.at, chain.c.body).where(chain.c.kind.in_(known), chain.c.body.is_not(None))
    row = conn.execute(query.order_by(chain.c.number.desc()).limit(1)).one_or_none()
    said = {} if row is None else json.loads(row.body)
    since = said.get("since") if row is None or row.kind == RecordKind.CLOSED.value else row.at.isoformat()
    return {"since": since, "alerts": said.get("alerts", 0), "digests": said.get("digests", 0)}
