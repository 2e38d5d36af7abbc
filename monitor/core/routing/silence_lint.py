"""What is odd about silences: too wide, too long, or over long ago."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from monitor.core.routing.conditions import mismatch
from monitor.core.routing.fates import is_active
from monitor.model.config import Settings
from monitor.model.feeds import FeedSpec
from monitor.model.routing import Match, Silence, Traits
from monitor.model.watch import Watchlist

STALE = timedelta(days=7)
LONG = timedelta(days=30)
_NARROWER = "name topics, outlets, stories or subscriptions."


def odd_silences(settings: Settings, now: datetime) -> Iterator[tuple[str, str]]:
    """(id, what is odd about it and what to do) for each silence that somebody should look at."""
    wide = {one.id: _wide(one, settings) for one in settings.silences if now < one.until}
    together = _wide_together(settings, [one for one in settings.silences if is_active(one, now) and not wide[one.id]])
    for one in settings.silences:
        if now - one.until > STALE:
            yield one.id, f"it ended on {one.until:%Y-%m-%d}; remove it from silences.yaml."
        elif one.until - max(now, one.start or now) > LONG:
            yield one.id, f"it lasts until {one.until:%Y-%m-%d}, longer than {LONG.days} days; end it sooner."
        if what := wide.get(one.id) or together.get(one.id):
            yield one.id, f"{what}; {_NARROWER}"


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


def _wide(silence: Silence, settings: Settings) -> str:
    """Which watchlists it silences whole for everybody, in words; "" if none."""
    if not _for_everybody(silence, settings):
        return ""
    topics = set(silence.match.topics)
    # A list of one topic cannot be named more narrowly.
    whole = [
        one.id
        for one in _asked(silence.match, settings.watchlists)
        if not topics or (len(one.topics) > 1 and topics >= _topics(one))
    ]
    tongues = f" in {', '.join(silence.match.languages)}" if silence.match.languages else ""
    return f"it holds back everything of {', '.join(whole)}{tongues}" if whole else ""


def _wide_together(settings: Settings, active: Sequence[Silence]) -> dict[str, str]:
    """By silence which watchlist it silences whole with others: an alert is held by several as it is by one."""
    plain = [one for one in active if not one.match.languages and _for_everybody(one, settings)]
    found: dict[str, str] = {}
    for watchlist in settings.watchlists:
        mine = _topics(watchlist)
        part = [one for one in plain if mine & set(one.match.topics) and watchlist in _asked(one.match, [watchlist])]
        if len(part) > 1 and mine <= {topic for one in part for topic in one.match.topics}:
            for one in part:
                others = ", ".join(other.id for other in part if other is not one)
                found.setdefault(one.id, f"with {others} it holds back everything of {watchlist.id}")
    return found


def _for_everybody(silence: Silence, settings: Settings) -> bool:
    """Whether no story, subscription, outlet or tag narrows it."""
    match = silence.match
    told = {one.id for one in settings.subscriptions}
    if match.stories or (silence.subscriptions and not told <= set(silence.subscriptions)):
        return False
    if not match.publishers and not match.tags:
        return True
    outlets = Match(publishers=match.publishers, tags=match.tags)
    return bool(settings.feeds) and not any(mismatch(outlets, _traits(feed)) for feed in settings.feeds)


def _traits(feed: FeedSpec) -> Traits:
    return Traits(watchlist="", topics=(), publisher=feed.publisher, language="", tags=feed.tags)


def _asked(match: Match, watchlists: Sequence[Watchlist]) -> list[Watchlist]:
    return [one for one in watchlists if not match.watchlists or one.id in match.watchlists]


def _topics(watchlist: Watchlist) -> set[tuple[str, str]]:
    return {(watchlist.id, topic.id) for topic in watchlist.topics}
