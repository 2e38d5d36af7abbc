"""Whether the bot does its work: judged by ages, not by an open port."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.facts import HealthFacts

TICK_LIMIT_S = 60.0
"""A step whose tick last ended longer ago is stuck."""
DELIVERY_LIMIT = timedelta(hours=1)
"""How long a message may be tried, or a due one wait."""
FAILING_LIMIT = timedelta(hours=1)
"""How long most feeds may fail; less is a router that starts anew."""
_CLOCK_SLACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is still well."""

    poll: timedelta
    """Longest time without any good poll."""
    failing_percent: int
    """Of the feeds."""


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
    limits: Limits,
    now: datetime,
    config_error: str = "",
) -> HealthReport:
    """Red when a tick, the last good poll or a message under way is too old, too many feeds fail, or mail was given up.

    `tick_ages`: seconds since each step's tick last ended. What is too old counts from `started_at` for a process that
    has just begun.
    """
    checks = (
        *(_tick(name, age) for name, age in sorted(tick_ages.items())),
        _poll(facts, started_at, limits.poll, now),
        _feeds(facts, limits.failing_percent, now),
        _delivery(facts, now),
        _given_up(facts),
    )
    return HealthReport(checks=checks, notes=_notes(facts, config_error, now))


def _tick(name: str, age: float) -> Check:
    return Check(name=f"tick {name}", ok=age <= TICK_LIMIT_S, detail=f"last ended {age:.0f} s ago")


def _poll(facts: HealthFacts, started_at: datetime, limit: timedelta, now: datetime) -> Check:
    if facts.feeds == 0:
        return Check(name="polls", ok=True, detail="no feed is configured")
    # A poll of tomorrow, by a clock that was wrong, says nothing of today.
    good = facts.last_good_poll_at if (facts.last_good_poll_at or now) <= now + _CLOCK_SLACK else None
    since = max(filter(None, (good, started_at)))
    seen = f"last good poll {_age(now - good)} ago" if good else "no feed was read yet"
    return Check(name="polls", ok=now - since <= limit, detail=seen)


def _feeds(facts: HealthFacts, failing_percent: int, now: datetime) -> Check:
    failing = f"{len(facts.failing_since)} of {facts.feeds} failing"
    one_too_many = facts.feeds * failing_percent // 100
    if len(facts.failing_since) <= one_too_many:
        return Check(name="feeds", ok=True, detail=failing)
    since = now - facts.failing_since[one_too_many]
    detail = f"{failing}, more than {failing_percent} % for {_age(since)}: monitor feeds list"
    return Check(name="feeds", ok=since <= FAILING_LIMIT, detail=detail)


def _delivery(facts: HealthFacts, now: datetime) -> Check:
    waiting = f"{facts.deliveries_waiting} waiting"
    due, tried = facts.oldest_due_delivery_at, facts.oldest_undelivered_at
    if tried is not None and now - tried > DELIVERY_LIMIT:
        detail = f"{waiting}, one is tried in vain for {_age(now - tried)}: monitor deliveries list"
        return Check(name="deliveries", ok=False, detail=detail)
    if due is None or due > now:
        return Check(name="deliveries", ok=True, detail=waiting)
    late = now - due
    return Check(name="deliveries", ok=late <= DELIVERY_LIMIT, detail=f"oldest due {_age(late)} ago")


def _given_up(facts: HealthFacts) -> Check:
    count = facts.deliveries_abandoned
    detail = f"{count} given up: monitor deliveries list --state abandoned, then retry or ack" if count else "none"
    return Check(name="given up", ok=count == 0, detail=detail)


def _notes(facts: HealthFacts, config_error: str, now: datetime) -> tuple[str, ...]:
    notes = []
    if facts.last_good_poll_at is not None and facts.last_good_poll_at > now + _CLOCK_SLACK:
        notes.append(f"the last good poll lies {_age(facts.last_good_poll_at - now)} ahead: is the clock right?")
    if config_error:
        notes.append(f"the newest edit of config/ was refused: {config_error}")
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
