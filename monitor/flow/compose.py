"""Compose: freeze due digests, each with its alerts and one outbox row per recipient."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from monitor.core.compose import ComposeContext, compose
from monitor.core.slots import Slot, due_slot, next_slot
from monitor.errors import UsageError
from monitor.flow.services import Config, Services
from monitor.model.config import Subscription
from monitor.model.digests import Digest, DigestIntent
from monitor.model.facts import SubscriptionState
from monitor.model.outcomes import ComposeOutcome, Step
from monitor.model.watch import Watchlist
from monitor.stories.publishers import independent

log = structlog.get_logger("monitor.compose")


async def compose_due(services: Services) -> int:
    """Compose every subscription whose time has come; returns how many digests were made."""
    config, now = services.config, services.clock.now()
    subscriptions = {one.id: one for one in config.settings.subscriptions}
    made = 0
    for state in await services.call(services.store.due_subscriptions, now):
        subscription = subscriptions.get(state.id)
        if subscription is None:
            continue
        zone = ZoneInfo(subscription.zone)
        slot = due_slot(subscription.cron, zone, state.next_due_at, now)
        if slot is None:
            continue
        next_due = next_slot(subscription.cron, zone, now).at
        intent = await _intent(services, config, subscription, state, slot, next_due)
        saved = await _save(services, intent)
        if not saved:
            await _step_past(services, intent)
        made += saved
    return made


async def compose_now(services: Services, subscription_id: str, label: str = "") -> Digest | None:
    """Compose one subscription at once, leaving its schedule alone; None if another digest took the same alerts.

    `label` names the slot (`demo`); without it the slot is `now-HHMMSS`.

    Raises:
        UsageError: no such subscription.
    """
    config = services.config
    subscription, state = await _find(services, subscription_id)
    slot = _now_slot(services.clock.now(), subscription, label)
    intent = await _intent(services, config, subscription, state, slot, None)
    return intent.digest if await _save(services, intent) else None


async def preview(services: Services, subscription_id: str) -> Digest:
    """The digest that would be sent now; nothing is stored.

    Raises:
        UsageError: no such subscription.
    """
    subscription, state = await _find(services, subscription_id)
    slot = _now_slot(services.clock.now(), subscription, "preview")
    intent = await _intent(services, services.config, subscription, state, slot, None)
    if intent.digest is None:
        raise UsageError("nothing to show")
    return intent.digest


def watchlists_of(config: Config, subscription: Subscription) -> tuple[Watchlist, ...]:
    """The subscription's watchlists that pass its least priority, in the order of the configuration."""
    return tuple(
        watchlist
        for watchlist in config.settings.watchlists
        if watchlist.id in subscription.watchlists and watchlist.priority.rank >= subscription.min_priority.rank
    )


async def _find(services: Services, subscription_id: str) -> tuple[Subscription, SubscriptionState]:
    for subscription in services.config.settings.subscriptions:
        if subscription.id == subscription_id:
            state = await services.call(services.store.subscription, subscription_id)
            if state is not None:
                return subscription, state
    known = ", ".join(one.id for one in services.config.settings.subscriptions)
    raise UsageError(f"there is no subscription {subscription_id!r}; the configuration has: {known or 'none'}")


def _now_slot(now: datetime, subscription: Subscription, label: str) -> Slot:
    local = now.astimezone(ZoneInfo(subscription.zone))
    return Slot(date=local.date().isoformat(), time=label or f"now-{local:%H%M%S}", at=now.astimezone(UTC))


async def _intent(
    services: Services,
    config: Config,
    subscription: Subscription,
    state: SubscriptionState,
    slot: Slot,
    next_due_at: datetime | None,
) -> DigestIntent:
    watchlists = watchlists_of(config, subscription)
    ids = [watchlist.id for watchlist in watchlists]
    facts = await services.call(services.store.window, subscription.id, ids, state.window_from)
    context = ComposeContext(
        subscription=subscription,
        state=state,
        watchlists=watchlists,
        count_publishers=partial(independent, families=dict(config.settings.families)),
        polling=config.settings.polling,
        revision=config.settings.revision,
        revision_since=config.since,
        config_error=config.error,
        now=services.clock.now(),
    )
    return compose(facts, slot, next_due_at, context)


async def _step_past(services: Services, intent: DigestIntent) -> None:
    """If the slot was composed before (the clock or the schedule went back), its alerts wait for the next one.

    Otherwise a digest sent by hand took an alert meanwhile: the slot stays due and is composed anew at the next tick.
    """
    if intent.digest is None or await services.call(services.store.digest, intent.digest.key) is None:
        return
    passed = replace(intent, outcome=ComposeOutcome.ALREADY_COMPOSED, digest=None, alerts=(), outbox=())
    await services.call(services.store.save_digest, passed)


async def _save(services: Services, intent: DigestIntent) -> bool:
    saved = await services.call(services.store.save_digest, intent)
    outcome = intent.outcome if saved is not None or intent.digest is None else ComposeOutcome.ALREADY_COMPOSED
    services.meter.outcome(Step.COMPOSE, outcome)
    if saved is not None:
        log.info("digest composed", action="compose", digest=intent.digest.key if intent.digest else "")
    return saved is not None
