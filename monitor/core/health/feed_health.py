"""How each feed does, for people: what is wrong with it, since when, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.health.feeds import reason_of
from monitor.core.health.habit import habit_in_words, habit_of, silent_since
from monitor.model.coverage import FeedTrouble
from monitor.model.feeds import FeedState
from monitor.model.ids import FeedId
from monitor.model.outcomes import FetchReason, ParseReason


class FeedTroubleKind(StrEnum):
    """What is wrong with a feed, the worst first."""

    GONE = "gone"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    NOT_A_FEED = "not_a_feed"
    REFUSED = "refused"
    BROKEN = "broken"
    FAILING = "failing"
    SILENT = "silent"
    EMPTY = "empty"
    MOVED = "moved"
    UNREAD = "unread"
    WELL = "well"


_K, _F, _P = FeedTroubleKind, FetchReason, ParseReason
_KINDS: Mapping[str, FeedTroubleKind] = {
    **dict.fromkeys((_F.DNS, _F.CONNECT, _F.TLS, _F.TIMEOUT, _F.PROTOCOL, _F.HTTP_SERVER_ERROR), _K.UNREACHABLE),
    **dict.fromkeys((_P.CHALLENGE_PAGE, _F.HTTP_CLIENT_ERROR, _F.RATE_LIMITED), _K.BLOCKED),
    **dict.fromkeys((_P.NOT_A_FEED, _P.WRONG_TYPE), _K.NOT_A_FEED),
    **dict.fromkeys((_F.BAD_URL, _F.REFUSED_ADDRESS, _F.REDIRECT_LOOP, _F.TOO_LARGE), _K.REFUSED),
    **dict.fromkeys((_P.MALFORMED, _F.TRUNCATED, _F.BAD_ENCODING), _K.BROKEN),
    _P.EMPTY: _K.EMPTY,
    _F.GONE: _K.GONE,
}
_WHAT_TO_DO: Mapping[FeedTroubleKind, str] = {
    _K.GONE: "Take it out of feeds.yaml, or put its new address there.",
    _K.UNREACHABLE: "It is tried again by itself; open the address in a browser if it lasts.",
    _K.BLOCKED: "Open the address in a browser; the site may want an agreement (headers, user_agent) or a slower pace.",
    _K.NOT_A_FEED: "Find the feed's address on the page: monitor feeds add URL looks for it.",
    _K.REFUSED: "Check the address in feeds.yaml, and fetch.allow_private if it is your own.",
    _K.BROKEN: "Tell the publisher; what can be read of it is read.",
    _K.FAILING: "See the log; it is tried again by itself.",
    _K.SILENT: "Open its site: if there are newer articles, the feed has moved or is kept no longer.",
    _K.EMPTY: "Open its site: the feed may have moved.",
    _K.MOVED: "monitor feeds adopt puts the new address into feeds.yaml.",
    _K.UNREAD: "It is read with the next poll of a running bot.",
    _K.WELL: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """One feed as an analyst wants to see it."""

    title: str
    publisher: str
    url: str
    kind: FeedTroubleKind
    detail: str
    """What is wrong, in words; "" of one that is well."""
    since: datetime | None
    """When that began, as far as it is known."""
    habit: str
    """Its own rhythm in words, "" if it is not known yet."""
    last_new_at: datetime | None
    """Of its newest entry."""
    last_good_at: datetime | None
    next_poll_at: datetime | None
    todo: str
    """One sentence, "" if there is nothing to do."""

    @property
    def well(self) -> bool:
        """Whether it needs nobody."""
        return self.kind is FeedTroubleKind.WELL


def feed_health(feed: FeedState, arrivals: Sequence[datetime], now: datetime, unlearnt: timedelta) -> FeedHealth:
    """How `feed` does, whose entries came at `arrivals`; `unlearnt` is `polling.silent_after`."""
    silence = silent_since(arrivals, feed.last_new_at, now, unlearnt)
    kind, since = _kind(feed, silence)
    came = [at for at in (*arrivals, feed.last_new_at) if at is not None and at <= now]
    return FeedHealth(
        title=feed.title,
        publisher=feed.publisher,
        url=feed.url,
        kind=kind,
        detail=_detail(feed, kind),
        since=since,
        habit=habit_in_words(habit_of(came, now)),
        last_new_at=max(came, default=None),
        last_good_at=feed.last_good_at,
        next_poll_at=feed.next_poll_at if feed.active and kind is not FeedTroubleKind.GONE else None,
        todo=_WHAT_TO_DO[kind],
    )


def silent_feeds(
    feeds: Sequence[FeedState], arrivals: Mapping[FeedId, Sequence[datetime]], now: datetime, unlearnt_s: int
) -> tuple[FeedTrouble, ...]:
    """Of feeds that answer well those that are silent beyond their own habit."""
    found = []
    for feed in feeds:
        came = arrivals.get(feed.id, ())
        if since := silent_since(came, feed.last_new_at, now, timedelta(seconds=unlearnt_s)):
            usual = habit_in_words(habit_of(came, now))
            found.append(FeedTrouble(title=feed.title, detail=f"usually {usual}" if usual else "", since=since))
    return tuple(found)


def by_trouble(found: Sequence[FeedHealth]) -> list[FeedHealth]:
    """The worst first, and of one kind the longest first."""
    order = list(FeedTroubleKind)
    return sorted(found, key=lambda one: (order.index(one.kind), one.since is None, one.since or 0, one.title))


def verdict(found: Sequence[FeedHealth]) -> str:
    """`118 of 120 feeds are well: 1 unreachable, 1 silent.`"""
    well = sum(one.well for one in found)
    kinds = [one.kind for one in by_trouble(found) if not one.well]
    told = ", ".join(f"{kinds.count(kind)} {kind.value.replace('_', ' ')}" for kind in dict.fromkeys(kinds))
    verb = "is" if well == 1 else "are"
    return f"{well} of {len(found)} feed{'' if len(found) == 1 else 's'} {verb} well{f': {told}' if told else ''}."


def _kind(feed: FeedState, silence: datetime | None) -> tuple[FeedTroubleKind, datetime | None]:
    reason = reason_of(feed.last_detail)
    if not feed.active or reason == FetchReason.GONE:
        return FeedTroubleKind.GONE, feed.failing_since
    if feed.failing_since is not None:
        return _KINDS.get(reason, FeedTroubleKind.FAILING), feed.failing_since
    if feed.last_good_at is None:
        return FeedTroubleKind.UNREAD, None
    if feed.entries_seen == 0:
        return FeedTroubleKind.EMPTY, silence
    if silence is not None:
        return FeedTroubleKind.SILENT, silence
    return (FeedTroubleKind.MOVED if feed.moved_to else FeedTroubleKind.WELL), None


def _detail(feed: FeedState, kind: FeedTroubleKind) -> str:
    match kind:
        case FeedTroubleKind.WELL:
            return ""
        case FeedTroubleKind.SILENT:
            return "answers, but shows nothing new"
        case FeedTroubleKind.EMPTY if feed.failing_since is None:
            return "answers, but has no entry"
        case FeedTroubleKind.MOVED:
            return f"has moved to {feed.moved_to.partition('?')[0]}"
        case FeedTroubleKind.UNREAD:
            return "not read yet"
        case _:
            return feed.last_detail
