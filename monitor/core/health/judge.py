"""Whether the bot does its work: judged by ages, not by an open port."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.core.health.feeds import judge_feeds
from monitor.core.health.recipients import judge_recipients
from monitor.core.health.sending import judge_channels, judge_deliveries, judge_given_up
from monitor.core.health.words import age_in_words
from monitor.model.config import Subscription
from monitor.model.facts import HealthFacts
from monitor.model.health import Check, HealthReport, Note, Vitals
from monitor.records import dataclass

TICK_LIMIT_S = 60.0
"""A step whose tick last ended longer ago is stuck."""
_CLOCK_SLACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is still well."""

    poll: timedelta
    """Longest time without any good poll."""
    failing_percent: int
    """Of the feeds."""


def judge_health(
    facts: HealthFacts | None, vitals: Vitals, limits: Limits, subscriptions: Sequence[Subscription] = ()
) -> HealthReport:
    """Red when a tick, the last good poll or a message under way is too old, too many feeds fail, mail was given up,
    nobody gets a subscription any more, or the store cannot be used; `facts` None: it was never asked.

    What is too old counts from the start for a process that has just begun.
    """
    checks = [_tick(name, age, vitals.tick_troubles.get(name, "")) for name, age in sorted(vitals.tick_ages.items())]
    notes = []
    if vitals.config_error:
        refused = f"the newest edit of config/ was refused: {vitals.config_error}"
        notes.append(Note(name="config", detail=refused, key=vitals.config_error))
    if vitals.clock_step is not None:
        notes.append(_clock(vitals.clock_step))
    checks.append(_database(vitals.store_trouble))
    if facts is not None:
        feeds, more = judge_feeds(facts, limits.failing_percent, vitals.now)
        failing, stopped = judge_channels(facts, vitals.now)
        checks += [_poll(facts, limits.poll, vitals), feeds, judge_deliveries(facts, vitals.now)]
        nobody, suppressed = judge_recipients(subscriptions, facts.suppressions)
        checks += [judge_given_up(facts), *stopped, *nobody]
        notes += [*_notes(facts, vitals.now), *more, *failing, *suppressed]
    return HealthReport(checks=tuple(checks), notes=(*notes, *vitals.notes))


def _tick(name: str, age: float, trouble: str) -> Check:
    detail = f"last ended {age:.0f} s ago{f': {trouble}' if trouble else ''}"
    return Check(name=f"tick {name}", ok=age <= TICK_LIMIT_S, detail=detail)


def _clock(step: timedelta) -> Note:
    moved = f"set back by {age_in_words(-step)}" if step < timedelta(0) else f"set {age_in_words(step)} ahead"
    detail = f"the clock was {moved}: if it is wrong now (date -u), mend it, digests go out and old news is told by it"
    return Note(name="clock", detail=detail, key=moved)


def _database(trouble: str) -> Check:
    return Check(name="database", ok=not trouble, detail=trouble or "answers", key=trouble)


def _poll(facts: HealthFacts, limit: timedelta, vitals: Vitals) -> Check:
    if facts.feeds == 0:
        return Check(name="polls", ok=True, detail="no feed is configured")
    now = vitals.now
    # A poll of tomorrow, by a clock that was wrong, says nothing of today.
    good = facts.last_good_poll_at if (facts.last_good_poll_at or now) <= now + _CLOCK_SLACK else None
    since = max(filter(None, (good, vitals.started_at)))
    seen = f"last good poll {age_in_words(now - good)} ago" if good else "no feed was read yet"
    well = now - since <= limit
    return Check(
        name="polls", ok=well, detail=seen if well else f"{seen}: check the network, then monitor feeds health"
    )


def _notes(facts: HealthFacts, now: datetime) -> list[Note]:
    notes = []
    if facts.last_good_poll_at is not None and facts.last_good_poll_at > now + _CLOCK_SLACK:
        ahead = age_in_words(facts.last_good_poll_at - now)
        notes.append(
            Note(
                name="clock ahead",
                detail=f"the last good poll lies {ahead} ahead: is the clock right? Compare it: date -u",
            )
        )
    if facts.orphans:
        told = f"{facts.orphans} alerts are told by no subscription any more: monitor digest orphans"
        notes.append(Note(name="orphans", detail=told))
    if facts.parked:
        parked = f"{facts.parked} items parked after 3 tries: monitor db stats, and the log says why"
        notes.append(Note(name="parked", detail=parked))
    return notes
