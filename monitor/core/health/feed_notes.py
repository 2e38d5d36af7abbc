"""What operators are told of single feeds: each change once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.core.health.feed_health import FeedHealth
from monitor.core.health.feed_kinds import LASTING, FeedTroubleKind
from monitor.core.health.words import age_in_words, as_clause
from monitor.model.health import Note

FAILS_FOR = timedelta(hours=6)
"""A feed that fails for less mends itself mostly."""
MOST_ALONE = 12
"""So many of one kind have a note each; more are one note."""
_NAMED = 6
_K = FeedTroubleKind
_QUIET = (_K.SILENT, _K.UNCHANGED, _K.EMPTY)
_FAILING = frozenset(_K) - LASTING - {*_QUIET, _K.GONE, _K.PAUSED, _K.UNREAD, _K.WELL}


def feed_notes(found: Sequence[FeedHealth], now: datetime, failing_percent: int) -> tuple[Note, ...]:
    """Of the feeds that need somebody; what befell most of them is said of all together, and not here."""
    together = _failing_together(found, failing_percent)
    told = [one for one in found if _is_told(one, now) and one not in together]
    notes: list[Note] = []
    titles = Counter(each.title for each in found)
    for kind in _K:
        alike = [one for one in told if one.kind is kind]
        if len(alike) > MOST_ALONE:
            notes.append(_lot(kind, alike))
        else:
            notes += [_alone(one, now, titles) for one in alike]
    lasting = [one for one in found if one.kind in LASTING]
    return (*notes, *([_lasting(lasting)] if lasting else []))


def _failing_together(found: Sequence[FeedHealth], failing_percent: int) -> list[FeedHealth]:
    """Where most of them fail: those that do in the commonest way, and were not told of before the others failed."""
    failing = [one for one in found if one.since is not None and one.kind in _FAILING]
    limit = len(found) * failing_percent // 100
    if len(failing) <= limit:
        return []
    began = sorted(one.since for one in failing if one.since)[limit] - FAILS_FOR
    ((kind, _),) = Counter(one.kind for one in failing).most_common(1)
    return [one for one in failing if one.kind is kind and one.since and one.since > began]


def _is_told(one: FeedHealth, now: datetime) -> bool:
    if one.well or one.kind in (_K.UNREAD, _K.PAUSED) or one.kind in LASTING:
        return False
    if one.kind in _QUIET:
        # An answer without entries comes and goes where a site is being worked on.
        return one.overdue or (one.kind is _K.EMPTY and one.last_new_at is None)
    return one.kind is _K.GONE or (one.since is not None and now - one.since >= FAILS_FOR)


def _alone(one: FeedHealth, now: datetime, titles: Counter[str]) -> Note:
    lasts = f" for {age_in_words(now - one.since)}" if one.since else ""
    usual = f" (usually {one.habit})" if one.habit and one.kind in _QUIET else ""
    name = f"feed {one.title}" if titles[one.title] == 1 else f"feed {one.title} ({one.url})"
    detail = f"{one.kind.words}{lasts}: {as_clause(one.detail)}{usual}. {as_clause(one.todo)}"
    return Note(name=name, detail=detail, key=one.kind.value)


def _lot(kind: FeedTroubleKind, alike: Sequence[FeedHealth]) -> Note:
    detail = f"{len(alike)} {kind.words}: {_named(alike)}; see monitor feeds health"
    return Note(name=f"feeds {kind.words}", detail=detail, key=_mark(alike))


def _lasting(alike: Sequence[FeedHealth]) -> Note:
    kinds = Counter(one.kind.words for one in alike)
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    detail = f"read, but {told}: {_named(alike)}; see monitor feeds health"
    return Note(name="feeds with shortcomings", detail=detail, key=_mark(alike))


def _named(alike: Sequence[FeedHealth]) -> str:
    names = [one.title for one in alike[:_NAMED]]
    return ", ".join([*names, f"{len(alike) - _NAMED} more"] if len(alike) > _NAMED else names)


def _mark(alike: Sequence[FeedHealth]) -> str:
    """Of which feeds they are, and what is wrong with each: another one is a change."""
    lines = sorted(f"{one.kind.value} {one.url}" for one in alike)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]
