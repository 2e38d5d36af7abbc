"""What the bot notices around itself: its port, its disk, and others that try to start beside it."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from monitor.model.health import Note
from monitor.obs.refusals import last_refusal

LEAST_FREE = 100_000_000
"""Bytes on the disk of the data folder; with less, a digest or an upgrade may find no room."""
REMEMBERED = timedelta(hours=1)
"""How long a start that was refused is of interest."""


def port_notes(wanted: int, used: int) -> tuple[Note, ...]:
    """That health and metrics are not where they were to be."""
    if wanted in (0, used):
        return ()
    elsewhere = f"health and metrics are on {used} instead" if used else "nobody can ask for health or metrics"
    detail = f"the status port {wanted} is taken by another program, {elsewhere}: free it, or change server.port"
    return (Note(name="status port", detail=detail),)


def disk_notes(data: Path) -> tuple[Note, ...]:
    """That the disk is nearly full."""
    try:
        free = shutil.disk_usage(data).free
    except OSError:
        return ()
    if free >= LEAST_FREE:
        return ()
    detail = (
        f"only {free // 1_000_000} MB are free on the disk of {data}: free some space, or lower storage.keep_articles"
    )
    return (Note(name="disk", detail=detail),)


def refusal_notes(data: Path, started_at: datetime, now: datetime) -> tuple[Note, ...]:
    """That another start was refused beside this one."""
    last = last_refusal(data)
    if last is None or not started_at < last.at <= now or now - last.at > REMEMBERED:
        return ()
    detail = f"another start was refused at {last.at:%H:%M} UTC: {last.why}"
    return (Note(name="another start", detail=detail, key=last.why),)
