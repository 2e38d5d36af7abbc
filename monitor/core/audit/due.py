"""Which watchlist is audited next, what is kept of it, and which digest tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.core.schedule.slots import next_slot
from monitor.model.archive.audit import Audit, AuditHead, AuditMade, AuditText
from monitor.model.config import AuditSettings
from monitor.model.ids import ArticleId

FIRST_LINES = 3
"""Kept and told."""
_SETTLES = timedelta(minutes=5)
"""An audit is told by digests from so long after it on: whatever the database lets wait, it is stored by then."""


def next_audited(
    settings: AuditSettings, watchlists: Sequence[str], last: Mapping[str, datetime], now: datetime
) -> str | None:
    """The watchlist whose audit is due, None if none is; `last`: when each was audited.

    One that never was is due at once; of the others the one that waits longest.
    """
    if not settings.cron:
        return None
    for one in watchlists:
        if one not in last:
            return one
    zone = ZoneInfo(settings.zone)
    due = [(last[one], one) for one in watchlists if next_slot(settings.cron, zone, last[one]).at <= now]
    return min(due)[1] if due else None


def kept_of(found: Audit, articles: Mapping[ArticleId, AuditText], now: datetime) -> AuditMade:
    """An audit in short."""
    first = (articles[line.article] for line in found.lines[:FIRST_LINES] if line.article in articles)
    return AuditMade(
        watchlist=found.watchlist,
        at=now,
        articles=found.articles,
        found=found.recall.found,
        share=found.recall.share,
        low=found.recall.low,
        high=found.recall.high,
        lines=len(found.lines),
        first=tuple(AuditHead(article=one.id, title=one.title, publisher=one.publisher, url=one.url) for one in first),
    )


def told_between(
    made: Iterable[AuditMade], watchlists: Collection[str], since: datetime, until: datetime
) -> tuple[AuditMade, ...]:
    """Those that a digest of this window tells: windows follow each other without a gap, so each is told once."""
    return tuple(one for one in made if one.watchlist in watchlists and since < one.at + _SETTLES <= until)
