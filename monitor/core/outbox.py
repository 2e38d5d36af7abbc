"""What one delivery attempt changes: sent, another try, or given up visibly."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model.delivery import DeliveryClaim, DeliveryIntent, Receipt
from monitor.model.outcomes import DeliveryState, SendResult

BACKOFF = (60, 300, 900, 3600, 4 * 3600, 8 * 3600)
"""Seconds to the next try after the n-th; the last one repeats. Greylisting asks for half an hour or more."""
GIVE_UP = timedelta(days=3)
_MAX_WAIT = 86_400


def decide_delivery(claim: DeliveryClaim, receipt: Receipt, now: datetime) -> DeliveryIntent:
    """The row's next state.

    A permanent refusal is given up at once and shown to people. Anything else is tried again with the same
    message id for three days; `unknown` stays `unknown`, never folded into failed.
    """
    if receipt.result is SendResult.OK:
        return _intent(claim, receipt, now, DeliveryState.SENT, None)
    if receipt.result is SendResult.PERMANENT:
        return _intent(claim, receipt, now, DeliveryState.ABANDONED, None)
    next_try = now + timedelta(seconds=_wait(claim.attempts, receipt.retry_after_s))
    if next_try - claim.created_at > GIVE_UP:
        return _intent(claim, receipt, now, DeliveryState.ABANDONED, None)
    unknown = receipt.result is SendResult.UNKNOWN
    return _intent(claim, receipt, now, DeliveryState.UNKNOWN if unknown else DeliveryState.RETRYING, next_try)


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
