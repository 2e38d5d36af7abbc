"""Send: deliver one outbox row and record what came of it."""

from __future__ import annotations

from dataclasses import replace

import structlog

from monitor.core.outbox import (
    decide_delivery,
    decide_kept_back,
    earlier_messages,
    message_id,
    thread_of,
    with_recipient,
)
from monitor.core.routing.quiet_hours import not_in_quiet
from monitor.flow.recipients.leaving import link_for
from monitor.flow.services import Services
from monitor.model.delivery import DeliveryClaim, DeliveryIntent, Message, Receipt
from monitor.model.outcomes import DeliveryState, SendResult, Step

log = structlog.get_logger("monitor.send")

BUG_TRIES = 3
"""A bug that strikes after the message went out would send it again and again."""


async def deliver(services: Services, claim: DeliveryClaim) -> DeliveryState | None:
    """One attempt at one leased outbox row; None if the claim was lost meanwhile."""
    clock = services.clock.monotonic()
    if claim.suppressed is not None:
        return await _keep(services, claim, decide_kept_back(claim, claim.suppressed, services.clock.now()), 0.0)
    receipt = await _attempt(services, claim)
    services.bugs.pop(_name(claim), None)
    return await _save(services, claim, receipt, services.clock.monotonic() - clock)


async def deliver_broke(services: Services, claim: DeliveryClaim, error: Exception) -> None:
    """A bug met while sending: whether anything went out is unknown, so it is tried again, three times in all."""
    services.bugs[_name(claim)] += 1
    result, detail = SendResult.UNKNOWN, f"internal error ({type(error).__name__}), see the log"
    if services.bugs[_name(claim)] >= BUG_TRIES:
        del services.bugs[_name(claim)]
        result, detail = SendResult.PERMANENT, f"given up after {BUG_TRIES} tries: {detail}"
    await _save(services, claim, Receipt(result=result, detail=detail), 0.0)


async def _save(services: Services, claim: DeliveryClaim, receipt: Receipt, seconds: float) -> DeliveryState | None:
    intent = _rested(services, claim, decide_delivery(claim, receipt, services.clock.now()))
    return await _keep(services, claim, with_recipient(intent, claim, receipt.address), seconds)


async def _keep(
    services: Services, claim: DeliveryClaim, intent: DeliveryIntent, seconds: float
) -> DeliveryState | None:
    if not await services.insist(services.store.save_delivery, intent):
        log.info("claim lost", action="send", delivery=claim.id)
        return None
    services.meter.outcome(Step.SEND, intent.state)
    services.meter.took(Step.SEND, seconds)
    report = log.info if intent.state is DeliveryState.SENT else log.warning
    report(
        f"delivery {intent.state}", action="send", digest=claim.digest.key, channel=claim.channel, note=intent.detail
    )
    return intent.state


def _rested(services: Services, claim: DeliveryClaim, intent: DeliveryIntent) -> DeliveryIntent:
    """The same, with the next try after the quiet hours of who is told."""
    subscriptions = {one.id: one.quiet_hours for one in services.config.settings.subscriptions}
    hours = subscriptions.get(claim.digest.subscription)
    if intent.next_try_at is None or hours is None:
        return intent
    return replace(intent, next_try_at=not_in_quiet(hours, claim.digest.composed_at, intent.next_try_at))


def _name(claim: DeliveryClaim) -> str:
    return f"delivery {claim.id}"


async def _attempt(services: Services, claim: DeliveryClaim) -> Receipt:
    channel = services.channels.get(claim.channel)
    if channel is None:
        # A channel may be renamed by mistake: the row waits for three days instead of being dropped.
        detail = f"channel {claim.channel!r} is no longer in the configuration"
        return Receipt(result=SendResult.TEMPORARY, detail=detail)
    if (said := services.stopped.get(claim.channel)) and not claim.anew:
        return Receipt(result=SendResult.PERMANENT, detail=f"Not sent since this was said: {said}")
    message = Message(
        id=message_id(claim.dedupe_key, claim.created_at),
        recipient=claim.recipient,
        digest=replace(claim.digest, late=claim.late),
        at=services.clock.now(),
        thread=earlier_messages(claim),
        part=claim.part,
        below=thread_of(claim),
        unsubscribe=await link_for(services, claim),
    )
    receipt = await channel.send(message)
    if receipt.stops and services.channels.get(claim.channel) is channel:
        services.stopped[claim.channel] = receipt.detail
    elif receipt.result is SendResult.OK:
        services.stopped.pop(claim.channel, None)
    return receipt
