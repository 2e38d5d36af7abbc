"""Alerting: tell at once what subscriptions want to be told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from monitor.core.digest.compose import compose_at_once
from monitor.core.routing.sorting import NOTHING, asides, waiting_stories
from monitor.core.schedule.at_once import due_now
from monitor.errors import EngineError, MonitorError, StoreBusyError
from monitor.flow.compose import beside, chains_told, context_of, facts_of, link_events, save_digest
from monitor.flow.recipients.devices import told_by_pushes
from monitor.flow.routing import Look, Routed, routed, watchlists_of, with_held
from monitor.flow.services import Config, Services
from monitor.flow.translation.translating import translated
from monitor.model.alerting import DigestKind, Immediate, WaitingStory
from monitor.model.config import Subscription
from monitor.model.ids import AlertId

log = structlog.get_logger("monitor.alert")

_REST, _LONGEST_REST_S = 50, 6.0
"""Where much is held back a look takes a while, and the next one comes after so many times as long."""
_Round = tuple[tuple[WaitingStory, ...], DigestKind]
"""Stories that are told in one message."""


def alerts_at_once(services: Services) -> bool:
    """Whether any subscription is told at once."""
    return any(one.immediate is not None for one in services.config.settings.subscriptions)


async def alert_due(services: Services, *, waits: bool = True) -> int:
    """Tell every subscription what it is to be told at once; returns how many messages that were.

    `waits` False: group waits are over, because nobody will be here when they end.

    Raises:
        EngineError: bugs keep some from being told. The others were; these are tried again.
        StoreError: what they need of the store keeps some from being told, or all. They are tried again.
    """
    config, made, broken = services.config, 0, []
    trouble: MonitorError | None = None
    for subscription in config.settings.subscriptions:
        if subscription.immediate is None:
            continue
        try:
            made += await _alert(services, config, subscription, subscription.immediate, waits=waits)
        except StoreBusyError:
            raise
        except MonitorError as error:
            trouble = trouble or error
        except Exception:
            log.exception("internal error", action="alert", subscription=subscription.id)
            broken.append(subscription.id)
    if trouble is not None:
        raise trouble
    if broken:
        raise EngineError(f"{', '.join(broken)} cannot be told at once (see the log); it is tried again.")
    return made


async def _alert(
    services: Services, config: Config, subscription: Subscription, rules: Immediate, *, waits: bool
) -> int:
    now, began = services.clock.now(), services.clock.monotonic()
    if waits and began < services.look_after.get(subscription.id, 0.0):
        return 0
    watchlists = [one.id for one in watchlists_of(config.settings, subscription)]
    settled = services.settled.get(subscription.id, AlertId(0))
    since = now - timedelta(seconds=rules.group_interval_s)
    facts = await services.call(services.store.waiting_alerts, subscription.id, watchlists, settled, since)
    services.settled[subscription.id] = facts.settled
    found = await _routed(services, config, subscription, now, settled) if facts.waiting else None
    if found is not None:
        facts = replace(facts, waiting=waiting_stories(found.found.tell, found.facts.told, subscription))
        if found.found.held and waits:
            took = services.clock.monotonic() - began
            services.look_after[subscription.id] = services.clock.monotonic() + min(took * _REST, _LONGEST_REST_S)
    due = due_now(facts, rules, now, waits=waits)
    rounds: list[_Round] = [((story,), DigestKind.ALERT) for story in due.singly]
    rounds += [(due.together, DigestKind.FLOOD)] if due.together else []
    return await _tell(services, config, subscription, rounds, found) if rounds else 0


async def _routed(
    services: Services, config: Config, subscription: Subscription, now: datetime, settled: AlertId
) -> Routed | None:
    """What its rules say of what waits; what they set aside is settled."""
    found = await routed(services, config.settings, subscription, Look(now=now, at_once=True, after=settled))
    if found is not None and found.found.never:
        await services.call(services.store.set_aside, subscription.id, asides(found.found), now)
    return found


async def _tell(
    services: Services,
    config: Config,
    subscription: Subscription,
    rounds: Sequence[_Round],
    found: Routed | None,
) -> int:
    """A message for each round, all from one look. What another digest took meanwhile is told there."""
    state = await services.call(services.store.subscription, subscription.id)
    if state is None:
        return 0
    subscription = await told_by_pushes(services, config.settings, subscription)
    await link_events(services, config, subscription)
    facts = await facts_of(services, config, subscription, state, found)
    facts = replace(facts, alerts=with_held(facts.alerts, found, None, services.clock.now()))
    # What its rules hold back and set aside is said in the digests of the clock.
    context = replace(context_of(services, config, subscription, state, found), routed=NOTHING)
    context = await beside(chains_told(services, facts, context), context)
    told = 0
    for stories, kind in rounds:
        due = [alert for story in stories for alert in story.alerts]
        intent = await services.call(compose_at_once, facts, due, kind, context)
        if intent is None:
            continue
        if await save_digest(services, await translated(services, intent, context)):
            told += intent.digest is not None
    return told
