"""Which unknown entries are news, and which are a feed's past: what it had before, and what it shows again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from monitor.core.entries.identity import Identity
from monitor.model.outcomes import IntakeOutcome
from monitor.records import dataclass

OLD: Final = timedelta(days=30)
"""An entry dated so long before the last reading of its feed, and before others in the answer, turns up late."""
VERY_OLD: Final = timedelta(days=365)
"""One entry alone that is dated so long ago comes from an archive, if anything beside its date says so."""
_ARCHIVE_LEAST = 3
"""So many old entries in one answer are an archive; fewer may be late reports."""
_BURST = 5
"""So many undated entries at most, after an empty feed, are news: more are a feed that was filled."""
_STORM_LEAST_ENTRIES = 10
_STORM_LEAST_ECHOES = 0.5
_ANY_AGE = -1
_WRITTEN: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time."""

DETAILS: Final = {
    IntakeOutcome.NEW: "",
    IntakeOutcome.BASELINE: "in the feed when it was first read, and older than the look-back or undated",
    IntakeOutcome.STORM_HELD: "a known text under a changed id, like nearly all entries of this answer",
    IntakeOutcome.ARCHIVE_HELD: "old, and turned up late in a feed that shows newer entries: "
    "monitor feeds held lists it, monitor feeds release has it read",
    IntakeOutcome.NO_IDENTITY: "it has no id, link, title or text",
}
"""The sentence that is stored with each outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeContext:
    """What intake needs beside the entries."""

    first_poll: bool
    """No answer with entries was read before."""
    lookback_s: int
    """First poll: entries published longer ago are baseline; -1 = none is."""
    max_new: int
    storm_share: float
    now: datetime
    read_before_at: datetime | None = None
    """When the feed was last read well, be it without entries; None if never."""
    passed: int = 0
    """How many known entries the answer shows beside those that are judged."""
    passed_newest: datetime | None = None
    """The latest date among them."""


@dataclass(slots=True)
class Item:
    """One distinct entry that was not known."""

    identity: Identity
    keys: tuple[str, ...]
    echoes: bool
    """Its title and body belong to a known entry under another guid and link."""
    place: int
    """Of its entry in the answer."""


def judge(
    items: Sequence[Item], dates: Sequence[datetime | None], overlap: int, context: IntakeContext
) -> list[IntakeOutcome]:
    """The outcome of each item; `dates` are those of the answer's entries in their order, then what else is known of
    it; `overlap` entries are known.

    First answer with entries: what is older than the look-back, or undated, is baseline; but what was published since
    an empty answer is news, and so are a few undated entries after one. Later: everything unknown is new, except a
    storm (nearly all of a big answer new, but mostly known texts under changed ids) and old entries that turn up late.
    """
    if context.first_poll:
        context = replace(context, now=_believed(context.now, dates))
        undated = sum(item.identity.published_at is None for item in items)
        return [_first(item, undated, context) for item in items]
    storm = _is_storm(items, overlap, context.storm_share)
    known_dates = [date for date in dates if date is not None]
    late = _late(items, known_dates, overlap, context)
    lone, oldest_first = _very_late(known_dates, context), _is_oldest_first(items, dates)
    old = [
        _is_before(item, late) or (_is_before(item, lone) and _is_borne_out(item, dates, oldest_first))
        for item in items
    ]
    return [_later(item, storm, is_old) for item, is_old in zip(items, old, strict=True)]


def _believed(now: datetime, dates: Sequence[datetime | None]) -> datetime:
    """The time to look back from: where the clock is older than this program (no battery, no time server yet), the
    feed's newest date. By 1970 all that a feed ever showed would be of today.
    """
    return now if now >= _WRITTEN else max((date for date in dates if date is not None), default=now)


def _first(item: Item, undated: int, context: IntakeContext) -> IntakeOutcome:
    published_at, empty_at = item.identity.published_at, context.read_before_at
    if not item.identity.keys:
        return IntakeOutcome.NO_IDENTITY
    if _within_lookback(published_at, context):
        return IntakeOutcome.NEW
    if empty_at is None:
        return IntakeOutcome.BASELINE
    if published_at is None:
        return IntakeOutcome.NEW if undated <= _BURST else IntakeOutcome.ARCHIVE_HELD
    return IntakeOutcome.NEW if published_at >= empty_at else IntakeOutcome.BASELINE


def _later(item: Item, storm: bool, is_old: bool) -> IntakeOutcome:
    if not item.identity.keys:
        return IntakeOutcome.NO_IDENTITY
    if storm and item.echoes:
        return IntakeOutcome.STORM_HELD
    return IntakeOutcome.ARCHIVE_HELD if is_old else IntakeOutcome.NEW


def _is_before(item: Item, late: datetime | None) -> bool:
    published_at = item.identity.published_at
    return late is not None and published_at is not None and published_at < late


def _within_lookback(published_at: datetime | None, context: IntakeContext) -> bool:
    if context.lookback_s == _ANY_AGE:
        return True
    if published_at is None or context.lookback_s == 0:
        return False
    return published_at >= context.now - timedelta(seconds=context.lookback_s)


def _is_storm(items: Sequence[Item], overlap: int, share: float) -> bool:
    total = len(items) + overlap
    echoes = sum(item.echoes for item in items)
    return total >= _STORM_LEAST_ENTRIES and len(items) > share * total and echoes > _STORM_LEAST_ECHOES * len(items)


def _late(items: Sequence[Item], dates: Sequence[datetime], overlap: int, context: IntakeContext) -> datetime | None:
    """Entries published before this are old ones that turn up late; None if none is.

    Dates are believed only as far as the feed's other entries bear them out: a feed that dates everything years back
    must not fall silent.
    """
    if context.lookback_s == _ANY_AGE or not dates:
        return None
    before = _before(context)
    ordered = min(before, max(dates) - OLD)
    old = [item for item in items if _is_before(item, ordered)]
    if len(old) >= _ARCHIVE_LEAST:
        return ordered
    if not overlap and max(dates) < before and len(set(dates)) >= _ARCHIVE_LEAST:
        return before  # nothing but an archive, in place of all that was known
    return None


def _very_late(dates: Sequence[datetime], context: IntakeContext) -> datetime | None:
    """Before this also one entry alone may be an old one."""
    if context.lookback_s == _ANY_AGE or not dates:
        return None
    return min(_before(context), max(dates)) - VERY_OLD


def _before(context: IntakeContext) -> datetime:
    return min(context.read_before_at or context.now, context.now) - OLD


def _is_borne_out(item: Item, dates: Sequence[datetime | None], oldest_first: bool) -> bool:
    """Whether anything beside the date of one entry alone says that it is old: its year, or where the feed has it.

    A clock that is wrong dates what was written today years back, and what is new stands where new entries stand.
    """
    published_at = item.identity.published_at
    if published_at is None:
        return False
    data = item.identity.data
    if re.search(rf"(?<!\d){published_at.year}(?!\d)", f"{data.url} {data.title}"):
        return True
    beyond = dates[: item.place] if oldest_first else dates[item.place + 1 :]
    return all(date is None or date <= published_at + OLD for date in beyond)


def _is_oldest_first(items: Sequence[Item], dates: Sequence[datetime | None]) -> bool:
    """Whether the feed has its oldest entries first, as far as those tell that were known."""
    new = {item.place for item in items}
    known = [date for place, date in enumerate(dates) if date is not None and place not in new]
    rises = sum(one < two for one, two in pairwise(known))
    return rises > sum(one > two for one, two in pairwise(known))
