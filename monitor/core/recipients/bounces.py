"""Mail that came back: whose it was, which one, and whether its address is sent anything more.

A server that takes a mail and gives it up later says so in a report, and anybody can write such a report. What proves
that one is about a mail of ours is the Message-ID of that mail: nobody else knows it. A report that does not have it is
believed as little as words without a status are; and a further address behind ours (a forwarding, a list) that gives a
mail up says nothing of ours, which may have other readers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from monitor.core.recipients.refusals import BOT, CHANCES, address_key, fault_of
from monitor.model.bounces import MailReport, ReportAction, ReportedRecipient, Returned, SentMail
from monitor.model.delivery import AddressFault, Suppression, SuppressionReason
from monitor.model.ids import OutboxId
from monitor.records import dataclass

REPORTED_WITHIN = timedelta(days=30)
"""Of its mail: servers try for five days."""
WORKED_FOR = timedelta(days=2)
"""A mail that did not come back for so long was taken: servers know at once who is unknown."""
_MAILBOX = 550
_GONE, _DOUBTFUL = AddressFault.GONE, AddressFault.DOUBTFUL


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """A mail to an address that came back, as it is on record."""

    at: datetime
    fault: AddressFault
    mail: OutboxId | None = None
    """None: nobody knows which one it was."""


def report_key(report: MailReport, body: bytes) -> str:
    """The same for each copy of a report, and after the mailbox was numbered anew.

    What it says is a part of that: there may be servers that give all of their reports one id.
    """
    said = repr((report.id, report.recipients, report.about)).encode("utf-8", "replace")
    return hashlib.sha256(said if report.id else body).hexdigest()


def returned_by(report: MailReport, bounce: str, sent: Iterable[SentMail]) -> Returned | None:
    """What a report says of one of the mails `sent` within a while, or of an address that they went to.

    `bounce`: the address that reports come to, in which the recipient may stand. None if it is about nothing of ours.
    """
    known = list(sent)
    about = {one.partition("@")[0] for one in report.about}
    mail = next((one for one in known if one.message_id in about), None)
    addresses = {address_key(one.recipient) for one in known}
    address = address_key(mail.recipient) if mail else _named(report, bounce, addresses)
    told = _told_of(report.recipients, address)
    if not address or told is None:
        return None
    fault = AddressFault.NONE if told.action is not ReportAction.FAILED else _fault(told, address)
    if mail is None and fault is AddressFault.GONE:
        fault = AddressFault.DOUBTFUL
    behind = told.final if _is_behind(told, address) else ""
    return Returned(
        address=address,
        action=told.action,
        fault=fault,
        said=_in_words(told, behind),
        # A further address says nothing of this mail: others behind ours may have it.
        mail=None if mail is None or behind else mail.id,
        sent_at=mail.sent_at if mail else None,
    )


def noticed(operators: Iterable[str], now: datetime) -> list[SentMail]:
    """Notices that may have gone to these addresses: nothing proves that a report is about one."""
    return [SentMail(id=OutboxId(0), recipient=one, message_id="-", sent_at=now) for one in operators]


def enough(found: Sequence[CameBack], sent: Iterable[SentMail], lifted: datetime | None, now: datetime) -> bool:
    """Whether nothing is sent to an address any more, after what came back of the mails `sent` to it.

    What came back before a later mail was taken there counts no more, nor what did before the address was `lifted`.
    """
    taken = _last_taken(found, sent, now)
    begin = max(filter(None, (taken, lifted)), default=None)
    counted = [one for one in found if begin is None or one.at > begin]
    for fault, as_bad in ((_GONE, (_GONE,)), (_DOUBTFUL, (_GONE, _DOUBTFUL))):
        times = sorted(one.at for one in counted if one.fault in as_bad)
        most, span = CHANCES[fault, taken is not None]
        if len(times) >= most and times[-1] - times[0] >= span:
            return True
    return False


def _last_taken(found: Sequence[CameBack], sent: Iterable[SentMail], now: datetime) -> datetime | None:
    """When the newest mail went out that was taken there: in two days nothing came back that may have been it."""
    back = {one.mail for one in found}
    unnamed = [one.at for one in found if one.mail is None]
    stayed = (
        mail.sent_at
        for mail in sent
        if mail.id not in back
        and now - mail.sent_at >= WORKED_FOR
        and not any(timedelta(0) <= at - mail.sent_at < WORKED_FOR for at in unnamed)
    )
    return max(stayed, default=None)


def bounced(channel: str, returned: Returned, now: datetime) -> Suppression:
    """The ledger's entry for an address whose mail comes back."""
    return Suppression(
        channel=channel,
        address=returned.address,
        reason=SuppressionReason.BOUNCED,
        why=returned.said,
        at=now,
        by=BOT,
    )


def _named(report: MailReport, bounce: str, known: set[str]) -> str:
    """The address of ours that a report names: where it was sent to, else among those that it speaks of."""
    local, _, domain = address_key(bounce).rpartition("@")
    for to in map(address_key, report.to):
        mine, _, at = to.rpartition("@")
        marked, _, host = mine.removeprefix(f"{local}+").rpartition("=")
        if at == domain and mine.startswith(f"{local}+") and f"{marked}@{host}" in known:
            return f"{marked}@{host}"
    spoken = (address_key(one) for told in report.recipients for one in (told.original, told.final))
    return next((one for one in spoken if one in known), "")


def _told_of(recipients: Sequence[ReportedRecipient], address: str) -> ReportedRecipient | None:
    """What is said of the address itself, else the worst of the others; None if nothing is to be done."""

    def weight(one: ReportedRecipient) -> tuple[bool, bool]:
        return _is_behind(one, address), one.action is not ReportAction.FAILED

    matter = [one for one in recipients if one.action is not ReportAction.NONE]
    own = [one for one in recipients if address_key(one.final) == address]
    if own and all(one.action is ReportAction.NONE for one in own):
        return None
    return min(matter, key=weight, default=None)


def _is_behind(told: ReportedRecipient, address: str) -> bool:
    return bool(told.final) and address_key(told.final) != address


def _fault(told: ReportedRecipient, address: str) -> AddressFault:
    if _is_behind(told, address) or told.status.startswith("4"):
        return AddressFault.NONE
    # A report is no answer in a session, so that its code is that of the words it hands on, if any.
    return fault_of(_MAILBOX, f"{told.status} {told.said}")


def _in_words(told: ReportedRecipient, behind: str) -> str:
    what = "Late" if told.action is ReportAction.DELAYED else "Came back"
    said = told.said if told.said.startswith(told.status) or told.status in told.said else f"{told.status} {told.said}"
    return f"{what}{f' from {behind} behind it' if behind else ''}: {said.strip() or 'no reason is given'}"
