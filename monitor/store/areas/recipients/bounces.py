"""Mail that came back: each report once on record, with what it changes, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from monitor.core.outbox import message_id
from monitor.core.recipients.bounces import (
    REPORTED_WITHIN,
    CameBack,
    bounced,
    enough,
    returned_by,
)
from monitor.core.recipients.refusals import address_key, kept_back
from monitor.model.bounces import MailboxMark, ReportAction, ReportTaken, Returned, SentMail, Verdict
from monitor.model.delivery import AddressFault, Suppression
from monitor.model.ids import OutboxId
from monitor.model.outcomes import DeliveryState
from monitor.store.areas.recipients.ledger import suppress_address
from monitor.store.database import Area
from monitor.store.schema import bounce, bounce_mailbox, dialect, outbox, suppression

_KEPT_FOR = timedelta(days=90)


class Bounces(Area):
    """`mailbox_mark`, `mark_mailbox`, `take_report`."""

    def mailbox_mark(self, channel: str, mailbox: str) -> MailboxMark | None:
        """How far the mailbox of a channel was read; None if it never was."""
        query = select(bounce_mailbox.c.mailbox, bounce_mailbox.c.validity, bounce_mailbox.c.uid)
        mine = (bounce_mailbox.c.channel == channel) & (bounce_mailbox.c.mailbox == mailbox)
        row = self._db.read(lambda conn: conn.execute(query.where(mine)).one_or_none())
        return None if row is None else MailboxMark(mailbox=row.mailbox, validity=row.validity, uid=row.uid)

    def mark_mailbox(self, channel: str, mark: MailboxMark, at: datetime) -> None:
        """It is read up to there."""
        self._db.write(lambda conn: _mark(conn, channel, mark, at))

    def take_report(self, taken: ReportTaken) -> Verdict:
        """Put a report on record, with what it changes of its mail and its address; once, however often it comes."""

        def work(conn: Connection) -> Verdict:
            _mark(conn, taken.channel, taken.mark, taken.at)
            mine = (bounce.c.channel == taken.channel) & (bounce.c.key == taken.key)
            if conn.execute(select(bounce.c.id).where(mine)).one_or_none() is not None:
                return Verdict(known=True, ours=True)
            sent = _sent(conn, taken.channel, taken.at - REPORTED_WITHIN)
            returned = returned_by(taken.report, taken.bounce, sent)
            if returned is None:
                return Verdict()
            return _judged(conn, taken, returned, sent)

        return self._db.write(work)


def _judged(conn: Connection, taken: ReportTaken, returned: Returned, sent: Sequence[SentMail]) -> Verdict:
    lifted = _lifted(conn, taken.channel, returned.address)
    if lifted and returned.sent_at and returned.sent_at <= lifted:
        # Somebody knew of it, and has mended it since.
        returned = replace(returned, fault=AddressFault.NONE)
    _record(conn, taken, returned)
    entry = None
    if returned.fault is not AddressFault.NONE:
        theirs = [one for one in sent if address_key(one.recipient) == returned.address]
        if enough(_came_back(conn, taken.channel, returned.address), theirs, lifted, taken.at):
            entry = bounced(taken.channel, returned, taken.at)
            suppress_address(conn, entry)
    _change_mail(conn, returned, entry, taken.at)
    return Verdict(returned=returned, ours=True, suppressed=entry is not None)


def _mark(conn: Connection, channel: str, mark: MailboxMark, at: datetime) -> None:
    row = {"channel": channel, "mailbox": mark.mailbox, "validity": mark.validity, "uid": mark.uid, "read_at": at}
    dialect.upsert(conn, bounce_mailbox, [row])


def _sent(conn: Connection, channel: str, since: datetime) -> list[SentMail]:
    query = select(outbox.c.id, outbox.c.recipient, outbox.c.dedupe_key, outbox.c.created_at, outbox.c.sent_at)
    mails = (outbox.c.channel == channel, outbox.c.recipient != "", outbox.c.sent_at > since)
    return [
        SentMail(
            id=OutboxId(row.id),
            recipient=row.recipient,
            message_id=message_id(row.dedupe_key, row.created_at),
            sent_at=row.sent_at,
        )
        for row in conn.execute(query.where(*mails).order_by(outbox.c.id.desc()))
    ]


def _lifted(conn: Connection, channel: str, address: str) -> datetime | None:
    """When the address was lifted last."""
    mine = (suppression.c.channel == channel) & (suppression.c.address == address)
    return conn.execute(select(func.max(suppression.c.lifted_at)).where(mine)).scalar()


def _came_back(conn: Connection, channel: str, address: str) -> list[CameBack]:
    query = select(bounce.c.outbox_id, bounce.c.fault, bounce.c.at).where(bounce.c.channel == channel)
    failed = (bounce.c.address == address) & (bounce.c.action == ReportAction.FAILED.value)
    return [
        CameBack(at=row.at, fault=AddressFault(row.fault), mail=row.outbox_id)
        for row in conn.execute(query.where(failed))
    ]


def _record(conn: Connection, taken: ReportTaken, returned: Returned) -> None:
    row = {
        "channel": taken.channel,
        "key": taken.key,
        "address": returned.address,
        "outbox_id": returned.mail,
        "action": returned.action.value,
        "fault": returned.fault.value,
        "said": returned.said,
        "at": taken.at,
    }
    conn.execute(insert(bounce), [row])
    conn.execute(delete(bounce).where(bounce.c.at < taken.at - _KEPT_FOR))


def _change_mail(conn: Connection, returned: Returned, entry: Suppression | None, at: datetime) -> None:
    """What its row says from now on: late, given up, or kept back with its address."""
    if returned.mail is None:
        return
    values: dict[str, object] = {"detail": returned.said}
    if returned.action is ReportAction.FAILED:
        state = DeliveryState.ABANDONED if entry is None else DeliveryState.SUPPRESSED
        values |= {"state": state.value, "changed_at": at}
    if entry is not None:
        values["detail"] = kept_back(entry)
    # One that is on its way once more has its own end before it.
    sent = (outbox.c.id == returned.mail) & (outbox.c.state == DeliveryState.SENT.value)
    conn.execute(update(outbox).where(sent).values(values))
