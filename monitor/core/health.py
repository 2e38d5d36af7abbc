"""Whether the bot does its work: judged by ages, not by an open port."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.facts import HealthFacts

TICK_LIMIT_S = 60.0
"""A step whose tick last ended longer ago is stuck."""
DELIVERY_LIMIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """The verdict; `ok` is false if any check is."""

    checks: tuple[Check, ...]
    notes: tuple[str, ...] = ()
    """Things people should know that are not red: a refused config edit, parked items."""

    @property
    def ok(self) -> bool:
        """Whether every check passed."""
        return all(check.ok for check in self.checks)


def judge_health(
    facts: HealthFacts,
    tick_ages: Mapping[str, float],
    *,
    started_at: datetime,
    poll_limit: timedelta,
    now: datetime,
    config_error: str = "",
) -> HealthReport:
    """Red when the last tick, the last good poll or the oldest due delivery is too old.

    `tick_ages`: seconds since each step's tick last ended. `poll_limit`: how long without any good poll is
    normal; it counts from `started_at` for a process that has just begun.
    """
    checks = (
        *(_tick(name, age) for name, age in sorted(tick_ages.items())),
        _poll(facts, started_at, poll_limit, now),
        _delivery(facts, now),
    )
    return HealthReport(checks=checks, notes=_notes(facts, config_error))


def _tick(name: str, age: float) -> Check:
    return Check(name=f"tick {name}", ok=age <= TICK_LIMIT_S, detail=f"last ended {age:.0f} s ago")


def _poll(facts: HealthFacts, started_at: datetime, limit: timedelta, now: datetime) -> Check:
    if facts.feeds == 0:
        return Check(name="polls", ok=True, detail="no feed is configured")
    since = max(filter(None, (facts.last_good_poll_at, started_at)))
    good = facts.last_good_poll_at
    seen = f"last good poll {_age(now - good)} ago" if good else "no feed was read yet"
    trouble = f", {facts.feeds_failing} of {facts.feeds} feeds failing" if facts.feeds_failing else ""
    return Check(name="polls", ok=now - since <= limit, detail=seen + trouble)


def _delivery(facts: HealthFacts, now: datetime) -> Check:
    oldest = facts.oldest_due_delivery_at
    if oldest is None or oldest > now:
        return Check(name="deliveries", ok=True, detail=f"{facts.deliveries_waiting} waiting")
    late = now - oldest
    return Check(name="deliveries", ok=late <= DELIVERY_LIMIT, detail=f"oldest due {_age(late)} ago")


def _notes(facts: HealthFacts, config_error: str) -> tuple[str, ...]:
    notes = []
    if config_error:
        notes.append(f"the newest edit of config/ was refused: {config_error}")
    if facts.deliveries_abandoned:
        notes.append(f"{facts.deliveries_abandoned} deliveries given up: monitor deliveries list")
    if facts.orphans:
        notes.append(f"{facts.orphans} alerts are told by no subscription any more: monitor digest orphans")
    if facts.parked:
        notes.append(f"{facts.parked} items parked after 3 tries")
    return tuple(notes)


def _age(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{max(0, seconds)} s"
