"""The outbox: an attempt is on record before anything leaves the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import NoResultFound

from monitor.core.outbox import continued, dedupe_key
from monitor.core.recipients.refusals import covering
from monitor.errors import StoreError
from monitor.model.delivery import DeliveryClaim, DeliveryIntent
from monitor.model.digests import Digest, Part
from monitor.model.ids import DigestId, OutboxId, Token
from monitor.model.outcomes import DeliveryState, SendResult
from monitor.store.areas.alerts import first_message
from monitor.store.areas.recipients import in_force, keep_change, standing_of
from monitor.store.database import Area
from monitor.store.schema import UtcTime, attempt, codec, counter, dialect, digest, due_rows, held, outbox, take

LOST = "the process ended before the answer was known"
_ACKNOWLEDGED = "acknowledged"
_MISSED_FOR = timedelta(days=30)
_CLAIM = select(
    outbox.c.id,
    outbox.c.dedupe_key,
    outbox.c.channel,
    outbox.c.recipient,
    outbox.c.attempts,
    outbox.c.created_at,
    outbox.c.tried_since,
    outbox.c.digest_id,
    outbox.c.part,
    outbox.c.late,
)
_BODY = select(digest.c.body)


class Sending(Area):
    """`claim_deliveries`, `save_delivery`, and what people do to them."""

    def claim_deliveries(
        self,
        now: datetime,
        lease_until: datetime,
        limit: int,
        in_hand: Collection[int] = (),
        per_channel: int | None = None,
    ) -> list[DeliveryClaim]:
        """Due outbox rows, the longest due first; each is `sending` with its attempt on record when this returns."""

        def work(conn: Connection) -> list[DeliveryClaim]:
            ids = _chosen(conn, now, limit, in_hand, per_channel or limit)
            token = take(conn, outbox, ids, lease_until)
            # A row found in `sending` is one whose lease ran out: its last attempt ended nobody knows how.
            close_attempts(conn, ids, now)
            for chunk in dialect.chunks(ids):
                since = func.coalesce(outbox.c.tried_since, bindparam("since", now, UtcTime()))
                sending = {"state": DeliveryState.SENDING.value, "changed_at": now, "tried_since": since}
                conn.execute(update(outbox).where(outbox.c.id.in_(chunk)).values(sending))
            claims = _read(conn, ids, token, now)
            if claims:
                conn.execute(insert(attempt), [_attempt(claim, now) for claim in claims])
            return claims

        return self._db.write(work)

    def save_delivery(self, intent: DeliveryIntent) -> bool:
        """Result of one attempt; False if the lease was lost."""

        def work(conn: Connection) -> bool:
            values: dict[str, Any] = {
                "state": intent.state.value,
                "changed_at": intent.at,
                "detail": intent.detail,
                "token": None,
                "due_at": None if intent.state.final else intent.next_try_at or intent.at,
            }
            if intent.state is DeliveryState.SENT:
                values |= {"sent_at": intent.at, "posted": intent.posted}
            mine = update(outbox).where(held(outbox, intent.id, intent.token))
            if conn.execute(mine.values(values)).rowcount == 0:
                return False
            ended = {"ended_at": intent.at, "result": intent.result.value, "detail": intent.detail}
            open_one = (attempt.c.outbox_id == intent.id) & attempt.c.ended_at.is_(None)
            conn.execute(update(attempt).where(open_one).values(ended))
            keep_change(conn, intent)
            if intent.state is DeliveryState.SENT:
                _take_up_what_was_missed(conn, intent.id, intent.at)
            return True

        return self._db.write(work)

    def acknowledge_deliveries(self, now: datetime) -> int:
        """People have seen what was given up until `now`; how many rows that were."""

        def work(conn: Connection) -> int:
            rows = conn.execute(select(func.count()).select_from(outbox).where(*unacknowledged(conn))).scalar_one()
            # Rounded up: the clock that names the moment is finer than the note of it.
            dialect.upsert(conn, counter, [{"name": _ACKNOWLEDGED, "value": int(now.timestamp() * 1000) + 1}])
            return int(rows)

        return self._db.write(work)

    def hurry_deliveries(self, channels: Sequence[str], now: datetime) -> int:
        """Make due now what waits for another try on these channels."""
        tried = (outbox.c.channel.in_(channels), outbox.c.token.is_(None), outbox.c.due_at > now)
        return self._db.write(lambda conn: conn.execute(update(outbox).where(*tried).values(due_at=now)).rowcount)

    def retry_delivery(self, outbox_id: OutboxId, now: datetime) -> bool:
        """Make an unsent row due now; a row that is being sent at this moment stays as it is (True)."""

        def work(conn: Connection) -> bool:
            state = conn.execute(select(outbox.c.state).where(outbox.c.id == outbox_id)).scalar()
            if state is None or state == DeliveryState.SENT.value:
                return False
            abandoned = outbox.c.state == DeliveryState.ABANDONED.value
            waiting = {
                "due_at": now,
                "changed_at": now,
                "tried_since": None,
                "acknowledged_at": None,
                "state": case((abandoned, literal(DeliveryState.RETRYING.value)), else_=outbox.c.state),
            }
            idle = (outbox.c.id == outbox_id) & outbox.c.token.is_(None)
            conn.execute(update(outbox).where(idle).values(waiting))
            return True

        return self._db.write(work)


def unacknowledged(conn: Connection) -> tuple[ColumnElement[bool], ...]:
    """The rows that were given up and that nobody has acknowledged."""
    seen = conn.execute(select(counter.c.value).where(counter.c.name == _ACKNOWLEDGED)).scalar()
    given_up = and_(outbox.c.state == DeliveryState.ABANDONED.value, outbox.c.acknowledged_at.is_(None))
    if seen is None:
        return (given_up,)
    return given_up, outbox.c.changed_at > datetime.fromtimestamp(seen / 1000, UTC)


def _read(conn: Connection, ids: list[int], token: Token, now: datetime) -> list[DeliveryClaim]:
    """The claims of these rows; one that cannot be read is given up and keeps nobody else waiting."""
    digests: dict[int, Digest] = {}
    claims = []
    for one in ids:
        try:
            claims.append(_claim(conn, one, (token, now), digests))
        except (StoreError, ValueError, TypeError, KeyError, NoResultFound) as problem:
            detail = f"This delivery cannot be read ({str(problem)[:160]}). See monitor db check; it is not sent."
            given_up = {"state": DeliveryState.ABANDONED.value, "token": None, "due_at": None, "changed_at": now}
            conn.execute(update(outbox).where(outbox.c.id == one).values(**given_up, detail=detail))
    return claims


def _claim(
    conn: Connection, outbox_id: int, taken: tuple[Token, datetime], digests: dict[int, Digest]
) -> DeliveryClaim:
    token, now = taken
    row = conn.execute(_CLAIM.where(outbox.c.id == outbox_id)).one()
    if row.digest_id not in digests:
        body = conn.execute(_BODY.where(digest.c.id == row.digest_id)).scalar_one()
        digests[row.digest_id] = codec.decode(Digest, body)
    frozen = digests[row.digest_id]
    story = continued(frozen)
    subscription = frozen.subscription
    return DeliveryClaim(
        id=OutboxId(row.id),
        token=token,
        dedupe_key=row.dedupe_key,
        channel=row.channel,
        recipient=row.recipient,
        attempts=row.attempts,
        created_at=row.created_at,
        tried_since=row.tried_since,
        digest_id=DigestId(row.digest_id),
        digest=frozen,
        part=codec.decode(Part, row.part),
        late=row.late > 0,
        anew=row.attempts > 1 and row.tried_since == now,
        standing=standing_of(conn, row.channel, row.recipient),
        suppressed=covering(in_force(conn, row.channel, row.recipient), row.channel, row.recipient, subscription),
        below=first_message(conn, story, row.channel, row.recipient) if story else "",
    )


def _take_up_what_was_missed(conn: Connection, sent: OutboxId, now: datetime) -> None:
    """A receiver that takes messages gets those that were given up before, once more and marked late."""
    taken = select(outbox.c.channel, outbox.c.recipient, outbox.c.late, digest.c.subscription, outbox.c.digest_id)
    row = conn.execute(taken.join_from(outbox, digest).where(outbox.c.id == sent)).one()
    of_late = (outbox.c.late == 0, outbox.c.changed_at > now - _MISSED_FOR)
    missed = (*unacknowledged(conn), *of_late)
    here = (outbox.c.channel == row.channel) & (outbox.c.recipient == row.recipient)
    again = {"state": DeliveryState.RETRYING.value, "due_at": now, "changed_at": now, "tried_since": None, "late": 1}
    conn.execute(update(outbox).where(here, *missed).values(again))
    if not row.late:
        # Of a late one the receivers are those of long ago.
        kept_back = outbox.c.state == DeliveryState.SUPPRESSED.value
        _pass_on(conn, row, (or_(and_(*unacknowledged(conn)), kept_back), *of_late), now)


def _pass_on(conn: Connection, row: Any, missed: Sequence[ColumnElement[bool]], now: datetime) -> None:
    """To who came in the place of receivers that the subscription no longer has: copies of what those missed."""
    other = outbox.alias()
    still = exists().where(
        other.c.digest_id == row.digest_id,
        other.c.channel == outbox.c.channel,
        other.c.recipient == outbox.c.recipient,
    )
    known = exists().where(
        other.c.digest_id == outbox.c.digest_id, other.c.channel == row.channel, other.c.recipient == row.recipient
    )
    theirs = select(outbox.c.digest_id, outbox.c.part, outbox.c.created_at, digest.c.key).join_from(outbox, digest)
    theirs = theirs.where(digest.c.subscription == row.subscription, ~still, ~known, *missed).order_by(outbox.c.id)
    copies = [
        {
            "dedupe_key": dedupe_key(one.key, row.channel, row.recipient, codec.decode(Part, one.part).number),
            "digest_id": one.digest_id,
            "part": one.part,
            "channel": row.channel,
            "recipient": row.recipient,
            "state": DeliveryState.PENDING.value,
            "created_at": one.created_at,
            "changed_at": now,
            "detail": "",
            "due_at": now,
            "attempts": 0,
            "late": 1,
        }
        for one in conn.execute(theirs).all()
    ]
    dialect.insert_new(conn, outbox, copies)


def _chosen(conn: Connection, now: datetime, limit: int, in_hand: Collection[int], per_channel: int) -> list[int]:
    """At most `limit` due rows, no channel with more than `per_channel` of them and of those in hand together."""
    due = due_rows(outbox, now, in_hand)
    busy = Counter(conn.execute(select(outbox.c.channel).where(outbox.c.id.in_(in_hand))).scalars()) if in_hand else {}
    found: list[tuple[datetime, int]] = []
    for channel in conn.execute(select(outbox.c.channel).where(outbox.c.due_at <= now).distinct()).scalars().all():
        room = per_channel - busy.get(channel, 0)
        if room > 0:
            mine = due.where(outbox.c.channel == channel).add_columns(outbox.c.due_at).limit(min(room, limit))
            found += [(row.due_at, row.id) for row in conn.execute(dialect.claiming(mine))]
    return [one for _, one in sorted(found)[:limit]]


def close_attempts(conn: Connection, ids: list[int], now: datetime) -> None:
    """End the attempts of these rows that were never answered, as `unknown`."""
    ended = {"ended_at": now, "result": SendResult.UNKNOWN.value, "detail": LOST}
    for chunk in dialect.chunks(ids):
        open_ones = attempt.c.outbox_id.in_(chunk) & attempt.c.ended_at.is_(None)
        conn.execute(update(attempt).where(open_ones).values(ended))


def _attempt(claim: DeliveryClaim, now: datetime) -> dict[str, Any]:
    return {"outbox_id": claim.id, "number": claim.attempts, "started_at": now, "result": "", "detail": ""}
