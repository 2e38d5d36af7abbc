"""When a feed is polled that a hub tells us of: at once when it tells, and slowly as long as it tells all there is.

What a hub sends only wakes: the feed itself is then read as ever (docs/decisions/0019-pushes-wake.md). So nothing is
believed because a hub says so, and a hub that is silent, late or gone costs one slow poll at most.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.feeds import PollIntent
from monitor.model.hearing.hubs import HubState, HubSubscription
from monitor.model.outcomes import IntakeOutcome

_ECHOES = (timedelta(minutes=2), timedelta(minutes=10), timedelta(minutes=30))
"""A feed that does not show yet what its hub told, because some cache is behind, is read again after so long."""
_ANSWERED_WITHIN = timedelta(hours=1)
"""What comes later than that is not what the hub told of."""
_LATE = timedelta(minutes=10)
"""A hub may tell so much later than a poll saw it."""


def pushed(one: HubSubscription, now: datetime) -> HubSubscription:
    """After its hub told of something new."""
    return replace(one, pushed_at=now, missed_at=None, changed_at=now)


def after_poll(one: HubSubscription, intent: PollIntent) -> HubSubscription:
    """After a poll of its feed: what it brought was told by the hub, or missed."""
    if not (intent.changed or any(entry.outcome is IntakeOutcome.NEW for entry in intent.entries)):
        return one
    if _is_open(one) and one.pushed_at is not None and intent.started_at - one.pushed_at <= _ANSWERED_WITHIN:
        # What was told while the feed was being read may not have been in it.
        return replace(one, answered_at=intent.started_at, missed_at=None)
    return replace(one, missed_at=one.missed_at or intent.finished_at)


def slow_s(one: HubSubscription | None, interval_s: int, now: datetime) -> int:
    """So long after a good poll the feed need not be polled, for its hub would tell; 0 if that is not to be relied on.

    Relied on is a hub whose lease runs, that has told of something that was there, and missed nothing since.
    """
    if one is None or one.state is not HubState.ACTIVE or one.lease_until is None or one.lease_until <= now:
        return 0
    missed = one.missed_at is not None and now - one.missed_at > _LATE
    return 0 if missed or one.answered_at is None else interval_s


def woken(intent: PollIntent, one: HubSubscription | None, least_s: int) -> PollIntent:
    """`intent`, with the next poll sooner as long as the feed does not show what its hub told."""
    if one is None or one.pushed_at is None or not intent.outcome.good or not _is_open(after_poll(one, intent)):
        return intent
    now, least = intent.finished_at, intent.finished_at + timedelta(seconds=least_s)
    echoes = (now,) if one.pushed_at > intent.started_at else (one.pushed_at + echo for echo in _ECHOES)
    soon = next((echo for echo in echoes if echo >= now), None)
    return intent if soon is None else replace(intent, next_poll_at=min(intent.next_poll_at, max(soon, least)))


def _is_open(one: HubSubscription) -> bool:
    """Whether its hub told of something that the feed has not shown yet."""
    return one.pushed_at is not None and (one.answered_at is None or one.answered_at < one.pushed_at)
