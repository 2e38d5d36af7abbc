"""The wall clock moved: what it put off comes nearer, and nothing is thrown away on the strength of a new date."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from monitor.core.routing.quiet_hours import next_digest
from monitor.flow.services import Services

log = structlog.get_logger("monitor.clock")

STEP = timedelta(seconds=1)
"""Less is how time servers keep a clock right."""
_TRUSTED_S = 86_400.0
"""So long a clock has to go on evenly after a leap of more than a day before anything is pruned by it."""
_LEAP = timedelta(days=1)


async def compare_clock(services: Services) -> None:
    """At the start: whether the clock was set back since the time that was noted last, or may have leapt."""
    now = services.clock.now()
    newest = await services.call(services.store.newest_time)
    if newest is not None:
        # Forward says nothing here: the machine may have been off.
        await clock_moved(services, min(now - newest, timedelta(0)))
        if now - newest > _LEAP:
            services.prune_after = services.clock.monotonic() + _TRUSTED_S
    await note_time(services)


async def note_time(services: Services) -> None:
    """Remember what time it is, for the next start."""
    await services.call(services.store.note_time, services.clock.now())


async def clock_moved(services: Services, by: timedelta) -> None:
    """The wall clock was moved by so much, forward or (negative) back."""
    now = services.clock.now()
    if by <= -STEP or by > _LEAP:
        services.clock_step = (by, services.clock.monotonic())
    if by <= -STEP:
        log.warning("the clock was set back", action="clock", seconds=round(-by.total_seconds()), now=now.isoformat())
        await services.insist(services.store.set_back, -by, now, _next_slots(services, now))
    elif by > _LEAP:
        log.warning("the clock leapt", action="clock", seconds=round(by.total_seconds()), now=now.isoformat())
        services.prune_after = services.clock.monotonic() + _TRUSTED_S
    await note_time(services)


def _next_slots(services: Services, now: datetime) -> dict[str, datetime]:
    """The next slot of each subscription."""
    every = services.config.settings.subscriptions
    return {one.id: next_digest(one.cron, one.zone, one.quiet_hours, now) for one in every}
