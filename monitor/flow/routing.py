"""Routing: what of what waits a subscription is told now, what is held back, and what is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from monitor.core.routing.fates import Rules, rules_of, tells_all
from monitor.core.routing.sorting import NOTHING, sort_out, turns_of
from monitor.core.routing.telling import released
from monitor.model.config import Settings, Subscription
from monitor.model.facts import PendingAlert
from monitor.model.ids import AlertId, StoryId
from monitor.model.routing import RouteFacts, RouteQuestion, Sorted, Turn, WindowRoute
from monitor.model.watch import Watchlist
from monitor.ports import Store
from monitor.records import dataclass
from monitor.stories.publishers import independent

if TYPE_CHECKING:
    from monitor.flow.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """What becomes of what waits for a subscription, and by which rules."""

    rules: Rules
    found: Sorted
    facts: RouteFacts


def watchlists_of(settings: Settings, subscription: Subscription) -> tuple[Watchlist, ...]:
    """The subscription's watchlists that pass its least priority, in the order of the configuration."""
    return tuple(
        watchlist
        for watchlist in settings.watchlists
        if watchlist.id in subscription.watchlists and watchlist.priority.rank >= subscription.min_priority.rank
    )


def rules_for(settings: Settings, subscription: Subscription, *, at_once: bool) -> Rules:
    """What the configuration says of the subscription. `at_once`: quiet hours count for each alert."""
    count = partial(independent, families=dict(settings.families))
    return rules_of(
        subscription,
        settings.silences,
        {one.id: one.priority for one in settings.watchlists},
        (count, settings.stories.window_s),
        at_once=at_once,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is looked at, and when."""

    now: datetime
    at_once: bool
    """Whether quiet hours count for each alert."""
    after: int = 0
    """No alert up to that one waits."""
    story: StoryId | None = None
    """Only alerts of its event."""


async def routed(services: Services, settings: Settings, subscription: Subscription, look: Look) -> Routed | None:
    """What becomes of what waits; None where all of it is told."""
    if tells_all(rules_for(settings, subscription, at_once=look.at_once), look.now):
        return None
    return await services.call(route, services.store, settings, subscription, look)


def route(store: Store, settings: Settings, subscription: Subscription, look: Look) -> Routed:
    """`routed`, whatever there is to decide."""
    rules = rules_for(settings, subscription, at_once=look.at_once)
    question = RouteQuestion(
        subscription=subscription.id,
        watchlists=tuple(one.id for one in watchlists_of(settings, subscription)),
        before=subscription.unless_told_by,
        after=look.after,
        counted=subscription.match.confirmed_by > 1,
        story=look.story,
    )
    facts = store.route_facts(question)
    turns = _turns(store, settings, subscription, look) if facts.alerts else ()
    return Routed(rules=rules, found=sort_out(facts, rules, look.now, turns), facts=facts)


def _turns(store: Store, settings: Settings, subscription: Subscription, look: Look) -> Sequence[Turn]:
    """What the subscriptions before it are about to tell at once. Those by the clock are not waited for."""
    turns: list[Turn] = []
    theirs = replace(look, at_once=True, after=0)
    for before in settings.subscriptions:
        if before.id in subscription.unless_told_by and before.immediate is not None:
            found = route(store, settings, before, theirs)
            turns += turns_of(before, before.immediate, found.found, found.facts.told, look.now)
    return turns


def window_route(subscription: Subscription, found: Routed | None) -> WindowRoute | None:
    """What of the window is asked for."""
    if found is None:
        return None
    tell = tuple(one.id for one in found.found.tell)
    return WindowRoute(match=subscription.match, tell=tell, before=subscription.unless_told_by)


def sorted_of(found: Routed | None) -> Sorted:
    """What is held and set aside; nothing where all is told."""
    return NOTHING if found is None else found.found


def with_held(
    alerts: Iterable[PendingAlert], found: Routed | None, since: datetime | None, now: datetime
) -> tuple[PendingAlert, ...]:
    """The alerts, marked where a silence held them back until it ended. `since`: see `released`."""
    said: dict[AlertId, str] = {} if found is None else released(found.found, found.rules, since, now)
    return tuple(replace(one, held=said[one.id]) if one.id in said else one for one in alerts)
