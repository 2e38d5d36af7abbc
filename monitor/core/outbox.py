"""What one delivery attempt changes: sent, another try, or given up visibly; and by which ids messages are known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate

from monitor.core.recipients.refusals import after_acceptance, after_refusal, kept_back, refusal
from monitor.model.alerting import DigestKind
from monitor.model.delivery import AddressFault, DeliveryClaim, DeliveryIntent, Receipt, Suppression
from monitor.model.digests import Digest, DigestStory, OutboxDraft, Part
from monitor.model.outcomes import DeliveryState, SendResult

BACKOFF = (60, 300, 900, 3600)
"""Seconds to the next try after the n-th; the last one repeats, so that a server that is back is met within the hour.
Greylisting asks for half an hour or more."""
GIVE_UP = timedelta(days=3)
LEAST_TRIES = 12
"""Before anything is given up: three days may pass by a clock that leaps, or while the machine is off."""
_MAX_WAIT = 86_400
THREAD_TRIES = 3
MAX_THREAD = 10
"""Earlier messages that one message refers to."""


def dedupe_key(digest: str, channel: str, recipient: str, part: int = 1) -> str:
    """What a delivery is unique by: the digest's key, the channel, the recipient or "", and its part beyond the first.

    No recipient ends like a part: a mail address has no slash behind its @.
    """
    return f"{digest}/{channel}/{recipient}" + (f"/{part}" if part > 1 else "")


def drafts(digest: Digest, channel: str, recipient: str, sizes: Sequence[int]) -> tuple[OutboxDraft, ...]:
    """One row for each message that the digest takes on its way to a recipient; `sizes`: the stories in each."""
    ends = tuple(accumulate(sizes))
    parts = (
        Part(number=number, of=len(sizes), first=end - size, last=end)
        for number, (size, end) in enumerate(zip(sizes, ends, strict=True), start=1)
    )
    return tuple(
        OutboxDraft(
            dedupe_key=dedupe_key(digest.key, channel, recipient, part.number),
            channel=channel,
            recipient=recipient,
            part=part,
        )
        for part in parts
    )


def message_id(delivery: str, created_at: datetime) -> str:
    """The same for every attempt at a delivery, and different between installations that share a receiver.

    `delivery` is its dedupe key, `created_at` the moment at which its digest was composed.
    """
    return hashlib.sha256(f"{delivery}|{created_at.isoformat()}".encode()).hexdigest()[:32]


def earlier_messages(claim: DeliveryClaim) -> tuple[str, ...]:
    """Ids of the messages that this one continues: newest first, at most 10.

    These are those in which the digest's updates were first told to this recipient; before them stands, for a further
    part of a digest, the first one.
    """
    told = {story.told.digest: story.told.at for story in claim.digest.stories if story.update and story.told}
    newest = sorted(told.items(), key=lambda one: (one[1], one[0]), reverse=True)
    if claim.part.number > 1:
        newest.insert(0, (claim.digest.key, claim.created_at))
    return tuple(message_id(dedupe_key(key, claim.channel, claim.recipient), at) for key, at in newest[:MAX_THREAD])


def continued(digest: Digest) -> DigestStory | None:
    """The story that was told before and that this message alone goes on with: it belongs into that story's thread.

    A digest by the clock and a flood tell of several things, so they stand by themselves.
    """
    if digest.kind is not DigestKind.ALERT or len(digest.stories) != 1:
        return None
    (story,) = digest.stories
    return story if story.update and story.told else None


def thread_of(claim: DeliveryClaim) -> str:
    """What the message is posted below; after a few tries it stands by itself: no news may hang on a thread."""
    return claim.below if claim.attempts <= THREAD_TRIES else ""


def told_by(story: DigestStory, digest: Digest, parts: Sequence[Part]) -> int:
    """Which of `parts` of an earlier `digest` told the story: its place among them; the first if none did by name."""
    places = [place for place, one in enumerate(digest.stories) if one.story_id == story.story_id]
    for number, part in enumerate(parts):
        last = len(digest.stories) if part.last is None else part.last
        if any(part.first <= place < last for place in places):
            return number
    return 0


def decide_delivery(claim: DeliveryClaim, receipt: Receipt, now: datetime) -> DeliveryIntent:
    """The row's next state.

    A permanent refusal is given up at once and shown to people. Anything else is tried again with the same
    message id for three days from the first try; `unknown` stays `unknown`, never folded into failed.
    """
    if receipt.result is SendResult.OK:
        return replace(_intent(claim, receipt, now, DeliveryState.SENT, None), posted=receipt.posted)
    if receipt.result is SendResult.PERMANENT:
        return _intent(claim, receipt, now, DeliveryState.ABANDONED, None)
    next_try = now + timedelta(seconds=_wait(claim.attempts, receipt.retry_after_s))
    if next_try - claim.tried_since > GIVE_UP and claim.attempts >= LEAST_TRIES:
        return _intent(claim, receipt, now, DeliveryState.ABANDONED, None)
    unknown = receipt.result is SendResult.UNKNOWN
    return _intent(claim, receipt, now, DeliveryState.UNKNOWN if unknown else DeliveryState.RETRYING, next_try)


def decide_kept_back(claim: DeliveryClaim, suppressed: Suppression, now: datetime) -> DeliveryIntent:
    """Nothing is sent to the address: the row says so and waits, unless its reader wants it no more."""
    state = DeliveryState.SUPPRESSED if suppressed.owed else DeliveryState.UNSUBSCRIBED
    receipt = Receipt(result=SendResult.PERMANENT, detail=kept_back(suppressed))
    return _intent(claim, receipt, now, state, None)


def with_recipient(intent: DeliveryIntent, claim: DeliveryClaim, fault: AddressFault) -> DeliveryIntent:
    """The same, with what the attempt says of the recipient's address; what suppresses it is kept back itself."""
    if not claim.recipient:
        return intent
    if intent.state is DeliveryState.SENT:
        return replace(intent, recipient=after_acceptance(intent.at))
    refused = refusal(claim.channel, claim.recipient, intent.detail, intent.at)
    change = after_refusal(claim.standing, fault, refused)
    if change is None or change.suppress is None:
        return replace(intent, recipient=change)
    said = kept_back(change.suppress)
    return replace(intent, recipient=change, state=DeliveryState.SUPPRESSED, detail=said, next_try_at=None)


def _wait(attempts: int, retry_after_s: int | None) -> int:
    wait = BACKOFF[min(max(attempts, 1), len(BACKOFF)) - 1]
    if retry_after_s is not None:
        wait = max(wait, min(retry_after_s, _MAX_WAIT))
    return wait


def _intent(
    claim: DeliveryClaim, receipt: Receipt, now: datetime, state: DeliveryState, next_try_at: datetime | None
) -> DeliveryIntent:
    return DeliveryIntent(
        id=claim.id,
        token=claim.token,
        at=now,
        state=state,
        result=receipt.result,
        detail=receipt.detail,
        next_try_at=next_try_at,
    )
