"""What operators are told of single feeds: each change once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain

from monitor.core.health.feed_health import FeedHealth
from monitor.core.health.feed_kinds import LASTING, FeedTroubleKind
from monitor.core.health.tally import MOST_OF_A_KIND, FeedTally
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


def feed_notes(
    found: Sequence[FeedHealth], now: datetime, failing_percent: int, tally: FeedTally | None = None
) -> tuple[Note, ...]:
    """Of the feeds that need somebody; what befell most of them is said of all together, and not here.

    `tally`: where there are more than those `found`.
    """
    tally = FeedTally(found) if tally is None else tally
    together = _failing_together(tally, failing_percent)
    told = [one for one in found if _is_told(one, now) and not _is_among(together, one)]
    notes: list[Note] = []
    # Of very many not all titles are known: each is told with its address.
    titles = Counter(each.title for each in found for _ in range(1 if tally.whole else 2))
    for kind in _K:
        alike = [one for one in told if one.kind is kind]
        if len(alike) > MOST_ALONE:
            notes.append(_lot(kind, alike, max(len(alike), _number(tally, kind, together, now))))
        else:
            notes += [_alone(one, now, titles) for one in alike]
    lasting = [one for one in found if one.kind in LASTING]
    return (*notes, *([_lasting(lasting, tally)] if lasting else []))


def _failing_together(tally: FeedTally, failing_percent: int) -> tuple[FeedTroubleKind, datetime] | None:
    """Where most feeds fail: the commonest way, and the moment after which those began that are said together.

    Those that were told of before the others failed are not among them.
    """
    failing = {kind: since for kind, since in tally.since.items() if kind in _FAILING}
    number, limit = sum(map(len, failing.values())), tally.feeds * failing_percent // 100
    if number <= limit:
        return None
    nth = sorted(chain.from_iterable(failing.values()))[limit]
    return max(failing, key=lambda kind: len(failing[kind])), datetime.fromtimestamp(nth, UTC) - FAILS_FOR


def _number(
    tally: FeedTally, kind: FeedTroubleKind, together: tuple[FeedTroubleKind, datetime] | None, now: datetime
) -> int:
    """How many of a kind are told of where not all are kept."""
    if tally.whole or tally.kinds[kind] <= MOST_OF_A_KIND:
        return 0
    if kind not in _FAILING:
        return tally.kinds[kind]
    last = now - FAILS_FOR
    if together is not None and together[0] is kind:
        last = min(last, together[1])
    return sum(one <= last.timestamp() for one in tally.since.get(kind, ()))


def _is_among(together: tuple[FeedTroubleKind, datetime] | None, one: FeedHealth) -> bool:
    return together is not None and one.kind is together[0] and one.since is not None and one.since > together[1]


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


def _lot(kind: FeedTroubleKind, alike: Sequence[FeedHealth], number: int) -> Note:
    detail = f"{number} {kind.words}: {_named(alike, number)}; see monitor feeds health"
    return Note(name=f"feeds {kind.words}", detail=detail, key=_mark(alike))


def _lasting(alike: Sequence[FeedHealth], tally: FeedTally) -> Note:
    kinds = {kind: tally.number(kind, number) for kind, number in Counter(one.kind for one in alike).items()}
    told = ", ".join(f"{number} {kind.words}" for kind, number in kinds.items())
    detail = f"read, but {told}: {_named(alike, sum(kinds.values()))}; see monitor feeds health"
    return Note(name="feeds with shortcomings", detail=detail, key=_mark(alike))


def _named(alike: Sequence[FeedHealth], number: int) -> str:
    names = [one.title for one in alike[:_NAMED]]
    return ", ".join([*names, f"{number - _NAMED} more"] if number > _NAMED else names)


def _mark(alike: Sequence[FeedHealth]) -> str:
    """Of which feeds they are, and what is wrong with each: another one is a change."""
    lines = sorted(f"{one.kind.value} {one.url}" for one in alike)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]
