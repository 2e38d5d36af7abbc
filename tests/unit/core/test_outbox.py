"""What one delivery attempt changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, context, facts
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.compose import compose
from monitor.core.outbox import BACKOFF, GIVE_UP, decide_delivery
from monitor.core.slots import Slot
from monitor.model.delivery import DeliveryClaim, Receipt
from monitor.model.ids import DigestId, OutboxId, Token
from monitor.model.outcomes import DeliveryState, SendResult


def claim(attempts: int = 1, age: timedelta = timedelta(0)) -> DeliveryClaim:
    digest = compose(facts(), Slot(date="2026-11-22", time="07:00", at=NOW), NOW, context()).digest
    assert digest is not None
    return DeliveryClaim(
        id=OutboxId(3), token=Token(5), dedupe_key="k", channel="mail", recipient="a@example.org",
        attempts=attempts, created_at=NOW - age, digest_id=DigestId(1), digest=digest,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("result", "attempts", "age", "retry_after", "state", "wait_s"),
    [
        pytest.param(SendResult.OK, 1, 0, None, DeliveryState.SENT, None, id="sent"),
        pytest.param(SendResult.OK, 9, 80, None, DeliveryState.SENT, None, id="sent late is sent"),
        pytest.param(SendResult.PERMANENT, 1, 0, None, DeliveryState.ABANDONED, None, id="refused for good"),
        pytest.param(SendResult.TEMPORARY, 1, 0, None, DeliveryState.RETRYING, 60, id="first retry"),
        pytest.param(SendResult.TEMPORARY, 2, 0, None, DeliveryState.RETRYING, 300, id="second retry"),
        pytest.param(SendResult.TEMPORARY, 99, 1, None, DeliveryState.RETRYING, 28_800, id="back-off ends at 8 h"),
        pytest.param(SendResult.TEMPORARY, 1, 0, 1800, DeliveryState.RETRYING, 1800, id="the receiver's own wish"),
        pytest.param(SendResult.TEMPORARY, 1, 0, 5, DeliveryState.RETRYING, 60, id="never sooner than ours"),
        pytest.param(SendResult.TEMPORARY, 1, 0, 10**9, DeliveryState.RETRYING, 86_400, id="an absurd wish is clamped"),
        pytest.param(SendResult.TEMPORARY, 9, 72, None, DeliveryState.ABANDONED, None, id="given up after 3 days"),
        pytest.param(SendResult.UNKNOWN, 1, 0, None, DeliveryState.UNKNOWN, 60, id="unknown stays unknown"),
        pytest.param(SendResult.UNKNOWN, 9, 72, None, DeliveryState.ABANDONED, None, id="unknown for 3 days"),
    ],
)
def test_decision(
    result: SendResult, attempts: int, age: int, retry_after: int | None, state: DeliveryState, wait_s: int | None
) -> None:
    receipt = Receipt(result=result, detail="250 ok", retry_after_s=retry_after)
    intent = decide_delivery(claim(attempts, timedelta(hours=age)), receipt, NOW)
    assert intent.state is state
    assert intent.next_try_at == (None if wait_s is None else NOW + timedelta(seconds=wait_s))
    assert intent.detail == "250 ok"


@given(attempts=st.integers(0, 1000), hours=st.integers(0, 100), wish=st.none() | st.integers(0, 10**12))
def test_an_unsent_row_is_always_either_due_again_or_given_up(attempts: int, hours: int, wish: int | None) -> None:
    receipt = Receipt(result=SendResult.TEMPORARY, detail="", retry_after_s=wish)
    intent = decide_delivery(claim(attempts, timedelta(hours=hours)), receipt, NOW)
    if intent.state is DeliveryState.ABANDONED:
        assert intent.next_try_at is None
    else:
        assert intent.next_try_at is not None
        assert NOW + timedelta(seconds=BACKOFF[0]) <= intent.next_try_at <= NOW + GIVE_UP
