"""What is told of a watchlist while it is edited, and edits that are kept for somebody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from monitor.model.archive.backtest import BrokenPin, Effect, Effects, Example, NameEffects, Volume
from monitor.records import dataclass

DRAFTS_KEPT = timedelta(days=30)
"""So long a draft is there since somebody kept it last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """An edit of a watchlist that is not saved: it has an address of its own, by which others look at it and go on."""

    name: str
    """Of the list's file, without .yaml; there may be none yet."""
    version: str
    """What the file held as the edit began, see `monitor.settings.ListFile`; "" for a new one."""
    base: str
    """Its text then."""
    text: str
    why: str = ""
    begun_by: str
    begun_at: datetime
    kept_by: str
    """Who kept it last."""
    kept_at: datetime
    edition: int = 1
    """One higher each time that it was kept."""
    ended_by: str = ""
    ended_at: datetime | None = None
    ended_how: str = ""
    """`saved` or `dropped`, once it has ended."""
    id: int = 0
    """0 until it is kept; none is given twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayForecast:
    """Stories of one day on which the list alerts."""

    day: date
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTried:
    """What a draft does to the newest articles, as far as they were looked at."""

    since: datetime
    until: datetime
    seen: int
    """Articles of that time."""
    done: int
    of: int
    """Articles that can differ; of them `done` were matched, the newest first."""
    rough: bool
    """A first look: by the topics alone that were changed, or at what the running list alerted on."""
    complete: bool
    articles: Effects
    stories: Effects
    names: tuple[NameEffects, ...]
    """By name of the changed topics, those that do most first."""
    examples: tuple[tuple[Effect, tuple[Example, ...]], ...]
    pins: tuple[BrokenPin, ...]
    """Pins and examples that held before, and do not any more."""
    pins_tried: int
    examples_tried: int
    """Texts that the draft itself gives as examples, found and not found; as `pins_tried` 0 until all was matched."""
    volumes: tuple[Volume, ...]
    """Stories a day by subscription, of this list alone."""
    days: tuple[DayForecast, ...]
    """Each day of that time, the oldest first; once all was matched."""
    unindexed: int = 0
    """Articles that the index does not hold yet, matched one and all."""
