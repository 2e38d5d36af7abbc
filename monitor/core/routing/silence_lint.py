"""What is odd about silences: too wide, too long, or over long ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from monitor.core.routing.fates import is_active
from monitor.model.routing import Silence
from monitor.model.watch import Watchlist

STALE = timedelta(days=7)
LONG = timedelta(days=30)


def odd_silences(
    silences: Iterable[Silence], watchlists: Sequence[Watchlist], now: datetime
) -> Iterator[tuple[str, str]]:
    """(id, what is odd about it and what to do) for each silence that somebody should look at."""
    for one in silences:
        if now - one.until > STALE:
            yield one.id, f"it ended on {one.until:%Y-%m-%d}; remove it from silences.yaml."
        elif one.until - max(now, one.start or now) > LONG:
            yield one.id, f"it lasts until {one.until:%Y-%m-%d}, longer than {LONG.days} days; end it sooner."
        if now < one.until and (wide := _wide(one, watchlists)):
            yield one.id, f"it holds back {wide}; name topics, outlets, stories or subscriptions."


def phase(silence: Silence, now: datetime) -> str:
    """`active`, `begins`, `ended`."""
    if is_active(silence, now):
        return "active"
    return "ended" if silence.until <= now or silence.until == silence.start else "begins"


def about(silence: Silence) -> str:
    """What it holds back: `topics border/irgc, languages ar, of wake`."""
    match = silence.match
    parts = [
        ("watchlists", match.watchlists),
        ("topics", [f"{watchlist}/{topic}" for watchlist, topic in match.topics]),
        ("tags", match.tags),
        ("publishers", match.publishers),
        ("languages", match.languages),
        ("stories", [f"{one:04x}" for one in match.stories]),
        ("of", silence.subscriptions),
    ]
    return "; ".join(f"{name} {', '.join(found)}" for name, found in parts if found)


def _wide(silence: Silence, watchlists: Sequence[Watchlist]) -> str:
    """Which of the watchlists it silences whole for everybody, in words; "" if none."""
    match = silence.match
    if silence.subscriptions or match.publishers or match.stories or match.tags:
        return ""
    mine = [one for one in watchlists if not match.watchlists or one.id in match.watchlists]
    topics = set(match.topics)
    named = {one.id: {(one.id, topic.id) for topic in one.topics} for one in mine}
    # A list of one topic cannot be named more narrowly.
    whole = [name for name, every in named.items() if not topics or (len(every) > 1 and topics >= every)]
    tongues = f" in {', '.join(match.languages)}" if match.languages else ""
    return f"everything of {', '.join(whole)}{tongues}" if whole else ""
