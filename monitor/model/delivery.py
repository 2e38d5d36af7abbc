"""Recipients and the ledger of those that nothing is sent to; outbox rows on their way, and what an attempt changes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.model.digests import WHOLE, Digest, Part
from monitor.model.ids import DigestId, OutboxId, SuppressionId, Token
from monitor.model.outcomes import DeliveryState, SendResult
from monitor.records import dataclass

NOT_STORED = SuppressionId(0)


class AddressFault(StrEnum):
    """What a refusal says of the recipient's address itself, beside this one message."""

    NONE = ""
    """Nothing: it is about the message, the sender, a rule or the moment."""
    GONE = "gone"
    """There is no such address."""
    DOUBTFUL = "doubtful"
    """There seems to be none: the words say so, or it is switched off."""


class SuppressionReason(StrEnum):
    """Why nothing is sent to an address."""

    REFUSED = "refused"
    """The mail server said that there is no such address."""
    BOUNCED = "bounced"
    """A mail server farther on said so: mail comes back."""
    UNSUBSCRIBED = "unsubscribed"
    """Who reads there wants it no more."""
    BY_HAND = "by_hand"
    """The operator's own decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One entry of the ledger. It stays there when it was lifted."""

    channel: str
    address: str
    """In its comparable form."""
    subscription: str = ""
    """The only subscription that it is about; "" for all."""
    reason: SuppressionReason
    why: str
    """In one sentence: the server's answer, or what a person said."""
    at: datetime
    by: str
    """Who: `monitor`, the recipient, or the name that the operator gave."""
    id: SuppressionId = NOT_STORED
    lifted_at: datetime | None = None
    lifted_by: str = ""
    lifted_why: str = ""

    @property
    def owed(self) -> bool:
        """Whether what was kept back meanwhile is sent when it is lifted: who left of their own will missed nothing."""
        return self.reason is not SuppressionReason.UNSUBSCRIBED


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one address on one channel."""

    accepted_at: datetime | None = None
    """When a message to it was last accepted; None if none ever was."""
    refusals: int = 0
    """So many refusals about the address since then."""
    refused_since: datetime | None = None


UNKNOWN = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientChange:
    """What one attempt changes of a recipient; `suppress` None: it is sent to as before."""

    standing: Standing
    suppress: Suppression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryClaim:
    """A leased outbox row; the attempt is already recorded as `sending`."""

    id: OutboxId
    token: Token
    dedupe_key: str
    channel: str
    recipient: str
    attempts: int
    """This one included."""
    created_at: datetime
    tried_since: datetime
    """The first try of this period: a retry by hand begins a new one."""
    digest_id: DigestId
    digest: Digest
    part: Part = WHOLE
    """What of the digest goes out with this row."""
    late: bool = False
    """It was given up, and is told now that its receiver takes messages again."""
    anew: bool = False
    """The first try of a further period: people, or a receiver that takes messages again, asked for it."""
    standing: Standing = UNKNOWN
    """What is known of the recipient's address."""
    suppressed: Suppression | None = None
    """Why nothing is sent to it, if so."""
    below: str = ""
    """`Receipt.posted` of the message that told its story first, on the same way; "" if it stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is asked to deliver. `id` is stable over all attempts (Message-ID, webhook-id)."""

    id: str
    recipient: str
    digest: Digest
    at: datetime
    """Of this attempt."""
    thread: tuple[str, ...] = ()
    """Ids of earlier messages to the same recipient that this one continues, the newest first."""
    part: Part = WHOLE
    """What of the digest it tells."""
    unsubscribe: str = ""
    """The address by which this recipient leaves the subscription, "" for none."""
    below: str = ""
    """What this channel said (`Receipt.posted`) of the message in whose thread this one belongs, "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What came of one attempt."""

    result: SendResult
    detail: str
    """One sentence without secrets: the server's answer, the file's path."""
    retry_after_s: int | None = None
    stops: bool = False
    """The receiver wants nothing more from us (410): nothing is sent there until the configuration changes."""
    address: AddressFault = AddressFault.NONE
    """What a refusal says of the recipient's address."""
    posted: str = ""
    """By which the channel finds the thread of this message again, if it can; it means nothing to anybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryIntent:
    """What one attempt changes; saved only if `token` still holds the row."""

    id: OutboxId
    token: Token
    at: datetime
    state: DeliveryState
    result: SendResult
    detail: str
    next_try_at: datetime | None = None
    recipient: RecipientChange | None = None
    """What it changes of the recipient; None: nothing."""
    posted: str = ""
    """`Receipt.posted`, of a message that was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """An outbox row as `deliveries list` shows it."""

    id: OutboxId
    digest_key: str
    part: Part
    channel: str
    recipient: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    detail: str
