"""What of health operators are told: each change once, several together, and never more than so many an hour."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.config import Target
from monitor.model.health import Book, HealthReport, Level, Notice, Trouble

SETTLES = timedelta(seconds=15)
"""So long something lasts before it is told; what follows from it comes in the same message."""
MENDS = timedelta(minutes=1)
"""So long it has to be well before that is told."""
APART = timedelta(minutes=1)
"""Least time between two messages."""
START = "start"
"""The name of the trouble that the bot could not start."""
_HOUR = timedelta(hours=1)


def observe(book: Book, report: HealthReport, now: datetime) -> Book:
    """The book with everything as it is now; what is well and was never told leaves it."""
    seen = {one.name: one for one in _bad(report, now)}
    before = {one.name: one for one in book.troubles}
    troubles = [_go_on(before.get(name), one, now) for name, one in seen.items()]
    for name, one in before.items():
        if name not in seen and one.told > Level.WELL:
            since = min(one.since, now) if one.level is Level.WELL else now
            troubles.append(replace(one, level=Level.WELL, key="", since=since))
    # A clock that was set back must not keep the hour full for long.
    sent = tuple(at for at in book.sent if now - _HOUR < at <= now)
    return Book(troubles=tuple(troubles), sent=sent)


def refused(book: Book, why: str, now: datetime) -> Book:
    """The book after a start that came to nothing: that is told at once, and everything else stays as it was."""
    before = next((one for one in book.troubles if one.name == START), None)
    seen = Trouble(name=START, level=Level.RED, detail=f"a start was refused: {why}", since=now - SETTLES, key=why)
    others = tuple(one for one in book.troubles if one.name != START)
    sent = tuple(at for at in book.sent if now - _HOUR < at <= now)
    return Book(troubles=(*others, _go_on(before, seen, now)), sent=sent)


def due_notice(book: Book, now: datetime, per_hour: int, where: str, lasts: timedelta = SETTLES) -> Notice | None:
    """What is to be told now; None if nothing is, or has to wait because enough was told this hour.

    `lasts`: how long a trouble has to be known before it is told.
    """
    if len(book.sent) >= per_hour or any(now - at < APART for at in book.sent):
        return None
    news = tuple(one for one in book.troubles if _is_news(one) and now - one.since >= lasts)
    mended = tuple(one for one in book.troubles if one.level is Level.WELL and now - one.since >= MENDS)
    if not news and not mended:
        return None
    changed = {one.name for one in (*news, *mended)}
    still = tuple(one for one in book.troubles if one.level > Level.WELL and one.name not in changed)
    return Notice(id=_id(where, (*news, *mended)), at=now, news=news, mended=mended, still=still, where=where)


def as_told(book: Book, notice: Notice, now: datetime) -> Book:
    """The book after `notice` went out."""
    told = {one.name: one for one in (*notice.news, *notice.mended)}
    troubles = (_know(one, told.get(one.name)) for one in book.troubles)
    kept = tuple(one for one in troubles if one.level > Level.WELL or one.told > Level.WELL)
    return Book(troubles=kept, sent=(*book.sent, now))


def ways(targets: Sequence[Target], book: Book, failed: Iterable[str] = ()) -> list[Target]:
    """The channels to tell it by, the best first: as listed, those that are in trouble themselves last."""
    bad = {one.channel for one in book.troubles if one.channel and one.level > Level.WELL} | set(failed)
    return sorted(targets, key=lambda target: target.channel in bad)


def _bad(report: HealthReport, now: datetime) -> list[Trouble]:
    red = [
        Trouble(name=one.name, level=Level.RED, detail=one.detail, since=now, key=one.key, channel=one.channel)
        for one in report.checks
        if not one.ok
    ]
    names = {one.name for one in red}
    return red + [
        Trouble(name=one.name, level=Level.NOTE, detail=one.detail, since=now, key=one.key, channel=one.channel)
        for one in report.notes
        if one.name not in names
    ]


def _go_on(before: Trouble | None, seen: Trouble, now: datetime) -> Trouble:
    if before is None:
        return seen
    same = (before.level, before.key) == (seen.level, seen.key)
    since = min(before.since, now) if same else seen.since
    return replace(seen, since=since, told=before.told, told_key=before.told_key)


def _is_news(trouble: Trouble) -> bool:
    if trouble.level > trouble.told:
        return True
    return trouble.level > Level.WELL and trouble.key != trouble.told_key


def _know(trouble: Trouble, told: Trouble | None) -> Trouble:
    if told is None:
        return trouble
    if told.level is Level.WELL:
        return replace(trouble, told=Level.WELL, told_key="")
    return replace(trouble, told=max(trouble.told, told.level), told_key=told.key)


def _id(where: str, changes: Sequence[Trouble]) -> str:
    parts = [f"{one.name} {one.level} {one.key} {one.since.isoformat()}" for one in changes]
    return hashlib.sha256("|".join([where, *parts]).encode("utf-8", "replace")).hexdigest()[:32]
