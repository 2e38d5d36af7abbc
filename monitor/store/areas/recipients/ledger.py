"""Recipients: what is known of mail addresses, and the ledger of those that nothing is sent to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, insert, or_, select, update

from monitor.core.recipients.pace import DAY, Due, Room
from monitor.core.recipients.refusals import address_key, covering
from monitor.core.routing.quiet_hours import quiet_until
from monitor.model.channels import UNLIMITED, Pace
from monitor.model.delivery import DeliveryIntent, RecipientChange, Standing, Suppression, SuppressionReason
from monitor.model.ids import SuppressionId
from monitor.model.outcomes import DeliveryState
from monitor.model.routing import QuietHours
from monitor.store.database import Area
from monitor.store.schema import dialect, digest, outbox, recipient, secret, suppression

_KEPT_FOR = timedelta(days=30)
"""What was kept back for longer is news to nobody."""
_LINKS = "links"
_WAITING = (
    outbox.c.id,
    outbox.c.channel,
    outbox.c.recipient,
    outbox.c.created_at,
    outbox.c.attempts,
    outbox.c.tried_since,
    outbox.c.late,
)
_Who = tuple[str, str]
"""Channel, and address in its comparable form."""


class Recipients(Area):
    """`suppressions`, `standing`, `suppress`, `put_off_deliveries`, `link_key`, `lift`."""

    def suppressions(self, *, lifted: bool = False) -> list[Suppression]:
        """Those in force, the newest first; with the lifted ones if asked for."""
        query = select(suppression).order_by(suppression.c.id.desc())
        if not lifted:
            query = query.where(suppression.c.lifted_at.is_(None))
        return self._db.read(lambda conn: [_suppression(row) for row in conn.execute(query)])

    def standing(self, channel: str, address: str) -> Standing:
        """What is known of an address."""
        return self._db.read(lambda conn: standing_of(conn, channel, address))

    def suppress(self, entry: Suppression) -> bool:
        """Put an entry into the ledger; False if one in force says the same already."""
        return self._db.write(lambda conn: suppress_address(conn, entry))

    def put_off_deliveries(self, now: datetime, paces: Mapping[str, Pace], quiet: Mapping[str, QuietHours]) -> int:
        """Put off what is due in quiet hours or to addresses without room, the oldest keep their turn; how many."""
        return self._db.write(lambda conn: _put_off(conn, now, paces, quiet))

    def link_key(self, fresh: bytes) -> bytes:
        """The secret of links by which readers leave: `fresh` from the first call on."""

        def work(conn: Connection) -> bytes:
            dialect.insert_new(conn, secret, [{"name": _LINKS, "value": fresh.hex()}])
            return bytes.fromhex(conn.execute(select(secret.c.value).where(secret.c.name == _LINKS)).scalar_one())

        return self._db.write(work)

    def lift(self, ids: Sequence[int], now: datetime, by: str, why: str) -> int:
        """End these entries; how many deliveries of the last 30 days are due now because of it, as late ones."""

        def work(conn: Connection) -> int:
            due = 0
            for one in ids:
                found = conn.execute(select(suppression).where(suppression.c.id == one)).one_or_none()
                if found is None or found.lifted_at is not None:
                    continue
                ended = {"lifted_at": now, "lifted_by": by, "lifted_why": why}
                conn.execute(update(suppression).where(suppression.c.id == one).values(ended))
                # Refusals from before count no more, or the next one would be one too many at once.
                fresh = {"refusals": 0, "refused_since": None}
                mine = (recipient.c.channel == found.channel) & (recipient.c.address == found.address)
                conn.execute(update(recipient).where(mine).values(fresh))
                due += _send_what_was_kept_back(conn, _suppression(found), now)
            return due

        return self._db.write(work)


def in_force(conn: Connection, channel: str, address: str) -> list[Suppression]:
    """The entries about an address that are not lifted."""
    if not address:
        return []
    mine = (suppression.c.channel == channel) & (suppression.c.address == address_key(address))
    query = select(suppression).where(mine, suppression.c.lifted_at.is_(None))
    return [_suppression(row) for row in conn.execute(query)]


def every_suppression(conn: Connection) -> tuple[Suppression, ...]:
    """All entries in force."""
    query = select(suppression).where(suppression.c.lifted_at.is_(None)).order_by(suppression.c.id)
    return tuple(_suppression(row) for row in conn.execute(query))


def standing_of(conn: Connection, channel: str, address: str) -> Standing:
    """What is known of an address."""
    if not address:
        return Standing()
    mine = (recipient.c.channel == channel) & (recipient.c.address == address_key(address))
    row = conn.execute(select(recipient).where(mine)).one_or_none()
    if row is None:
        return Standing()
    return Standing(accepted_at=row.accepted_at, refusals=row.refusals, refused_since=row.refused_since)


def keep_change(conn: Connection, intent: DeliveryIntent) -> None:
    """What an attempt changes of its recipient."""
    if intent.recipient is None:
        return
    row = conn.execute(select(outbox.c.channel, outbox.c.recipient).where(outbox.c.id == intent.id)).one()
    if row.recipient:
        _change(conn, row.channel, row.recipient, intent.recipient)


def _change(conn: Connection, channel: str, address: str, change: RecipientChange) -> None:
    standing = change.standing
    row = {
        "channel": channel,
        "address": address_key(address),
        "accepted_at": standing.accepted_at,
        "refusals": standing.refusals,
        "refused_since": standing.refused_since,
    }
    dialect.upsert(conn, recipient, [row])
    if change.suppress is not None:
        suppress_address(conn, change.suppress)


def suppress_address(conn: Connection, entry: Suppression) -> bool:
    """Put an entry into the ledger; False if one in force says the same already."""
    known = in_force(conn, entry.channel, entry.address)
    found = covering(known, entry.channel, entry.address, entry.subscription)
    if found is not None:
        return False
    row = {
        "channel": entry.channel,
        "address": address_key(entry.address),
        "subscription": entry.subscription,
        "reason": entry.reason.value,
        "why": entry.why,
        "at": entry.at,
        "by": entry.by,
        "lifted_by": "",
        "lifted_why": "",
    }
    conn.execute(insert(suppression), [row])
    return True


def _send_what_was_kept_back(conn: Connection, lifted: Suppression, now: datetime) -> int:
    """Make due what the address missed, unless its reader had left or another entry is still in force."""
    if not lifted.owed:
        return 0
    kept = (outbox.c.channel == lifted.channel) & (outbox.c.state == DeliveryState.SUPPRESSED.value)
    query = select(outbox.c.id, outbox.c.recipient, digest.c.subscription).join_from(outbox, digest)
    rows = conn.execute(query.where(kept, outbox.c.changed_at > now - _KEPT_FOR)).all()
    others = in_force(conn, lifted.channel, lifted.address)
    due = [
        row.id
        for row in rows
        if address_key(row.recipient) == lifted.address
        and lifted.subscription in ("", row.subscription)
        and covering(others, lifted.channel, row.recipient, row.subscription) is None
    ]
    again = {"state": DeliveryState.RETRYING.value, "due_at": now, "changed_at": now, "tried_since": None, "late": 1}
    for chunk in dialect.chunks(due):
        conn.execute(update(outbox).where(outbox.c.id.in_(chunk)).values(again))
    return len(due)


def _suppression(row: Row[tuple[object, ...]]) -> Suppression:
    found = dict(row._mapping)
    return Suppression(**found | {"id": SuppressionId(found["id"]), "reason": SuppressionReason(found["reason"])})


def _put_off(conn: Connection, now: datetime, paces: Mapping[str, Pace], quiet: Mapping[str, QuietHours]) -> int:
    asleep = [name for name, hours in quiet.items() if quiet_until(hours, now) is not None]
    theirs = or_(outbox.c.channel.in_(paces) & (outbox.c.recipient != ""), digest.c.subscription.in_(asleep))
    query = select(*_WAITING, digest.c.subscription).join_from(outbox, digest).where(outbox.c.due_at <= now, theirs)
    rows = conn.execute(query.where(outbox.c.token.is_(None)).order_by(outbox.c.due_at, outbox.c.id)).all()
    if not rows:
        return 0
    taken, rooms, moved = _taken(conn, now, paces), dict[_Who, Room](), 0
    for row in rows:
        who = (row.channel, address_key(row.recipient))
        # Somebody asked for another try: a new period has begun, of a message that is not taken up by itself.
        by_hand = row.attempts > 0 and row.tried_since is None and not row.late
        due = Due(composed_at=row.created_at, hours=quiet.get(row.subscription), by_hand=by_hand)
        if who not in rooms:
            rooms[who] = Room(taken[who], paces.get(row.channel, UNLIMITED) if row.recipient else UNLIMITED)
        turn = rooms[who].take(due, now)
        if turn is not None:
            said = f"Waits until {turn.at:%Y-%m-%d %H:%M} UTC: {turn.why}."
            conn.execute(update(outbox).where(outbox.c.id == row.id).values(due_at=turn.at, detail=said))
            moved += 1
    return moved


def _taken(conn: Connection, now: datetime, paces: Mapping[str, Pace]) -> dict[_Who, list[datetime]]:
    """When messages went to each address within a day; what is on its way at this moment counts as well."""
    recent = or_(outbox.c.sent_at > now - DAY, outbox.c.token.is_not(None))
    query = select(outbox.c.channel, outbox.c.recipient, outbox.c.sent_at)
    found: dict[_Who, list[datetime]] = defaultdict(list)
    for row in conn.execute(query.where(outbox.c.channel.in_(paces), outbox.c.recipient != "", recent)):
        # A clock that was set back must keep nobody waiting for longer than a day.
        found[row.channel, address_key(row.recipient)].append(min(row.sent_at or now, now))
    return found
