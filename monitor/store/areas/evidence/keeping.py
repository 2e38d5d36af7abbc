"""What an alert is proved by, and how much of all that stays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select

from monitor.core.evidence.packing import unpacked
from monitor.errors import StoreError
from monitor.model.evidence.chain import RecordKind
from monitor.model.evidence.kept import BlobKind, MatchedText, Packed, PageHead
from monitor.model.evidence.proof import Proof, ProofPage
from monitor.model.ids import AlertId
from monitor.model.watch import Hit, Verdict, Watchlist
from monitor.store.areas.evidence.chaining import append, drop_blobs
from monitor.store.database import Area
from monitor.store.schema import alert, article, chain, codec, evidence_blob, evidence_use, evidence_waiting, match

_WAITS = timedelta(days=1)
_PAGES_FIRST = {BlobKind.PAGE.value: 0, BlobKind.TEXT.value: 1, BlobKind.LISTS.value: 2}


class Evidence(Area):
    """`proof`, `proved`, `sealed_alerts`, `trim_evidence`."""

    def proof(self, alert_id: AlertId) -> Proof | None:
        """What is kept of an alert; None if there is no such alert, or none with a record."""
        return self._db.read(lambda conn: _proof(conn, alert_id))

    def proved(self) -> list[AlertId]:
        """All alerts with kept texts, the oldest first."""
        mine = evidence_use.c.number == chain.c.number
        kept = (
            select(chain.c.subject)
            .join(evidence_use, mine)
            .join(evidence_blob, evidence_blob.c.hash == evidence_use.c.hash)
        )
        query = kept.where(chain.c.kind == RecordKind.ALERT.value, evidence_blob.c.kind == BlobKind.TEXT.value)
        return self._db.read(
            lambda conn: [AlertId(one) for one in conn.execute(query.order_by(chain.c.number)).scalars()]
        )

    def sealed_alerts(self) -> int:
        """Alerts in the chain, whether anything is kept of them or not."""
        query = select(func.count()).select_from(chain).where(chain.c.kind == RecordKind.ALERT.value)
        return self._db.read(lambda conn: conn.execute(query).scalar_one())

    def trim_evidence(self, now: datetime, before: datetime, budget: int) -> int:
        """Remove kept bytes that only alerts from before need, then the oldest until all fit; how many that were.

        Pages go before texts, texts before watchlists. What goes is recorded in the chain.
        """
        return self._db.write(lambda conn: _trim(conn, now, before, budget))


def _trim(conn: Connection, now: datetime, before: datetime, budget: int) -> int:
    conn.execute(delete(evidence_waiting).where(evidence_waiting.c.read_at < now - _WAITS))
    newest = select(evidence_use.c.hash, func.max(evidence_use.c.number).label("number")).group_by(evidence_use.c.hash)
    last = newest.subquery()
    columns = (evidence_blob.c.hash, evidence_blob.c.kind, evidence_blob.c.packed, chain.c.at, last.c.number)
    rows = conn.execute(
        select(*columns).join(last, last.c.hash == evidence_blob.c.hash).join(chain, chain.c.number == last.c.number)
    ).all()
    old = [row.hash for row in rows if row.at < before]
    left = [row for row in rows if row.at >= before]
    over = sum(row.packed for row in left) - budget
    large: list[str] = []
    for row in sorted(left, key=lambda one: (_PAGES_FIRST[one.kind], one.number)):
        if over <= 0:
            break
        large.append(row.hash)
        over -= row.packed
    return _signed_off(conn, old, "older than evidence.keep", now) + _signed_off(conn, large, "evidence.budget", now)


def _signed_off(conn: Connection, hashes: Sequence[str], why: str, now: datetime) -> int:
    gone = drop_blobs(conn, hashes)
    if gone:
        append(conn, RecordKind.REMOVED, 0, now, {"why": why, "records": [], "kept": gone})
    return len(gone)


_PROVEN = (
    select(
        *(alert.c[name] for name in ("id", "watchlist", "story_id", "reason", "created_at")),
        *(match.c[name] for name in ("hits", "verdict", "version")),
        *(article.c[name] for name in ("title", "canonical_url", "publisher")),
        chain.c.number,
        chain.c.body,
        chain.c.hash.label("seal"),
    )
    .join(match, match.c.id == alert.c.match_id)
    .join(article, article.c.id == match.c.article_id)
    .join(chain, (chain.c.subject == alert.c.id) & (chain.c.kind == RecordKind.ALERT.value))
    .where(chain.c.body.is_not(None))
    .order_by(chain.c.number.desc())
)


def _proof(conn: Connection, alert_id: AlertId) -> Proof | None:
    row = conn.execute(_PROVEN.where(alert.c.id == alert_id)).first()
    if row is None:
        return None
    said = json.loads(row.body)
    text, lists = _blob(conn, said["text"]), _blob(conn, said["lists"])
    return Proof(
        alert_id=alert_id,
        record=row.number,
        seal=row.seal,
        watchlist=row.watchlist,
        story_id=row.story_id,
        reason=row.reason,
        at=row.created_at,
        revision=said["revision"],
        program=said["program"],
        matcher=said["matcher"],
        title=row.title,
        url=row.canonical_url,
        publisher=row.publisher,
        version=row.version,
        hits=codec.decode_all(Hit, row.hits),
        verdict=codec.decode(Verdict, row.verdict),
        text=None if text is None else codec.decode(MatchedText, json.loads(text)),
        lists=None if lists is None else codec.decode_all(Watchlist, json.loads(lists)),
        lists_hash=said["lists"] or "",
        pages=tuple(_page(conn, one) for one in said["pages"]),
    )


def _page(conn: Connection, said: dict[str, Any]) -> ProofPage:
    return ProofPage(
        head=codec.decode(PageHead, said), hash=said["hash"], size=said["size"], body=_blob(conn, said["hash"])
    )


def _blob(conn: Connection, name: str | None) -> bytes | None:
    """Kept bytes; None if they are not there.

    Raises:
        StoreError: they are not what they were.
    """
    mine = select(evidence_blob.c.size, evidence_blob.c.data).where(evidence_blob.c.hash == (name or ""))
    row = conn.execute(mine).one_or_none()
    if row is None:
        return None
    data = unpacked(Packed(hash=name or "", size=row.size, data=bytes(row.data)))
    if data is None:
        raise StoreError(f"What is kept as {(name or '')[:12]} was changed. Run: monitor verify")
    return data
