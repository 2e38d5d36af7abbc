"""Questions about evidence: whether all is as it was sealed, what an alert is proved by, and how much is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, func, select

from monitor.core.evidence.chain import sha256
from monitor.core.evidence.links import Chain, StoredRecord
from monitor.core.evidence.packing import unpacked
from monitor.model.evidence.audit import Audit
from monitor.model.evidence.chain import RecordKind
from monitor.model.evidence.kept import Packed
from monitor.store.areas.evidence.chaining import ALERT_ROW, BLOB_ROW, COUNTER, DIGEST_ROW, MATCH_ROW, stored
from monitor.store.database import Area
from monitor.store.schema import alert, chain, counter, dialect, digest, evidence_blob, evidence_use, match

_COLUMNS = ("kind", "subject", "at", "body", "content", "hash")


class Auditing(Area):
    """`audit`."""

    def audit(self, noted: tuple[int, str] = (0, "")) -> Audit:
        """Whether records, alerts, matches, digests and kept bytes are as they were sealed, in one consistent read."""
        return self._db.read(lambda conn: _audit(conn, noted))


def _audit(conn: Connection, noted: tuple[int, str]) -> Audit:
    found = Chain(noted=noted)
    if (closed := _closed(conn)) is not None:
        found.begin_behind(closed)
    for one in _records(conn):
        found.take(one)
    counted = conn.execute(select(counter.c.value).where(counter.c.name == COUNTER)).scalar()
    found.end(counted)
    if found.records:
        _rows(conn, found, (alert, ALERT_ROW), found.alerts)
        _matches(conn, found)
        _rows(conn, found, (digest, DIGEST_ROW), found.digests)
    blobs = _blobs(conn, found)
    found.notes += _unsealed(conn, found)
    return Audit(
        records=found.records,
        number=found.number,
        hash=found.hash,
        since=found.since,
        blobs=blobs,
        findings=tuple(dict.fromkeys(found.findings)),
        notes=tuple(found.notes),
    )


def _unsealed(conn: Connection, found: Chain) -> Iterator[str]:
    """What is from before the chain: nobody can say whether it was changed."""
    if not found.records and found.findings:
        # There was a chain.
        return
    counts = []
    for table, told in ((alert, alert.c.id.is_not(None)), (digest, digest.c.key.is_not(None))):
        query = select(func.count()).select_from(table).where(told)
        if found.records:
            query = query.where(table.c.id <= found.begun.get(f"{table.name}s", 0))
        if count := conn.execute(query).scalar_one():
            counts.append(f"{count} {table.name}{'' if count == 1 else 's'}")
    if counts:
        when = "from before the chain began" if found.records else "the chain begins with the next alert"
        yield f"Not sealed: {' and '.join(counts)}, {when}. Whether they were changed cannot be said."


def _closed(conn: Connection) -> str | None:
    """What the newest record says by which the chain's beginning was closed."""
    body = dialect.as_stored(conn.dialect.name, [chain.c.body])
    query = select(body).where(chain.c.kind == RecordKind.CLOSED.value).order_by(chain.c.number.desc()).limit(1)
    written = conn.execute(query).scalar()
    return None if written is None else _value(written)


def _records(conn: Connection) -> Iterator[StoredRecord]:
    """All records in order, whatever bytes are in them."""
    columns = [dialect.as_stored(conn.dialect.name, [chain.c[name]]).label(name) for name in _COLUMNS]
    query = select(chain.c.number, *columns).order_by(chain.c.number)
    for row in conn.execute(query.execution_options(yield_per=500)):
        subject = _value(row.subject, "integer")
        yield StoredRecord(
            number=row.number,
            kind=_value(row.kind),
            subject=int(subject) if subject is not None else None,
            at=_value(row.at),
            body=_value(row.body),
            content=_value(row.content),
            hash=_value(row.hash),
        )


def _value(written: str, kind: str = "text") -> str | None:
    """The text of one column as it is stored; None if it is nothing, or not of that kind."""
    said, _, data = written.rstrip("|").partition(":")
    try:
        return bytes.fromhex(data).decode() if said == kind else None
    except UnicodeDecodeError:
        # Something that no sealed text can be.
        return "\ufffd" + data


def _seals(conn: Connection, table: Table, names: tuple[str, ...]) -> Iterator[Row[Any]]:
    query = stored(conn.dialect.name, table, names).order_by(*table.primary_key)
    yield from conn.execute(query.execution_options(yield_per=200))


def _rows(
    conn: Connection, found: Chain, what: tuple[Table, tuple[str, ...]], records: dict[int, dict[str, Any] | None]
) -> None:
    """Compare the rows of alerts or digests with their records."""
    table, names = what
    since = found.begun.get(f"{table.name}s", 0)
    open_records = {key for key, said in records.items() if said is not None}
    for row in _seals(conn, table, names):
        said = records.get(row.key)
        open_records.discard(row.key)
        if said is not None and said["row"] != sha256(row.stored):
            found.findings.append(f"{table.name.title()} {row.key} was changed since it was sealed.")
        elif row.key not in records and row.key > since and _is_sealed(table, row.stored):
            found.findings.append(
                f"{table.name.title()} {row.key} has no record: it was inserted, or could not be sealed (see the log)."
            )
    for key in sorted(open_records):
        found.findings.append(f"{table.name.title()} {key} was removed.")


def _is_sealed(table: Table, written: str) -> bool:
    """Whether such a row has a record: a slot that passed without a digest has none."""
    return table is not digest or not written.endswith("null:|")


def _matches(conn: Connection, found: Chain) -> None:
    """Compare the matches that alerts rest on with their seals."""
    sealed = {said["match"]["id"]: (key, said["match"]["row"]) for key, said in found.alerts.items() if said}
    for row in _seals(conn, match, MATCH_ROW):
        alert_id, seal = sealed.pop(row.key, (0, ""))
        if seal and seal != sha256(row.stored):
            found.findings.append(f"Match {row.key} of alert {alert_id} was changed since it was sealed.")
    for key, (alert_id, _) in sealed.items():
        found.findings.append(f"Match {key} of alert {alert_id} was removed.")


def _blobs(conn: Connection, found: Chain) -> int:
    """Compare kept bytes with their hashes, and with what records name; how many there are."""
    columns: list[Any] = [_stored(conn, evidence_blob, name) for name in ("hash", "kind", "size", "seal")]
    rows = conn.execute(select(*columns)).all()
    there = {str(_value(row.hash)): row for row in rows}
    for name, row in there.items():
        what = f"The kept {_value(row.kind)} {name[:12]}"
        if name not in found.named:
            found.findings.append(f"{what} was inserted, or its hash was changed: no record names it.")
        elif _value(row.kind) != found.kinds[name] or not _is_sound(conn, name, row):
            found.findings.append(f"{what} was changed since it was sealed.")
    for name in sorted(found.named.keys() - there.keys() - found.dropped):
        numbers = ", ".join(map(str, sorted(found.named[name])))
        found.findings.append(f"The kept {found.kinds[name]} {name[:12]} of record {numbers} was removed.")
    _uses(conn, found, set(there))
    return len(rows)


def _stored(conn: Connection, table: Table, name: str) -> ColumnElement[str]:
    return dialect.as_stored(conn.dialect.name, [table.c[name]]).label(name)


def _is_sound(conn: Connection, name: str, row: Row[Any]) -> bool:
    """Whether a row is as it was sealed, and its bytes are what their hash says."""
    whole = dialect.as_stored(conn.dialect.name, [evidence_blob.c[one] for one in BLOB_ROW])
    written, data = conn.execute(select(whole, evidence_blob.c.data).where(evidence_blob.c.hash == name)).one()
    size = _value(row.size, "integer")
    if _value(row.seal) != sha256(written) or size is None:
        return False
    return unpacked(Packed(hash=name, size=int(size), data=bytes(data))) is not None


def _uses(conn: Connection, found: Chain, there: set[str]) -> None:
    """Compare the table of who names what with what the records say."""
    said = {(number, name) for name, numbers in found.named.items() if name in there for number in numbers}
    query = select(evidence_use.c.number, _stored(conn, evidence_use, "hash"))
    held = {(row.number, str(_value(row.hash))) for row in conn.execute(query)}
    for number, name in sorted(said ^ held, key=str):
        found.findings.append(f"Which bytes record {number} names was changed ({name[:12]}).")
