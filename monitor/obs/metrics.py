"""Prometheus metrics: what ended how, how long steps take, and how old the oldest waiting work is."""

from __future__ import annotations

import platform
import threading
from collections import Counter as Counted
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from monitor import __version__
from monitor.core.health.feed_health import FeedHealth
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.model.archive.trends import Trend
from monitor.model.facts import HealthFacts, SubscriptionState
from monitor.model.feeds import FeedState
from monitor.model.fleet.workers import RoleFigures
from monitor.model.hearing.hubs import HubState, HubSubscription
from monitor.model.outcomes import (
    AssessOutcome,
    ComposeOutcome,
    DeliveryState,
    ExtractOutcome,
    IntakeOutcome,
    PollOutcome,
    PushOutcome,
    Step,
)
from monitor.obs.roles import RoleSeries
from monitor.obs.series import Series, unix

_OUTCOMES: Mapping[Step, type[StrEnum]] = {
    Step.POLL: PollOutcome,
    Step.INTAKE: IntakeOutcome,
    Step.EXTRACT: ExtractOutcome,
    Step.ASSESS: AssessOutcome,
    Step.COMPOSE: ComposeOutcome,
    Step.SEND: DeliveryState,
    Step.PUSH: PushOutcome,
}
_LAPSED = "lapsed"
"""The state of a subscription at a hub whose lease ran out."""
_TIMED = (Step.POLL, Step.EXTRACT, Step.ASSESS, Step.COMPOSE, Step.SEND)
_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class PrometheusMeter:
    """Implements `ports.Meter`; `render` gives the text that a Prometheus server scrapes.

    `docs/reference/metrics.md` lists the metrics for users.
    """

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library does not say its type
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        build = Gauge("monitor_build_info", "Always 1", ["version", "python"], registry=self.registry)
        build.labels(version=__version__, python=platform.python_version()).set(1)
        self._series = Series(self.registry)
        self._roles = RoleSeries(self.registry)
        self._whole = threading.Lock()
        """Series are made anew from the beginning, in one thread, while another one may be asked for all of them."""
        self._outcomes = Counter(
            "monitor_outcomes", "Items by step and named outcome", ["step", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "monitor_step_seconds", "Seconds one item took", ["step"], buckets=_BUCKETS, registry=self.registry
        )
        self._feeds = self._gauge("monitor_feeds", "Active feeds")
        self._failing = self._gauge("monitor_feeds_failing", "Active feeds whose last poll failed")
        self._parked = self._gauge("monitor_items_parked", "Items given up after 3 tries")
        self._orphans = self._gauge("monitor_orphaned_alerts", "Alerts that no subscription will tell any more")
        self._good_poll = self._gauge("monitor_last_good_poll_timestamp_seconds", "Unix time of the last good poll")
        self._due = self._gauge(
            "monitor_oldest_due_delivery_timestamp_seconds", "Unix time since when a delivery is due, 0 if none is"
        )
        self._refused = self._gauge("monitor_config_refused", "1 while the newest edit of config/ is refused")
        self._waiting = Gauge("monitor_items_waiting", "Items that wait", ["queue"], registry=self.registry)
        self._ticks = Gauge("monitor_tick_age_seconds", "Since a tick last ended", ["tick"], registry=self.registry)
        self._hubs = Gauge(
            "monitor_hub_subscriptions", "Subscriptions at hubs (WebSub)", ["state"], registry=self.registry
        )
        self._abandoned = self._gauge("monitor_deliveries_abandoned", "Deliveries given up and not acknowledged")
        self._begin()

    def _begin(self) -> None:
        """Every counter from the start, so that the first of its kind is an increase."""
        for step, outcomes in _OUTCOMES.items():
            for outcome in outcomes:
                self._outcomes.labels(step=str(step), outcome=str(outcome))
        for step in _TIMED:
            self._seconds.labels(step=str(step))

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(name, text, registry=self.registry)

    def outcome(self, step: str, outcome: str, count: int = 1) -> None:
        """`count` items ended `step` with this named outcome."""
        self._outcomes.labels(step=str(step), outcome=str(outcome)).inc(count)

    def took(self, step: str, seconds: float) -> None:
        """One item's step lasted so long."""
        self._seconds.labels(step=str(step)).observe(seconds)

    def observe(self, facts: HealthFacts, tick_ages: Mapping[str, float], *, config_refused: bool) -> None:
        """Take over the ages and counts of the moment."""
        self._feeds.set(facts.feeds)
        self._failing.set(facts.feeds_failing)
        self._parked.set(facts.parked)
        self._orphans.set(facts.orphans)
        self._good_poll.set(unix(facts.last_good_poll_at))
        self._due.set(unix(facts.oldest_due_delivery_at))
        self._refused.set(int(config_refused))
        self._abandoned.set(facts.deliveries_abandoned)
        for queue, count in (
            ("entries", facts.entries_waiting),
            ("articles", facts.articles_waiting),
            ("deliveries", facts.deliveries_waiting),
        ):
            self._waiting.labels(queue=queue).set(count)
        for tick, age in tick_ages.items():
            self._ticks.labels(tick=tick).set(age)

    def show(self, feeds: Iterable[FeedState], subscriptions: Iterable[SubscriptionState]) -> None:
        """Take over how each feed and each subscription does at the moment."""
        with self._whole:
            self._series.show(feeds, subscriptions)

    def show_health(self, found: Sequence[FeedHealth], states: Mapping[FeedTroubleKind, int]) -> None:
        """Take over what is wrong with which feed, and how many feeds there are of each kind."""
        with self._whole:
            self._series.show_health(found, states)

    def show_trends(self, found: Sequence[Trend]) -> None:
        """Take over how much topics are told of, those with most to say first."""
        with self._whole:
            self._series.show_trends(found)

    def show_hubs(self, subscriptions: Iterable[HubSubscription], now: datetime) -> None:
        """Take over how the subscriptions at hubs stand."""
        states = Counted(_LAPSED if one.lapsed(now) else one.state.value for one in subscriptions)
        for state in (*(state.value for state in HubState), _LAPSED):
            self._hubs.labels(state=state).set(states[state])

    def show_roles(self, found: Sequence[RoleFigures]) -> None:
        """Take over how each role does, of one of several workers."""
        with self._whole:
            self._roles.show(found)

    def render(self) -> bytes:
        """The metrics in the text format."""
        with self._whole:
            return generate_latest(self.registry)
