"""What of the store belongs to recipients: what is known of addresses, and those that nothing is sent to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.bounces import MailboxMark, ReportTaken, Verdict
from monitor.model.channels import Pace
from monitor.model.delivery import Standing, Suppression
from monitor.model.routing import QuietHours


class Recipients(Protocol):
    """Part of `ports.Store`; raises as that does."""

    def suppressions(self, *, lifted: bool = False) -> list[Suppression]:
        """The entries of the ledger in force, the newest first; `lifted`: all that there ever were."""
        ...

    def standing(self, channel: str, address: str) -> Standing:
        """What is known of an address on a channel."""
        ...

    def suppress(self, entry: Suppression) -> bool:
        """Put an entry into the ledger; False, changing nothing, if one in force covers it already."""
        ...

    def put_off_deliveries(self, now: datetime, paces: Mapping[str, Pace], quiet: Mapping[str, QuietHours]) -> int:
        """Put off what is due though it is quiet for its subscription, or its address, by channel, has had enough for
        the hour or the day; how many.
        """
        ...

    def mailbox_mark(self, channel: str, mailbox: str) -> MailboxMark | None:
        """How far the mailbox was read that undeliverable mail of a channel comes back to; None if it never was."""
        ...

    def mark_mailbox(self, channel: str, mark: MailboxMark, at: datetime) -> None:
        """It is read up to there, and nothing on the way is a report."""
        ...

    def take_report(self, taken: ReportTaken) -> Verdict:
        """Put a report on record, with what it changes of its mail and its address, and how far the mailbox is read.

        A copy of one that is on record changes nothing more.
        """
        ...

    def link_key(self, fresh: bytes) -> bytes:
        """The secret that links to leave are signed with: `fresh` from the first call on, the same for ever."""
        ...

    def lift(self, ids: Sequence[int], now: datetime, by: str, why: str) -> int:
        """End these entries. What was kept back in the last 30 days, but for who had unsubscribed, is due; how much."""
        ...
