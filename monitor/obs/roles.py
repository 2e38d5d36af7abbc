"""Figures of one of several workers, by role: what it does, and what waits for any of them."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge

from monitor.model.fleet.workers import RoleFigures


class RoleSeries:
    """Series with the label `role`, from the first figures on: of a bot that works alone there are none."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, text: str) -> Gauge:
            return Gauge(name, text, ["role"], registry=registry)

        self._mine = gauge("monitor_role", "1 for each role that this worker has, else 0")
        self._at_work = gauge("monitor_role_at_work", "1 while this worker does something for the role")
        self._in_hand = gauge("monitor_role_in_hand", "Rows that this worker holds")
        self._workers = gauge("monitor_role_workers", "Workers that live and have the role")
        self._waiting = gauge("monitor_role_waiting", "Rows that are due and that nobody holds")
        self._lag = gauge("monitor_role_lag_seconds", "For how long the first of them has been due, 0 if none is")
        self._jobs = Counter("monitor_role_jobs", "Jobs that this worker has done", ["role"], registry=registry)
        self._counted: dict[str, int] = {}

    def show(self, found: Iterable[RoleFigures]) -> None:
        """Take over the figures of the moment."""
        for one in found:
            role = one.role.value
            self._mine.labels(role).set(one.mine)
            self._at_work.labels(role).set(one.at_work)
            self._in_hand.labels(role).set(one.in_hand)
            self._workers.labels(role).set(one.workers)
            self._waiting.labels(role).set(one.lag.waiting)
            self._lag.labels(role).set(one.lag.lag_s)
            self._jobs.labels(role).inc(one.jobs - self._counted.get(role, 0))
            self._counted[role] = one.jobs
