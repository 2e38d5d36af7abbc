"""Mail that came back: reports of mail servers, the mailbox that they come to, and what was made of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.model.delivery import AddressFault
from monitor.model.ids import OutboxId
from monitor.records import dataclass


class ReportAction(StrEnum):
    """What a mail server did with a mail (RFC 3464, 2.3.3)."""

    FAILED = "failed"
    """It gave up, and nobody there has the mail."""
    DELAYED = "delayed"
    """It goes on trying."""
    NONE = "none"
    """Delivered, or handed on: nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedRecipient:
    """What a report says of one address."""

    final: str = ""
    """The address that was tried last, "" if none is named."""
    original: str = ""
    """The one that the sender wrote, as far as the report names it."""
    action: ReportAction
    status: str = ""
    """RFC 3463, as `5.1.1`; "" for none."""
    said: str = ""
    """The server's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReport:
    """A mail server's report on a mail that we sent, or somebody who looks like us."""

    id: str
    """The Message-ID of the report, "" for none."""
    recipients: tuple[ReportedRecipient, ...]
    to: tuple[str, ...] = ()
    """The addresses that the report was sent to."""
    about: tuple[str, ...] = ()
    """Message-IDs, without brackets, of what it may be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxMark:
    """How far a mailbox was read."""

    mailbox: str
    """Whose mailbox it is, on which server, which folder."""
    validity: int
    """With another one (UIDVALIDITY) the numbers mean other letters."""
    uid: int
    """The last one that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in a mailbox, its beginning."""

    uid: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look into a mailbox found behind a mark."""

    mailbox: str
    validity: int = 0
    letters: tuple[Letter, ...] = ()
    """In their order."""
    more: bool = False
    """Whether there are others behind them."""
    trouble: str = ""
    """Why it ended early, in one sentence; "" if it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """A mail that a server took from us."""

    id: OutboxId
    recipient: str
    message_id: str
    """Without its domain."""
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A mail that came back, or is late."""

    address: str
    """Whose it was, in its comparable form."""
    action: ReportAction
    fault: AddressFault
    """What it says of the address."""
    said: str
    """In one line."""
    mail: OutboxId | None = None
    """Which one it was; None if the report does not prove that it is about one of ours."""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaken:
    """A report to be put on record: what it says, and how far the mailbox is read with it."""

    channel: str
    bounce: str
    """The address that reports come to."""
    key: str
    """The same for each copy of the report."""
    report: MailReport
    mark: MailboxMark
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was made of a report."""

    known: bool = False
    """It was on record already."""
    returned: Returned | None = None
    """None: it is about nothing that we sent, or says nothing that matters."""
    ours: bool = False
    """Whether it is about a mail of ours."""
    suppressed: bool = False
    """Whether nothing is sent to the address from now on."""
