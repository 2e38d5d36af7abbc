"""Compose: freeze due digests, each with its alerts and one outbox row per recipient."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

import structlog

from monitor import flow
from monitor.core.audit.due import told_between
from monitor.core.digest.compose import compose
from monitor.core.digest.context import ComposeContext
from monitor.core.digest.surge import WEEK, WEEKS, surges, topics_of
from monitor.core.routing.quiet_hours import next_digest, quiet_until
from monitor.core.schedule.slots import Slot, due_slot
from monitor.errors import EngineError, MonitorError, StoreBusyError, UsageError
from monitor.flow.feeds.watch import quiet_among_many, quiet_on_topics, silences_of
from monitor.flow.recipients.devices import told_by_pushes
from monitor.flow.routing import Look, Routed, routed, sorted_of, watchlists_of, window_route, with_held
from monitor.flow.services import Config, Services
from monitor.flow.translation.translating import translated
from monitor.model.config import Subscription
from monitor.model.digests import Digest, DigestIntent
from monitor.model.facts import SubscriptionState, WindowFacts
from monitor.model.outcomes import ComposeOutcome, Step
from monitor.ports import Channel
from monitor.stories.publishers import independent

log = structlog.get_logger("monitor.compose")

T = TypeVar("T")

_FIRST_REST_S, _LONGEST_REST_S = 60.0, 3600.0
"""Between tries at a digest that a bug keeps from being composed; doubled each time."""


async def compose_due(services: Services) -> int:
    """Compose every subscription whose time has come; returns how many slots were settled.

    Raises:
        EngineError: bugs keep some from being composed. The others were; these are tried again, ever more rarely.
        StoreError: what they need of the store keeps some from being composed, or all. They are tried again.
    """
    config, now = services.config, services.clock.now()
    subscriptions = {one.id: one for one in config.settings.subscriptions}
    made, broken = 0, []
    trouble: MonitorError | None = None
    for state in await services.call(services.store.due_subscriptions, now):
        if (subscription := subscriptions.get(state.id)) is None:
            continue
        if services.clock.monotonic() < services.rests.get(state.id, 0.0):
            broken.append(state.id)
            continue
        clock = services.clock.monotonic()
        try:
            made += await _compose_slot(services, config, subscription, state, now)
        except StoreBusyError:
            raise
        except MonitorError as error:
            # A damaged page of the one is no reason to be silent to the others.
            trouble = trouble or error
        except Exception:
            log.exception("internal error", action="compose", subscription=state.id)
            _rest(services, state.id)
            broken.append(state.id)
        else:
            services.meter.took(Step.COMPOSE, services.clock.monotonic() - clock)
            services.bugs.pop(f"compose {state.id}", None)
            services.rests.pop(state.id, None)
    if trouble is not None:
        raise trouble
    if broken:
        raise EngineError(f"The digest of {', '.join(broken)} cannot be composed (see the log); it is tried again.")
    return made


def _rest(services: Services, subscription_id: str) -> None:
    name = f"compose {subscription_id}"
    services.bugs[name] += 1
    wait_s = min(_FIRST_REST_S * 2 ** min(services.bugs[name] - 1, 16), _LONGEST_REST_S)
    services.rests[subscription_id] = services.clock.monotonic() + wait_s


async def _compose_slot(
    services: Services, config: Config, subscription: Subscription, state: SubscriptionState, now: datetime
) -> bool:
    hours = subscription.quiet_hours
    if hours is not None and (until := quiet_until(hours, now)) is not None:
        await services.call(services.store.put_off_digest, subscription.id, until)
        return False
    slot = due_slot(subscription.cron, ZoneInfo(subscription.zone), state.next_due_at, now)
    if slot is None:
        return False
    next_due_at = next_digest(subscription.cron, subscription.zone, hours, now)
    intent = await _intent(services, config, subscription, state, slot, next_due_at)
    saved = await save_digest(services, intent)
    if not saved:
        await _step_past(services, intent)
    return saved


async def compose_now(services: Services, subscription_id: str, label: str = "") -> Digest | None:
    """Compose one subscription at once, leaving its schedule alone; None if another digest took the same alerts.

    `label` names the slot (`demo`); without it the slot is `now-HHMMSSmmm`, so that two within a second are two.

    Raises:
        UsageError: no such subscription.
    """
    config = services.config
    subscription, state = await _find(services, config, subscription_id)
    slot = _now_slot(services.clock.now(), subscription, label)
    intent = await _intent(services, config, subscription, state, slot, None)
    return intent.digest if await save_digest(services, intent) else None


async def preview(services: Services, subscription_id: str) -> Digest:
    """The digest that would be sent now; nothing is stored but which stories tell one event.

    Raises:
        UsageError: no such subscription.
    """
    config = services.config
    subscription, state = await _find(services, config, subscription_id)
    slot = _now_slot(services.clock.now(), subscription, "preview")
    intent = await _intent(services, config, subscription, state, slot, None)
    if intent.digest is None:
        raise UsageError("nothing to show")
    return intent.digest


async def _find(services: Services, config: Config, subscription_id: str) -> tuple[Subscription, SubscriptionState]:
    for subscription in config.settings.subscriptions:
        if subscription.id == subscription_id:
            state = await services.call(services.store.subscription, subscription_id)
            if state is not None:
                return subscription, state
    known = ", ".join(one.id for one in config.settings.subscriptions)
    raise UsageError(f"there is no subscription {subscription_id!r}; the configuration has: {known or 'none'}")


def _now_slot(now: datetime, subscription: Subscription, label: str) -> Slot:
    local = now.astimezone(ZoneInfo(subscription.zone))
    return Slot(
        date=local.date().isoformat(),
        time=label or f"now-{local:%H%M%S}{local.microsecond // 1000:03}",
        at=now.astimezone(UTC),
    )


async def _intent(
    services: Services,
    config: Config,
    subscription: Subscription,
    state: SubscriptionState,
    slot: Slot,
    next_due_at: datetime | None,
) -> DigestIntent:
    now = services.clock.now()
    subscription = await told_by_pushes(services, config.settings, subscription)
    await link_events(services, config, subscription)
    found = await routed(services, config.settings, subscription, Look(now=now, at_once=False))
    facts = await facts_of(services, config, subscription, state, found)
    since = None if subscription.immediate is not None else state.window_from
    facts = replace(facts, alerts=with_held(facts.alerts, found, since, now))
    context = context_of(services, config, subscription, state, found)
    for told in (_surges, _silences, _audits, chains_told):
        context = await beside(told(services, facts, context), context)
    # In a thread: hundreds of stories take a while.
    intent = await services.call(compose, facts, slot, next_due_at, context)
    return await translated(services, intent, context)


async def beside(told: Awaitable[T], otherwise: T) -> T:
    """What stands beside the stories; where a bug or a damaged table is in its way, they are told without it."""
    try:
        return await told
    except StoreBusyError:
        raise
    except Exception:
        log.exception("a digest is composed without what cannot be told beside its stories", action="compose")
        return otherwise


async def _surges(services: Services, facts: WindowFacts, context: ComposeContext) -> ComposeContext:
    topics, now = topics_of(facts.alerts, context.watchlists), context.now
    if not topics:
        return context
    lists = [watchlist for watchlist, _ in topics]
    met = await services.call(services.store.topic_stories, lists, now - WEEK * (WEEKS + 2))
    return replace(context, surges=surges(met, topics, now))


async def _silences(services: Services, facts: WindowFacts, context: ComposeContext) -> ComposeContext:
    unlearnt = timedelta(seconds=context.polling.silent_after_s)
    if facts.others:
        # Too many to look at for each digest: as the last look at all feeds found them.
        if (found := services.feeds_found) is not None:
            context = replace(context, silent=found.silent(), impaired=found.impaired())
        args = services.store, context.watchlists, context.now, unlearnt
        return replace(context, quiet=await services.call(quiet_among_many, *args))
    judged_by = await silences_of(services, facts.feeds, context.now, unlearnt)
    quiet = await services.call(quiet_on_topics, services.store, context.watchlists, facts.feeds, judged_by)
    return replace(context, judged_by=judged_by, quiet=quiet)


async def _audits(services: Services, _facts: WindowFacts, context: ComposeContext) -> ComposeContext:
    made = await services.call(services.store.audits_made)
    lists = [one.id for one in context.watchlists]
    return replace(context, audits=told_between(made, lists, context.state.window_from, context.now))


async def chains_told(services: Services, facts: WindowFacts, context: ComposeContext) -> ComposeContext:
    """With the earlier stories that those of the window continue, as far as the subscription's lists met them."""
    stories = list(dict.fromkeys(alert.story_id for alert in facts.alerts))
    lists = [one.id for one in context.watchlists]
    found = await services.call(services.store.chains, stories, lists)
    follows = ((one, chains.follows) for one, chains in found.items() if chains.follows is not None)
    return replace(context, follows=tuple(follows))


async def link_events(services: Services, config: Config, subscription: Subscription) -> None:
    """Link what tells one event, before it is decided what is told of it."""
    if config.settings.stories.events:
        ids = [watchlist.id for watchlist in watchlists_of(config.settings, subscription)]
        how = config.settings.stories
        meaning = services.meaning if how.meaning else None
        call = services.call(flow.link_watched, services.store, ids, services.clock.now(), meaning, how.languages)
        await beside(call, None)


async def facts_of(
    services: Services,
    config: Config,
    subscription: Subscription,
    state: SubscriptionState,
    found: Routed | None,
) -> WindowFacts:
    """What a digest of the subscription would be made of now."""
    ids = [watchlist.id for watchlist in watchlists_of(config.settings, subscription)]
    route = window_route(subscription, found)
    return await services.call(services.store.window, subscription.id, ids, state.window_from, route)


def context_of(
    services: Services,
    config: Config,
    subscription: Subscription,
    state: SubscriptionState,
    found: Routed | None,
) -> ComposeContext:
    """What composing knows beside the store's facts."""
    return ComposeContext(
        subscription=subscription,
        state=state,
        watchlists=watchlists_of(config.settings, subscription),
        count_publishers=partial(independent, families=dict(config.settings.families)),
        divide=partial(_divide, services.channels),
        polling=config.settings.polling,
        revision=config.settings.revision,
        revision_since=config.since,
        config_error=config.error,
        now=services.clock.now(),
        reach=config.reach,
        routed=sorted_of(found),
        rules=None if found is None else found.rules,
    )


def _divide(channels: Mapping[str, Channel], digest: Digest, channel: str) -> Sequence[int]:
    """As the channel does; what cannot be asked, because it is away at this moment, gets the digest whole."""
    found = channels.get(channel)
    return (len(digest.stories),) if found is None else found.parts(digest)


async def _step_past(services: Services, intent: DigestIntent) -> None:
    """If the slot was composed before (the clock or the schedule went back), its alerts wait for the next one.

    Otherwise a digest sent by hand took an alert meanwhile: the slot stays due and is composed anew at the next tick.
    """
    passed = replace(intent, outcome=ComposeOutcome.ALREADY_COMPOSED, digest=None, alerts=(), outbox=())
    # Without a next time it changes nothing and tells whether the slot is taken; a skipped slot has no digest to find.
    if await services.call(services.store.save_digest, replace(passed, next_due_at=None)) is not None:
        await services.call(services.store.save_digest, passed)


async def save_digest(services: Services, intent: DigestIntent) -> bool:
    """Freeze the digest; False if its slot, or one of its alerts, was taken."""
    saved = await services.call(services.store.save_digest, intent)
    services.meter.outcome(Step.COMPOSE, ComposeOutcome.ALREADY_COMPOSED if saved is None else intent.outcome)
    if saved is not None and intent.digest is not None:
        log.info("digest composed", action="compose", digest=intent.digest.key)
    return saved is not None
