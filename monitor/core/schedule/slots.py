"""When a subscription's digest is due: cron in local time, exactly one digest for each local slot.

A cron expression names wall-clock times. Twice a year a zone's wall clock repeats or skips an hour; reading the cron
in naive local time and mapping each slot to one instant gives every slot once: a repeated time means its first
pass, a skipped time the instant at which the clock jumps. (APScheduler's trigger fires twice in the autumn
night and `from_crontab` counts weekdays from Monday = 0; see `docs/explanation/time.md`.)
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from monitor.records import dataclass

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_LOOK_AHEAD = 6 * 3600 + 2
"""Slots looked at for one on the right side of an instant: six hours of a cron with seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One scheduled moment of a subscription."""

    date: str
    """Local date, ISO."""
    time: str
    """Local `HH:MM`, with `:SS` only where the cron has seconds."""
    at: datetime
    """The instant, UTC."""


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive local time: the first pass of a repeated one, the jump for a skipped one."""
    aware = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if aware.astimezone(zone).replace(tzinfo=None) == local:
        return aware
    return _jump(local, zone)


def _jump(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the clock skips over `local`.

    PEP 495: in a gap, fold=1 converts with the offset after it (an instant before the jump) and fold=0 with the
    offset before it (an instant after it); the jump lies between.
    """
    low = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    high = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def _slot(local: datetime, zone: ZoneInfo) -> Slot:
    clock = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    return Slot(date=local.date().isoformat(), time=clock, at=instant(local, zone))


def next_slot(cron: str, zone: ZoneInfo, after: datetime) -> Slot:
    """The first slot whose instant lies after `after` (aware UTC).

    Raises:
        ValueError: the expression names no time in the next 50 years (30 February); the loader refuses such a cron.
    """
    # Three hours earlier: a slot hidden behind a fold or gap may lie before `after` on the wall and after it in time.
    start = after.astimezone(zone).replace(tzinfo=None, microsecond=0) - timedelta(hours=3)
    try:
        for local in islice(CronSim(cron, start), _LOOK_AHEAD):
            slot = _slot(local, zone)
            if slot.at > after:
                return slot
    except CronSimError as error:
        raise ValueError(f"the schedule {cron!r} is not a cron expression: {error}") from error
    raise ValueError(f"the schedule {cron!r} never comes")


def next_due(cron: str, zone: ZoneInfo, after: datetime) -> datetime:
    """When the next digest is due; a time that never comes without a cron.

    Raises:
        ValueError: as `next_slot`.
    """
    return next_slot(cron, zone, after).at if cron else NEVER


def due_slot(cron: str, zone: ZoneInfo, due_at: datetime, now: datetime) -> Slot | None:
    """The slot to compose for now, or None if none has come since `due_at`.

    After an outage many slots may have passed: the latest stands for them all, so that one catch-up
    digest covers the whole window.
    """
    if due_at > now:
        return None
    start = now.astimezone(zone).replace(tzinfo=None, microsecond=0) + timedelta(hours=3, seconds=1)
    for local in islice(CronSim(cron, start, reverse=True), _LOOK_AHEAD):
        slot = _slot(local, zone)
        if slot.at <= now:
            return slot if slot.at >= due_at else _late(due_at, zone)
    return _late(due_at, zone)


def _late(due_at: datetime, zone: ZoneInfo) -> Slot:
    """The stored due time itself: it was computed from a schedule that has changed since."""
    local = due_at.astimezone(zone).replace(tzinfo=None)
    return Slot(date=local.date().isoformat(), time=local.strftime("%H:%M"), at=due_at)


def in_words(cron: str, zone: str) -> str:
    """The schedule as a part of a sentence: "at 07:00 every day (Asia/Damascus)"."""
    words = CronSim(cron, datetime(2000, 1, 1, tzinfo=UTC)).explain()
    return f"{words[:1].lower()}{words[1:]} ({zone})"
