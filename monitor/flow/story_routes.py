"""The way of one story to each subscription: what was told, what will be, what holds it back; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from monitor.core.routing.conditions import spared
from monitor.core.routing.fates import active_silences
from monitor.core.routing.quiet_hours import quiet_until
from monitor.core.routing.sorting import waiting_stories
from monitor.core.schedule.at_once import due_at
from monitor.flow.routing import Look, Routed, route, watchlists_of
from monitor.model.config import Settings, Subscription
from monitor.model.ids import AlertId, StoryId
from monitor.model.routing import RoutedAlert
from monitor.model.ways import AlertRoute, StoryAlerts, SubscriptionRoute
from monitor.ports import Store


def routes_of(store: Store, settings: Settings, story: StoryId, now: datetime) -> tuple[SubscriptionRoute, ...]:
    """For every subscription of the configuration; what is to come is decided as if it were due now."""
    known = store.story_alerts(story)
    return tuple(
        SubscriptionRoute(
            subscription=one.id,
            ways=tuple(" ".join((target.channel, *target.recipients)) for target in one.targets),
            alerts=tuple(_ways(store, settings, one, known, _look(one, story, now))),
        )
        for one in settings.subscriptions
    )


def _look(subscription: Subscription, story: StoryId, now: datetime) -> Look:
    return Look(now=now, at_once=subscription.immediate is not None, story=story)


def _ways(
    store: Store, settings: Settings, subscription: Subscription, known: StoryAlerts, look: Look
) -> Iterator[AlertRoute]:
    lists = {one.id for one in watchlists_of(settings, subscription)}
    found = route(store, settings, subscription, look)
    waiting = _waiting(found, _times(store, subscription, found, look.now), look.now)
    settled = _settled(subscription.id, known)
    for alert in known.alerts:
        done = settled.get(alert.id) or waiting.get(alert.id)
        if done is not None:
            yield done
        elif alert.traits.watchlist in lists:
            why = "it is older than the subscription, or its interest in this watchlist"
            yield _of(alert, "before", why=why)


def _settled(subscription: str, known: StoryAlerts) -> dict[AlertId, AlertRoute]:
    alerts = {one.id: one for one in known.alerts}
    aside = {
        one.alert_id: _of(alerts[one.alert_id], "never", rules=(one.rule,), why=one.why, at=one.at)
        for one in known.aside
        if one.subscription == subscription
    }
    told = {
        one.alert_id: _of(alerts[one.alert_id], "told", at=one.at, digest=one.digest)
        for one in known.told
        if one.subscription == subscription
    }
    return aside | told


def _waiting(found: Routed, times: Mapping[StoryId, datetime], now: datetime) -> dict[AlertId, AlertRoute]:
    sorted_, active = found.found, active_silences(found.rules, now)
    tell = {one.id: _of(one, "tell", at=times.get(one.story_id), why=spared(active, one)) for one in sorted_.tell}
    held = {one.id: _of(one, "hold", rules=hold.rules, why=hold.why, at=hold.until) for one, hold in sorted_.held}
    never = {one.id: _of(one, "never", rules=(rule.rule,), why=rule.why) for one, rule in sorted_.never}
    return tell | held | never


def _times(store: Store, subscription: Subscription, found: Routed, now: datetime) -> dict[StoryId, datetime]:
    """When what may be told is told: at once, or by the next digest, whichever comes first."""
    stories = waiting_stories(found.found.tell, found.facts.told, subscription)
    times: dict[StoryId, datetime] = {}
    if subscription.immediate is not None:
        times = {one.story_id: max(due_at(one, subscription.immediate, now), now) for one in stories}
    state = store.subscription(subscription.id) if subscription.cron else None
    if state is not None:
        hours = subscription.quiet_hours
        digest = max(state.next_due_at, now)
        digest = digest if hours is None else quiet_until(hours, digest) or digest
        times = {one.story_id: min(digest, times.get(one.story_id, digest)) for one in stories}
    return times


def _of(alert: RoutedAlert, fate: str, **said: Any) -> AlertRoute:
    traits = alert.traits
    return AlertRoute(alert_id=alert.id, watchlist=traits.watchlist, reason=alert.reason, fate=fate, **said)
