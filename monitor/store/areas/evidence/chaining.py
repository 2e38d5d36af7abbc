"""Writing the chain: a record for each alert and digest, and one for what is removed as the configuration says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, bindparam, delete, func, insert, select, update

from monitor.core.evidence.chain import record, sha256
from monitor.model.articles import AssessIntent
from monitor.model.evidence.chain import RecordKind
from monitor.model.evidence.kept import BlobKind, KeptPage, Packed, Seal
from monitor.store.areas.evidence.waiting import waiting_pages
from monitor.store.database import Prepared, apart
from monitor.store.schema import (
    alert,
    chain,
    codec,
    counter,
    dialect,
    digest,
    evidence_blob,
    evidence_use,
    match,
)

COUNTER = "chain"
"""Of the table `counter`: the number of the last record, so that nobody can take away the newest ones unnoticed."""
_NAMES = tuple(column.name for column in chain.c)
_LAST = Prepared(select(chain.c.number, chain.c.hash).order_by(chain.c.number.desc()).limit(1))
_APPEND = Prepared(insert(chain), _NAMES)
_COUNT = Prepared(lambda database: dialect.upserting(database, counter), ("name", "value"))
_KEEP = Prepared(
    lambda database: dialect.inserting(database, evidence_blob), ("hash", "kind", "size", "packed", "seal", "data")
)
_USE = Prepared(lambda database: dialect.inserting(database, evidence_use), ("number", "hash"))


ALERT_ROW = ("id", "watchlist", "story_id", "match_id", "reason", "created_at", "number", "facts", "late_at")
MATCH_ROW = (*("id", "watchlist", "article_id", "story_id", "strength", "alerted", "verdict", "hits", "at", "version"),)
DIGEST_ROW = ("id", "subscription", "slot_date", "slot", "key", "outcome", "at", "body")
BLOB_ROW = ("hash", "kind", "size", "packed", "data")
"""The columns that seals cover; what a later version adds to these tables is not in them."""


def stored(database: str, table: Table, names: Sequence[str]) -> Select[Any]:
    """The rows of a table as they are stored, each with its key: what a seal is made of."""
    (key,) = table.primary_key
    return select(key.label("key"), dialect.as_stored(database, [table.c[name] for name in names]).label("stored"))


def _row(table: Table, names: Sequence[str]) -> Prepared:
    (key,) = table.primary_key
    return Prepared(lambda database: stored(database, table, names).where(key == bindparam("of")))


_ALERT, _MATCH = _row(alert, ALERT_ROW), _row(match, MATCH_ROW)
_DIGEST, _BLOB = _row(digest, DIGEST_ROW), _row(evidence_blob, BLOB_ROW)
_SEAL = Prepared(
    update(evidence_blob).where(evidence_blob.c.hash == bindparam("of")).values(seal=bindparam("sealed", type_=Text))
)


def _sealed(conn: Connection, row: Prepared, of: int | str) -> str:
    ((_, written),) = row.all(conn, of=of)
    return sha256(written)


def append(conn: Connection, kind: RecordKind, subject: int, at: datetime, body: Mapping[str, Any]) -> int:
    """One record more; its number. The first one of all says what was there before there were records."""
    dialect.one_at_a_time(conn, COUNTER)
    last = _LAST.first(conn)
    if last is None:
        old = {"alerts": _before(conn, alert, kind is RecordKind.ALERT, subject)}
        old["digests"] = _before(conn, digest, kind is RecordKind.DIGEST, subject)
        last = _append(conn, (0, ""), RecordKind.BEGUN, 0, at, old)
    return _append(conn, (last[0], last[1]), kind, subject, at, body)[0]


def _append(
    conn: Connection, last: tuple[int, str], kind: RecordKind, subject: int, at: datetime, body: Mapping[str, Any]
) -> tuple[int, str]:
    new = record(last, kind, subject, at, body)
    row = {name: getattr(new, name) for name in _NAMES} | {"kind": kind.value}
    _APPEND.run(conn, **row)
    _COUNT.run(conn, name=COUNTER, value=new.number)
    return new.number, new.hash


def _before(conn: Connection, table: Table, own: bool, subject: int) -> int:
    return subject - 1 if own else conn.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()


def record_alert(conn: Connection, intent: AssessIntent, alert_id: int, match_id: int, version: int) -> None:
    """Seal an alert as it was just written, with its match, and keep what proves it; `version` is its article's.

    One that cannot be sealed stays all the same.
    """
    apart(conn, lambda: _alert(conn, intent, alert_id, match_id, version), partial(_unsealed, f"alert {alert_id}"))


def _unsealed(what: str, problem: Exception) -> None:
    import structlog  # noqa: PLC0415 - which most commands do not need

    structlog.get_logger("monitor.store").warning(
        f"{what} could not be sealed; it is stored and told as ever, and `monitor verify` names it",
        why=f"{type(problem).__name__}: {problem}",
    )


def _alert(conn: Connection, intent: AssessIntent, alert_id: int, match_id: int, version: int) -> None:
    seal = intent.seal or Seal(program="")
    pages = waiting_pages(conn, intent.article_id, version) if seal.keeps else []
    body = {
        "row": _sealed(conn, _ALERT, alert_id),
        "match": {"id": match_id, "row": _sealed(conn, _MATCH, match_id)},
        "article": {"id": intent.article_id, "version": version},
        "revision": intent.revision,
        "program": seal.program,
        "matcher": seal.matcher,
        "text": seal.text and seal.text.hash,
        "lists": seal.lists and seal.lists.hash,
        "kept": seal.keeps,
        "pages": [_named(one) for one in pages],
    }
    number = append(conn, RecordKind.ALERT, alert_id, intent.at, body)
    if seal.keeps:
        _keep(conn, number, BlobKind.TEXT, seal.text)
        _keep(conn, number, BlobKind.LISTS, seal.lists)
        for one in pages:
            _keep(conn, number, BlobKind.PAGE, one.body)


def _named(page: KeptPage) -> dict[str, Any]:
    named = {"hash": page.body.hash, "size": page.body.size, "kept": bool(page.body.data)}
    return {**codec.encode(page.head), **named}


def _keep(conn: Connection, number: int, kind: BlobKind, blob: Packed | None) -> None:
    if blob is None or not blob.data:
        return
    new = {"hash": blob.hash, "kind": kind.value, "size": blob.size, "packed": len(blob.data), "data": blob.data}
    if _KEEP.run(conn, **new, seal=""):
        _SEAL.run(conn, of=blob.hash, sealed=_sealed(conn, _BLOB, blob.hash))
    _USE.run(conn, number=number, hash=blob.hash)


def record_digest(conn: Connection, digest_id: int, key: str, alerts: Sequence[int], at: datetime) -> None:
    """Seal a digest as it was just frozen. One that cannot be sealed stays all the same."""
    apart(conn, lambda: _digest(conn, digest_id, key, alerts, at), partial(_unsealed, f"digest {digest_id}"))


def _digest(conn: Connection, digest_id: int, key: str, alerts: Sequence[int], at: datetime) -> None:
    body = {"row": _sealed(conn, _DIGEST, digest_id), "key": key, "alerts": sorted(alerts)}
    append(conn, RecordKind.DIGEST, digest_id, at, body)


def forget(conn: Connection, kind: RecordKind, subjects: Sequence[int], before: datetime) -> None:
    """Remove what records of alerts or digests say, which go because they are older than `before`, and record that."""
    numbers: list[int] = []
    for chunk in dialect.chunks(subjects):
        mine = (chain.c.kind == kind.value) & chain.c.subject.in_(chunk) & chain.c.body.is_not(None)
        numbers += conn.execute(select(chain.c.number).where(mine)).scalars()
    if not numbers:
        return
    for chunk in dialect.chunks(numbers):
        conn.execute(update(chain).where(chain.c.number.in_(chunk)).values(body=None))
    used = _no_longer_used(conn, numbers)
    body = {"why": "older than the time for which articles are kept", "records": sorted(numbers), "kept": used}
    append(conn, RecordKind.REMOVED, 0, before, body)


def _no_longer_used(conn: Connection, numbers: Sequence[int]) -> list[str]:
    """Take away the bytes that only these records named; their hashes."""
    named: set[str] = set()
    for chunk in dialect.chunks(numbers):
        mine = evidence_use.c.number.in_(chunk)
        named.update(conn.execute(select(evidence_use.c.hash).where(mine)).scalars())
        conn.execute(delete(evidence_use).where(mine))
    gone: list[str] = []
    for hashes in dialect.chunks(sorted(named)):
        still = set(conn.execute(select(evidence_use.c.hash).where(evidence_use.c.hash.in_(hashes))).scalars())
        gone += drop_blobs(conn, [one for one in hashes if one not in still])
    return gone


def drop_blobs(conn: Connection, hashes: Iterable[str]) -> list[str]:
    """Take away kept bytes; the hashes of those that were there."""
    gone: list[str] = []
    for chunk in dialect.chunks(hashes):
        mine = evidence_blob.c.hash.in_(chunk)
        gone += conn.execute(select(evidence_blob.c.hash).where(mine)).scalars()
        conn.execute(delete(evidence_use).where(evidence_use.c.hash.in_(chunk)))
        conn.execute(delete(evidence_blob).where(mine))
    return sorted(gone)
